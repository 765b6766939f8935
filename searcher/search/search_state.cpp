// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/search_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "core/text/server_address.hpp"

namespace newsrank::detail {
namespace {

// A writer that commits without pause could make a reader start over for ever.
constexpr int kMaxChanges = 10;
// How long a server that did not answer is left alone before a search waits for it again.
constexpr std::chrono::seconds kRetryAfter{30};
// How often an attempt gets half of the time that is left, so that another replica gets the rest.
constexpr int kMaxHalves = 3;

Error late(const std::vector<std::string>& servers, std::chrono::milliseconds deadline) {
  const auto seconds = static_cast<double>(deadline.count()) / 1000;
  std::string names;
  for (const std::string& server : servers) names += (names.empty() ? "" : ", ") + server;
  return {ErrorCode::remote_unavailable,
          fmt::format("there is no answer within the deadline of {} s{}{}", seconds,
                      names.empty() ? "" : "; these servers did not answer: ", names),
          "try again later, or add replicas on other hosts to the cluster file"};
}

}  // namespace

SearchState::SearchState(std::vector<std::string> databases, const OpenOptions& options,
                         std::shared_ptr<ClusterMemory> memory, IndexReader index, Analyzer analyzer)
    : databases_(std::move(databases)),
      options_(options),
      memory_(std::move(memory)),
      index_(std::move(index)),
      analyzer_(std::move(analyzer)) {}

Result<SearchState> SearchState::open(std::vector<std::string> databases, const OpenOptions& options,
                                      std::shared_ptr<ClusterMemory> memory) {
  auto index = IndexReader::open(databases, options, {}, memory);
  if (!index) return std::move(index).error();
  auto analyzer = Analyzer::create(index->analyzer_options());
  if (!analyzer) return std::move(analyzer).error();
  return SearchState(std::move(databases), options, std::move(memory), std::move(*index), std::move(*analyzer));
}

const Vocabulary* SearchState::vocabulary() {
  if (words_ || words_are_late_) return words_.get();
  if (!index_.deadline()) return (words_ = std::make_unique<const Vocabulary>(index_.terms())).get();
  const auto now = Clock::now();
  auto watched = memory_->watch.shut_down(index_.connections(), now + (attempt_ends_ - now) / 2);
  try {
    words_ = std::make_unique<const Vocabulary>(index_.terms());
  } catch (...) {
    words_are_late_ = watched.end().shut_down;
    throw;  // the connections are shut: the search begins again
  }
  // The time may have come just after the last word.
  interrupted_ = watched.end().shut_down || interrupted_;
  return words_.get();
}

const SynonymTable* SearchState::table_of(const std::shared_ptr<const Synonyms>& synonyms) {
  if (!synonyms) return nullptr;
  if (synonyms != synonyms_) {
    synonym_table_ = std::make_unique<const SynonymTable>(*synonyms, analyzer_);
    synonyms_ = synonyms;
  }
  return synonym_table_.get();
}

Result<void> SearchState::refresh() {
  // Connections are renewed, so that one that was lost is noticed here and not by the next search.
  if (!index_.has_remote() && index_.is_current()) return {};
  words_are_late_ = false;
  return reopen();
}

Result<void> SearchState::reopen(const std::vector<std::string>& left_out, Clock::time_point until) {
  auto reopened = IndexReader::open(databases_, options_, left_out, memory_, until);
  if (!reopened) return std::move(reopened).error();
  // An index that was rebuilt may be of another language.
  if (reopened->analyzer_options().language != index_.analyzer_options().language) {
    auto analyzer = Analyzer::create(reopened->analyzer_options());
    if (!analyzer) return std::move(analyzer).error();
    analyzer_ = std::move(*analyzer);
    synonyms_.reset();
    synonym_table_.reset();
  }
  if (!reopened->has_state_of(index_)) {
    words_.reset();
    words_are_late_ = false;
  }
  index_ = std::move(*reopened);
  interrupted_ = false;
  opened_at_ = std::chrono::steady_clock::now();
  return {};
}

Result<void> SearchState::prepare(const Attempts& attempts) {
  const bool due = Clock::now() - opened_at_ >= kRetryAfter || (index_.deadline() && memory_->health.has_due());
  const bool retry = !index_.missing().empty() && due;
  return interrupted_ || retry ? reopen(attempts) : Result<void>();
}

bool SearchState::may_be_overwritten() const {
  const auto overwritten = guarded([&]() -> Result<bool> { return index_.may_be_overwritten(); });
  return !overwritten || *overwritten;
}

bool SearchState::must_repeat(Attempts& attempts) {
  return may_be_overwritten() && ++attempts.changes < kMaxChanges && reopen(attempts);
}

SearchState::Clock::time_point SearchState::end_of(const Attempts& attempts) const {
  return index_.deadline() ? attempts.begun + *index_.deadline() : Clock::time_point::max();
}

SearchState::Clock::time_point SearchState::half_way(const Attempts& attempts) const {
  const auto now = Clock::now();
  const auto end = end_of(attempts);
  return end <= now || end == Clock::time_point::max() ? end : now + (end - now) / 2;
}

// A server that answers each question slowly is late without a time-out, and there may be several.
SearchState::Clock::time_point SearchState::end_of_attempt(const Attempts& attempts) const {
  const bool can_fail_over = index_.has_other_replicas() && attempts.failed_over < kMaxHalves;
  return can_fail_over ? half_way(attempts) : end_of(attempts);
}

void SearchState::confirm() {
  for (const IndexReader::Shard& shard : index_.shards()) {
    if (shard.in_cluster) memory_->health.answered(shard.name);
  }
}

bool SearchState::fail_over(Attempts& attempts) {
  if (!index_.deadline()) return false;
  if (index_.reads(attempts.last.server)) attempts.late.push_back(attempts.last.server);
  if (attempts.late.empty() && !attempts.last.timed_out) return false;
  for (const std::string& server : attempts.late) memory_->health.failed(server);
  ++attempts.failed_over;
  return Clock::now() < end_of(attempts);
}

Result<void> SearchState::reopen(const Attempts& attempts) {
  return reopen(attempts.left_out, half_way(attempts));
}

Result<void> SearchState::recover(const Error& error, Attempts& attempts) {
  // After an error the engine may keep what it has freed, and exchanges with servers may be half done.
  const bool in_engine = attempts.last || error.code == ErrorCode::io || error.code == ErrorCode::internal;
  interrupted_ = interrupted_ || in_engine;
  // A record of a block that was being written over looks damaged to us, not to the engine.
  const bool changed =
      error.code == ErrorCode::index_changed || (error.code == ErrorCode::index_corrupt && may_be_overwritten());
  if (changed && ++attempts.changes < kMaxChanges) return reopen(attempts);
  if (!attempts.last) return error;
  if (error.code != ErrorCode::remote_unavailable) return error;
  if (words_are_late_ && !attempts.without_words) return reopen(attempts);
  // A server closes connections that were idle for a while; whether it is down shows in the next one.
  if (!attempts.last.timed_out && !attempts.reconnected) {
    attempts.reconnected = true;
    return reopen(attempts);
  }
  if (fail_over(attempts)) return reopen(attempts);
  if (index_.deadline() && Clock::now() >= end_of(attempts)) return late(attempts.late, *index_.deadline());
  const auto failed = std::find_if(databases_.begin(), databases_.end(), [&](const std::string& name) {
    const auto server = server_of(name);
    return server && to_string(*server) == attempts.last.server;
  });
  const auto& known = attempts.left_out;
  if (!options_.partial || failed == databases_.end() || std::find(known.begin(), known.end(), *failed) != known.end())
    return error;
  attempts.left_out.push_back(*failed);
  return reopen(attempts);
}

}  // namespace newsrank::detail
