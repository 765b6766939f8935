#include "cli/request.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "cli/like_file.hpp"
#include "newsrank/synonyms.hpp"
#include "programs/profile_file.hpp"
#include "programs/text_file.hpp"

namespace newsrank::cli {
namespace {

Result<std::shared_ptr<const Synonyms>> load_synonyms(const std::string& name) {
  constexpr std::size_t kMaxSynonymBytes = 2 * 1024 * 1024;
  const auto text = read_text_file(name, kMaxSynonymBytes);
  if (!text) return text.error();
  auto synonyms = Synonyms::parse(*text);
  if (!synonyms) return Error{synonyms.error().code, name + ": " + synonyms.error().message, synonyms.error().hint};
  return std::make_shared<const Synonyms>(std::move(*synonyms));
}

bool wants_snippets(const Options& options) {
  const std::vector<std::string>& fields = options.settings.fields;
  if (options.interactive) return false;
  return options.snippets || options.settings.format == Format::text ||
         std::find(fields.begin(), fields.end(), "snippet") != fields.end();
}

}  // namespace

Result<SearchRequest> make_request(const Options& options) {
  const Settings& settings = options.settings;
  SearchRequest request;
  request.plain = options.plain;
  request.require_all = options.require_all;
  request.limit = settings.limit;
  request.offset = options.offset;
  request.sort = settings.sort;
  if (!settings.profile.empty()) {
    auto profile = load_profile(settings.profile);
    if (!profile) return std::move(profile).error();
    request.profile = *profile;
  }
  if (!settings.synonyms.empty()) {
    auto synonyms = load_synonyms(settings.synonyms);
    if (!synonyms) return std::move(synonyms).error();
    request.synonyms = std::move(*synonyms);
  }
  request.quality_weight = settings.quality_weight;
  request.recency_weight = settings.recency_weight;
  request.half_life_days = settings.half_life_days;
  request.now = options.now;
  request.filters = options.filters;
  request.facets = options.facets;
  if (wants_snippets(options)) request.snippets.emplace();
  request.explain = options.explain;
  request.correct = settings.correct;
  request.group_stories = settings.group && settings.format != Format::trec;
  return request;
}

Result<Article> find_like(Searcher& searcher, const std::string& like) {
  if (!like.starts_with("http://") && !like.starts_with("https://")) return read_like_file(like);
  auto found = searcher.find(like);
  if (!found) return std::move(found).error();
  if (!*found)
    return Error{ErrorCode::invalid_argument, "the index holds no article of the address " + like,
                 "give a file with its text instead"};
  return std::move(**found);
}

}  // namespace newsrank::cli
