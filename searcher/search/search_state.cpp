// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/search_state.hpp"

#include <algorithm>
#include <optional>

#include "core/text/server_address.hpp"

namespace newsrank::detail {
namespace {

// A writer that commits without pause could make a reader start over for ever.
constexpr int kMaxChanges = 10;
// How long a server that did not answer is left alone before a search waits for it again.
constexpr std::chrono::seconds kRetryAfter{30};

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

const Vocabulary& SearchState::vocabulary() {
  if (!words_) words_ = std::make_unique<const Vocabulary>(index_.terms());
  return *words_;
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
  return reopen();
}

Result<void> SearchState::reopen(const std::vector<std::string>& left_out) {
  auto reopened = IndexReader::open(databases_, options_, left_out, memory_);
  if (!reopened) return std::move(reopened).error();
  // An index that was rebuilt may be of another language.
  if (reopened->analyzer_options().language != index_.analyzer_options().language) {
    auto analyzer = Analyzer::create(reopened->analyzer_options());
    if (!analyzer) return std::move(analyzer).error();
    analyzer_ = std::move(*analyzer);
    synonyms_.reset();
    synonym_table_.reset();
  }
  if (!reopened->has_state_of(index_)) words_.reset();
  index_ = std::move(*reopened);
  interrupted_ = false;
  opened_at_ = std::chrono::steady_clock::now();
  return {};
}

Result<void> SearchState::prepare() {
  const bool due =
      std::chrono::steady_clock::now() - opened_at_ >= kRetryAfter || (index_.deadline() && memory_->health.has_due());
  const bool retry = !index_.missing().empty() && due;
  return interrupted_ || retry ? reopen() : Result<void>();
}

bool SearchState::may_be_overwritten() const {
  const auto overwritten = guarded([&]() -> Result<bool> { return index_.may_be_overwritten(); });
  return !overwritten || *overwritten;
}

bool SearchState::must_repeat(Attempts& attempts) {
  return may_be_overwritten() && ++attempts.changes < kMaxChanges && reopen(attempts.left_out);
}

bool SearchState::fail_over(const Attempts& attempts) {
  if (!index_.deadline() || !index_.reads(attempts.last.server)) return false;
  memory_->health.failed(attempts.last.server);
  return std::chrono::steady_clock::now() - attempts.begun < *index_.deadline();
}

Result<void> SearchState::recover(const Error& error, Attempts& attempts) {
  // After an error the engine may keep what it has freed, and exchanges with servers may be half done.
  const bool in_engine = attempts.last || error.code == ErrorCode::io || error.code == ErrorCode::internal;
  interrupted_ = interrupted_ || in_engine;
  // A record of a block that was being written over looks damaged to us, not to the engine.
  const bool changed =
      error.code == ErrorCode::index_changed || (error.code == ErrorCode::index_corrupt && may_be_overwritten());
  if (changed && ++attempts.changes < kMaxChanges) return reopen(attempts.left_out);
  if (!attempts.last) return error;
  if (error.code != ErrorCode::remote_unavailable) return error;
  // A server closes connections that were idle for a while; whether it is down shows in the next one.
  if (!attempts.last.timed_out && !attempts.reconnected) {
    attempts.reconnected = true;
    return reopen(attempts.left_out);
  }
  if (fail_over(attempts)) return reopen(attempts.left_out);
  const auto failed = std::find_if(databases_.begin(), databases_.end(), [&](const std::string& name) {
    const auto server = server_of(name);
    return server && to_string(*server) == attempts.last.server;
  });
  const auto& known = attempts.left_out;
  if (!options_.partial || failed == databases_.end() || std::find(known.begin(), known.end(), *failed) != known.end())
    return error;
  attempts.left_out.push_back(*failed);
  return reopen(attempts.left_out);
}

}  // namespace newsrank::detail
