#include "newsrank/searcher.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "index/index_reader.hpp"
#include "newsrank/analyzer.hpp"
#include "query/completion.hpp"
#include "results/facets.hpp"
#include "search_run.hpp"
#include "search_state.hpp"
#include "xapian_guard.hpp"

namespace newsrank {
namespace {

// A writer that commits without pause could make a reader start over for ever.
constexpr int kMaxAttempts = 10;

Result<void> check_request(const SearchRequest& request) {
  if (request.limit > kMaxResultWindow || request.offset > kMaxResultWindow - request.limit) {
    return Error{ErrorCode::invalid_argument,
                 fmt::format("limit and offset reach beyond {} articles", kMaxResultWindow),
                 "narrow the query instead, for example by date"};
  }
  return detail::check_facets(request.facets);
}

}  // namespace

struct Searcher::Private {
  std::vector<std::string> databases;
  detail::SearchState state;

  // Runs `action`, anew on the reopened index while a writer replaces what it reads.
  template <typename Action>
  auto on_snapshot(Action action) -> decltype(action());
};

Searcher::Searcher(std::unique_ptr<Private> self) : self_(std::move(self)) {}
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;
Searcher::~Searcher() = default;

Result<Searcher> Searcher::open(const std::vector<std::string>& databases) {
  auto index = detail::IndexReader::open(databases);
  if (!index) return std::move(index).error();
  auto analyzer = Analyzer::create(index->analyzer_options());
  if (!analyzer) return std::move(analyzer).error();
  return Searcher(std::make_unique<Private>(Private{databases, {std::move(*index), std::move(*analyzer)}}));
}

Result<Searcher> Searcher::clone() const {
  return open(self_->databases);
}

template <typename Action>
auto Searcher::Private::on_snapshot(Action action) -> decltype(action()) {
  for (int attempt = 1;; ++attempt) {
    auto result = detail::guarded(action);
    if (result || result.error().code != ErrorCode::index_changed || attempt == kMaxAttempts) return result;
    auto reopened = detail::IndexReader::open(databases);
    if (!reopened) return std::move(reopened).error();
    state.use(std::move(*reopened));
  }
}

Result<SearchResponse> Searcher::search(const SearchRequest& request) {
  if (auto checked = check_request(request); !checked) return std::move(checked).error();
  return self_->on_snapshot([&] { return detail::run_search(self_->state, request); });
}

Result<Completions> Searcher::complete(std::string_view text, std::size_t limit) {
  constexpr std::size_t kMaxCompletions = 100;
  return self_->on_snapshot([&]() -> Result<Completions> {
    return detail::complete(self_->state.index(), self_->state.analyzer(), text, std::min(limit, kMaxCompletions));
  });
}

Result<QueryExplanation> Searcher::explain_query(const SearchRequest& request) {
  if (auto checked = check_request(request); !checked) return std::move(checked).error();
  return self_->on_snapshot([&] { return detail::run_explain_query(self_->state, request); });
}

Result<std::optional<Article>> Searcher::find(std::string_view url) {
  const auto id = canonical_url(url);
  if (!id) return id.error();
  return self_->on_snapshot([&] { return self_->state.index().find(*id); });
}

std::uint64_t Searcher::article_count() const {
  return self_->state.index().article_count();
}

}  // namespace newsrank
