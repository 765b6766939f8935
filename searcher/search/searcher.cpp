// SPDX-License-Identifier: GPL-2.0-or-later
#include "newsrank/searcher.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "core/xapian_guard.hpp"
#include "index/index_reader.hpp"
#include "newsrank/analyzer.hpp"
#include "query/spelling/completion.hpp"
#include "results/snippets/snippets.hpp"
#include "search/search_run.hpp"
#include "search/search_state.hpp"

namespace newsrank {
namespace {

Result<void> check_request(const SearchRequest& request) {
  if (request.limit > kMaxResultWindow || request.offset > kMaxResultWindow - request.limit) {
    return Error{ErrorCode::invalid_argument,
                 fmt::format("limit and offset reach beyond {} articles", kMaxResultWindow),
                 "narrow the query instead, for example by date"};
  }
  if (request.snippets) {
    if (auto checked = detail::check_snippets(*request.snippets); !checked) return checked;
  }
  return {};
}

Result<void> check_options(const OpenOptions& options) {
  constexpr std::chrono::milliseconds kLongest = std::chrono::hours(24);
  for (const auto timeout : {options.connect_timeout, options.timeout}) {
    if (timeout < std::chrono::milliseconds(0) || timeout > kLongest)
      return Error{ErrorCode::invalid_argument, "a time-out is out of range", "give at most a day; 0 waits for ever"};
  }
  return {};
}

}  // namespace

struct Searcher::Private {
  detail::SearchState state;
};

Searcher::Searcher(std::unique_ptr<Private> self) : self_(std::move(self)) {}
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;
Searcher::~Searcher() = default;

Result<Searcher> Searcher::open(const std::vector<std::string>& databases, const OpenOptions& options) {
  return detail::guarded([&]() -> Result<Searcher> {
    if (auto checked = check_options(options); !checked) return std::move(checked).error();
    auto state = detail::SearchState::open(databases, options);
    if (!state) return std::move(state).error();
    return Searcher(std::make_unique<Private>(Private{std::move(*state)}));
  });
}

Result<Searcher> Searcher::clone() const {
  return detail::guarded([&]() -> Result<Searcher> {
    const detail::SearchState& own = self_->state;
    auto state = detail::SearchState::open(own.databases(), own.options(), own.memory());
    if (!state) return std::move(state).error();
    return Searcher(std::make_unique<Private>(Private{std::move(*state)}));
  });
}

Result<void> Searcher::refresh() {
  return detail::guarded([&]() -> Result<void> { return self_->state.refresh(); });
}

Result<SearchResponse> Searcher::search(const SearchRequest& request) {
  return detail::guarded([&]() -> Result<SearchResponse> {
    if (auto checked = check_request(request); !checked) return std::move(checked).error();
    return self_->state.on_snapshot([&] { return detail::run_search(self_->state, request); });
  });
}

Result<Completions> Searcher::complete(std::string_view text, std::size_t limit) {
  return detail::guarded([&]() -> Result<Completions> {
    constexpr std::size_t kMaxCompletions = 100;
    return self_->state.on_snapshot([&]() -> Result<Completions> {
      return detail::complete(self_->state.index(), self_->state.analyzer(), text, std::min(limit, kMaxCompletions));
    });
  });
}

Result<QueryExplanation> Searcher::explain_query(const SearchRequest& request) {
  return detail::guarded([&]() -> Result<QueryExplanation> {
    if (auto checked = check_request(request); !checked) return std::move(checked).error();
    return self_->state.on_snapshot([&] { return detail::run_explain_query(self_->state, request); });
  });
}

Result<std::optional<Article>> Searcher::find(std::string_view id) {
  return detail::guarded([&]() -> Result<std::optional<Article>> {
    const auto canonical = canonical_id(id);
    if (!canonical) return canonical.error();
    return self_->state.on_snapshot([&] { return self_->state.index().find(*canonical); });
  });
}

Result<std::vector<Article>> Searcher::articles_after(std::string_view after, std::size_t limit) {
  return detail::guarded([&]() -> Result<std::vector<Article>> {
    constexpr std::size_t kMostArticles = 10'000;
    const auto id = after.empty() ? Result<std::string>(std::string()) : canonical_id(after);
    if (!id) return id.error();
    return self_->state.on_snapshot(
        [&] { return self_->state.index().articles_after(*id, std::min(limit, kMostArticles)); });
  });
}

Result<void> Searcher::for_each(const std::function<bool(const Article&)>& visit) {
  return detail::guarded([&]() -> Result<void> {
    constexpr std::size_t kPortion = 256;
    for (std::string last;;) {
      const auto articles = articles_after(last, kPortion);
      if (!articles) return articles.error();
      for (const Article& article : *articles) {
        if (!visit(article)) return {};
      }
      if (articles->size() < kPortion) return {};
      last = articles->back().id;
    }
  });
}

Result<std::string> Searcher::payload(std::size_t database) {
  return detail::guarded([&]() -> Result<std::string> {
    if (database >= self_->state.databases().size())
      return Error{ErrorCode::invalid_argument, "there are not so many databases", ""};
    return self_->state.on_snapshot([&]() -> Result<std::string> { return self_->state.index().payload(database); });
  });
}

std::vector<FieldDeclaration> Searcher::fields() const {
  return self_->state.index().fields().declared();
}

std::uint64_t Searcher::article_count() const {
  return self_->state.index().article_count();
}

std::string Searcher::state() const {
  return self_->state.index().state();
}

}  // namespace newsrank
