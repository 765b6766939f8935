// SPDX-License-Identifier: GPL-2.0-or-later
#include "run/shared_identities.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "catalogue/planner.hpp"
#include "core/url.hpp"
#include "sources/catalogue_key.hpp"

namespace newsrank {
namespace {

// At most this many are looked at: that is enough to see what is wrong.
constexpr std::size_t kMaxLookedAt = 10'000;

bool is_own(const Mention& mention) {
  return (mention.precedence >> 63U) != 0;
}

struct Pair {
  std::uint32_t winner = 0;  // numbers of mentions
  std::uint32_t other = 0;
  bool different = false;
};

// Of each article that several files say differently: what wins, and one that has another title or place.
std::vector<Pair> differing_pairs(const Catalogue& catalogue,
                                  const std::function<std::optional<Article>(const Mention&)>& article_of) {
  const std::vector<Mention>& mentions = catalogue.mentions();
  std::vector<Pair> pairs;
  std::size_t looked_at = 0;
  for (std::size_t begin = 0; begin < mentions.size() && looked_at < kMaxLookedAt;) {
    const std::size_t end = article_end(mentions, begin);
    const std::size_t winner = end - 1;
    // All own mentions stand behind the others.
    if (end - begin > 1 && is_own(mentions[winner]) && is_own(mentions[winner - 1])) {
      ++looked_at;
      const auto best = article_of(mentions[winner]);
      for (std::size_t other = winner; best && other-- > begin && is_own(mentions[other]);) {
        const auto article = article_of(mentions[other]);
        const bool placed = !detail::is_web_address(best->id);
        if (!article || (!placed && article->title == best->title)) continue;
        pairs.push_back({static_cast<std::uint32_t>(winner), static_cast<std::uint32_t>(other), placed});
        break;
      }
    }
    begin = end;
  }
  return pairs;
}

// A file that says it, for each of the numbers.
std::map<std::uint32_t, std::string> files_that_say(const Catalogue& catalogue, const std::vector<Pair>& pairs) {
  std::map<std::uint32_t, std::string> paths;
  for (const Pair& pair : pairs) {
    paths.try_emplace(pair.winner);
    paths.try_emplace(pair.other);
  }
  for (std::size_t file = 0; !paths.empty() && file < catalogue.file_count(); ++file) {
    for (const std::uint32_t reference : catalogue.references(file)) {
      const auto wanted = paths.find(reference);
      if (wanted != paths.end() && wanted->second.empty()) wanted->second = catalogue.path(file);
    }
  }
  return paths;
}

}  // namespace

std::vector<SharedIdentity> find_shared_identities(
    const Catalogue& catalogue, const std::function<std::optional<Article>(const Mention&)>& article_of) {
  const std::vector<Pair> pairs = differing_pairs(catalogue, article_of);
  auto paths = files_that_say(catalogue, pairs);
  std::vector<SharedIdentity> shared;
  for (const Pair& pair : pairs) {
    const std::string& winner = paths[pair.winner];
    const std::string& other = paths[pair.other];
    if (!pair.different) {
      shared.push_back({other, "has the address of \"" + winner + "\" and another title: that one counts", false});
    } else if (is_gone(winner) || is_gone(other)) {
      // A folder that was moved: its articles are known from both places.
      shared.push_back({is_gone(winner) ? other : winner,
                        "is known from \"" + (is_gone(winner) ? winner : other) +
                            "\", too, which is gone: --forget the source it was in",
                        false});
    } else {
      shared.push_back({other,
                        "has the same place below its source as \"" + winner +
                            "\", which stands in its stead: give --base-url, or each source an index",
                        true});
    }
  }
  return shared;
}

}  // namespace newsrank
