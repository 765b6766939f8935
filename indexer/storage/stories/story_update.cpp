// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/stories/story_update.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "analysis/story_signature.hpp"
#include "index/stored_versions.hpp"
#include "newsrank/schema.hpp"
#include "results/stories/same_story.hpp"
#include "storage/stories/key_set.hpp"

namespace newsrank::detail {
namespace {

constexpr std::int64_t kNoDate = std::numeric_limits<std::int64_t>::max();
// Texts that are kept for further comparisons: a few MiB.
constexpr std::size_t kMostTexts = 4096;

// An article that may belong to a story.
struct Member {
  std::int64_t date = kNoDate;
  StorySignature signature;
  std::size_t shard = 0;
  Xapian::docid document = 0;
  std::uint64_t story = 0;  // as it was
  bool judged = false;      // all its copies are sought
  bool undone = false;      // its story is made anew

  auto place() const { return std::tie(date, signature.identity, shard, document); }
};

// Calls `take` with the number and the signature of all documents, or of those listed.
template <typename Take>
void for_each_signature(const Xapian::Database& database, Take take) {
  const auto end = database.valuestream_end(kStorySlot);
  for (auto value = database.valuestream_begin(kStorySlot); value != end; ++value)
    take(value.get_docid(), unpack_signature(*value));
}
template <typename Take>
void for_each_signature(const Xapian::Database& database, const std::set<Xapian::docid>& listed, Take take) {
  const auto end = database.valuestream_end(kStorySlot);
  auto value = database.valuestream_begin(kStorySlot);
  for (auto document = listed.begin(); document != listed.end() && value != end; ++document) {
    value.skip_to(*document);
    if (value != end && value.get_docid() == *document) take(*document, unpack_signature(*value));
  }
}

class StoryUpdate {
 public:
  StoryUpdate(std::vector<ShardWriter>& shards, Analyzer& analyzer) : shards_(shards), analyzer_(analyzer) {}

  Result<void> run();

 private:
  bool anything_changed() const;
  KeySet touched_keys() const;
  void collect(const KeySet& keys);
  void judge_crowds();
  bool undo_stories();
  KeySet keys_of_undone() const;
  Result<void> join(const KeySet& keys);
  Result<void> compare(std::size_t i, std::size_t j);
  Result<const StoryText*> text_of(std::size_t member);
  std::size_t root(std::size_t member);
  void name();

  std::vector<ShardWriter>& shards_;
  Analyzer& analyzer_;
  std::vector<Member> members_;                                 // in the order of their places
  std::vector<std::pair<std::uint32_t, std::size_t>> holders_;  // key and member, of the keys that are looked at
  std::set<std::pair<std::size_t, Xapian::docid>> crowds_;      // unchanged documents that are judged
  std::unordered_set<std::uint64_t> undone_;                    // stories
  std::vector<std::size_t> parents_;                            // of members, to the root of their story
  std::unordered_map<std::size_t, StoryText> texts_;
};

bool StoryUpdate::anything_changed() const {
  return std::any_of(shards_.begin(), shards_.end(), [](const ShardWriter& shard) {
    return shard.all_changed() || !shard.changed().empty() || !shard.forgotten().empty();
  });
}

// The keys of what is new or gone. Where all is new, those that more than one article has.
KeySet StoryUpdate::touched_keys() const {
  std::size_t changes = 0;
  bool all = true;
  for (const ShardWriter& shard : shards_) {
    changes += shard.all_changed() ? shard.column().size() : shard.changed().size() + shard.forgotten().size();
    all = all && shard.all_changed() && shard.forgotten().empty();
  }
  KeySet keys(changes * (kTitleKeys + kExcerptKeys));
  const auto take = [&](Xapian::docid /*document*/, const StorySignature& signature) { keys.insert(signature.all()); };
  for (const ShardWriter& shard : shards_) {
    shard.all_changed() ? for_each_signature(shard.database(), take)
                        : for_each_signature(shard.database(), shard.changed(), take);
    for (const auto& gone : shard.forgotten()) {
      const StorySignature signature = unpack_signature(gone.signature);
      keys.insert(signature.all());
    }
  }
  if (all) keys.keep_repeated();
  return keys;
}

// Finds all articles that have one of the keys.
void StoryUpdate::collect(const KeySet& keys) {
  members_.clear();
  for (std::size_t number = 0; number < shards_.size(); ++number) {
    const ShardWriter& shard = shards_[number];
    const auto end = shard.database().valuestream_end(kDateSlot);
    auto date = shard.database().valuestream_begin(kDateSlot);
    for_each_signature(shard.database(), [&](Xapian::docid document, const StorySignature& signature) {
      if (!keys.contains_any(signature.all())) return;
      Member member{kNoDate, signature, number, document, shard.story(document)};
      if (date != end) date.skip_to(document);
      if (date != end && date.get_docid() == document)
        member.date = static_cast<std::int64_t>(Xapian::sortable_unserialise(*date));
      member.judged = shard.is_changed(document) || crowds_.contains({number, document});
      member.undone = undone_.contains(member.story);
      members_.push_back(member);
    });
  }
  std::sort(members_.begin(), members_.end(), [](const Member& a, const Member& b) { return a.place() < b.place(); });
  holders_.clear();
  for (std::size_t i = 0; i < members_.size(); ++i) {
    for (const std::uint32_t key : members_[i].signature.all()) {
      if (keys.contains(key)) holders_.emplace_back(key, i);
    }
  }
  std::sort(holders_.begin(), holders_.end());
}

// Where more articles share a key than are compared with each other, a change moves who is compared with whom.
void StoryUpdate::judge_crowds() {
  std::unordered_map<std::uint32_t, std::size_t> gone;
  for (const ShardWriter& shard : shards_) {
    for (const auto& forgotten : shard.forgotten()) {
      const StorySignature signature = unpack_signature(forgotten.signature);
      for (const std::uint32_t key : signature.all()) ++gone[key];
    }
  }
  for (auto first = holders_.begin(); first != holders_.end();) {
    const auto last = std::find_if(first, holders_.end(), [&](const auto& each) { return each.first != first->first; });
    const auto left = gone.find(first->first);
    const std::size_t removed = left == gone.end() ? 0 : left->second;
    const auto is_new = [&](const auto& each) {
      return shards_[members_[each.second].shard].is_changed(members_[each.second].document);
    };
    const bool touched = removed > 0 || std::any_of(first, last, is_new);
    if (touched && static_cast<std::size_t>(last - first) + removed > kNeighbours + 1) {
      for (auto each = first; each != last; ++each) {
        Member& member = members_[each->second];
        if (!std::exchange(member.judged, true)) crowds_.emplace(member.shard, member.document);
      }
    }
    first = last;
  }
}

// The stories of judged and of vanished articles are made anew. Returns whether there are any.
bool StoryUpdate::undo_stories() {
  for (const Member& member : members_) {
    if (member.judged && member.story != 0) undone_.insert(member.story);
  }
  for (const ShardWriter& shard : shards_) {
    for (const auto& gone : shard.forgotten()) {
      if (gone.story != 0) undone_.insert(gone.story);
    }
  }
  return !undone_.empty();
}

// The keys of all articles whose copies are sought.
KeySet StoryUpdate::keys_of_undone() const {
  std::vector<std::set<Xapian::docid>> documents(shards_.size());
  std::size_t count = 0;
  for (std::size_t number = 0; number < shards_.size(); ++number) {
    const std::vector<ColumnEntry>& column = shards_[number].column();
    for (std::size_t i = 0; i < column.size(); ++i) {
      if (undone_.contains(column[i].story)) documents[number].insert(static_cast<Xapian::docid>(i + 1));
    }
    for (const Member& member : members_) {
      if (member.shard == number && member.judged) documents[number].insert(member.document);
    }
    count += documents[number].size();
  }
  KeySet keys(count * (kTitleKeys + kExcerptKeys));
  for (std::size_t number = 0; number < shards_.size(); ++number) {
    for_each_signature(
        shards_[number].database(), documents[number],
        [&](Xapian::docid /*document*/, const StorySignature& signature) { keys.insert(signature.all()); });
  }
  return keys;
}

std::size_t StoryUpdate::root(std::size_t member) {
  while (parents_[member] != member) member = parents_[member] = parents_[parents_[member]];
  return member;
}

Result<const StoryText*> StoryUpdate::text_of(std::size_t member) {
  if (const auto known = texts_.find(member); known != texts_.end()) return &known->second;
  const Member& wanted = members_[member];
  const std::string data = shards_[wanted.shard].database().get_document(wanted.document).get_data();
  const auto record = winner(data);
  if (!record) return record.error();
  const auto article = decode_article(*record);
  if (!article) return article.error();
  return &texts_.emplace(member, story_text(*article, analyzer_)).first->second;
}

// Joins two members if they are copies.
Result<void> StoryUpdate::compare(std::size_t i, std::size_t j) {
  const Member& a = members_[i];
  const Member& b = members_[j];
  // Between articles that did not change and whose stories hold, nothing changed.
  if (!a.judged && !b.judged && !(a.undone && a.story == b.story)) return {};
  if (a.date != kNoDate && b.date != kNoDate && !may_be_near(a.date, b.date)) return {};
  const std::size_t into = root(i);
  const std::size_t other = root(j);
  if (into == other) return {};
  const auto first = text_of(i);
  if (!first) return first.error();
  const auto second = text_of(j);
  if (!second) return second.error();
  if (is_same_story(**first, **second)) parents_[other] = into;
  return {};
}

// Finds the copies among members that share a key.
Result<void> StoryUpdate::join(const KeySet& keys) {
  parents_.resize(members_.size());
  std::iota(parents_.begin(), parents_.end(), std::size_t{0});
  std::unordered_map<std::uint64_t, std::size_t> kept;
  for (std::size_t i = 0; i < members_.size(); ++i) {
    const Member& member = members_[i];
    if (member.story == 0 || member.undone) continue;
    const auto [known, added] = kept.emplace(member.story, i);
    if (!added) parents_[root(i)] = root(known->second);
  }
  // Neighbours are compared one after another, so that few texts are needed again later.
  for (std::size_t i = 0; i < members_.size(); ++i) {
    if (texts_.size() > kMostTexts) texts_.clear();
    for (const std::uint32_t key : members_[i].signature.all()) {
      if (!keys.contains(key)) continue;
      auto next = std::lower_bound(holders_.begin(), holders_.end(), std::pair(key, i));
      for (std::size_t far = 1; far <= kNeighbours && ++next != holders_.end() && next->first == key; ++far) {
        if (next->second == i) continue;  // the same key twice
        if (auto compared = compare(i, next->second); !compared) return compared;
      }
    }
  }
  return {};
}

// Names the stories that were joined, and those that no longer are.
void StoryUpdate::name() {
  struct Joined {
    std::uint64_t name = std::numeric_limits<std::uint64_t>::max();
    std::size_t size = 0;
  };
  std::unordered_map<std::size_t, Joined> joined;
  for (std::size_t i = 0; i < members_.size(); ++i) {
    const Member& member = members_[i];
    const bool kept = member.story != 0 && !member.undone;
    Joined& story = joined[root(i)];
    story.name = std::min(story.name, kept ? member.story : member.signature.identity);
    story.size += kept ? 2 : 1;
  }
  std::unordered_map<std::uint64_t, std::uint64_t> renamed;
  for (std::size_t i = 0; i < members_.size(); ++i) {
    const Member& member = members_[i];
    const Joined& story = joined[root(i)];
    const std::uint64_t name = story.size > 1 ? story.name : 0;
    if (name == member.story) continue;
    shards_[member.shard].set_story(member.document, name);
    if (member.story != 0 && !member.undone) renamed.emplace(member.story, name);
  }
  if (renamed.empty()) return;
  for (ShardWriter& shard : shards_) {
    for (Xapian::docid document = 1; document <= shard.column().size(); ++document) {
      const auto found = renamed.find(shard.story(document));
      if (found != renamed.end()) shard.set_story(document, found->second);
    }
  }
}

Result<void> StoryUpdate::run() {
  if (!anything_changed()) return {};
  KeySet keys = touched_keys();
  collect(keys);
  judge_crowds();
  if (undo_stories() || !crowds_.empty()) {
    keys = keys_of_undone();
    collect(keys);
  }
  if (auto done = join(keys); !done) return done;
  name();
  return {};
}

}  // namespace

Result<void> update_stories(std::vector<ShardWriter>& shards, Analyzer& analyzer) {
  return StoryUpdate(shards, analyzer).run();
}

}  // namespace newsrank::detail
