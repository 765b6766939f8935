#include "newsrank/searcher.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include "index/index_reader.hpp"
#include "index/terms.hpp"
#include "newsrank/analyzer.hpp"
#include "query/completion.hpp"
#include "query/correction.hpp"
#include "query/query_explanation.hpp"
#include "query/synonym_table.hpp"
#include "query/translator.hpp"
#include "query/vocabulary.hpp"
#include "ranking/exact_ranking.hpp"
#include "ranking/explanation.hpp"
#include "ranking/feedback.hpp"
#include "ranking/profiles.hpp"
#include "ranking/similar.hpp"
#include "results/stories.hpp"
#include "xapian_guard.hpp"

namespace newsrank {
namespace {

// A writer that commits without pause could make a reader start over for ever.
constexpr int kMaxAttempts = 10;
// Totals up to this are exact; further ones are estimates, which keeps frequent words cheap.
constexpr Xapian::doccount kCountUpTo = 10'000;

std::int64_t clock_now() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

Result<void> check_request(const SearchRequest& request) {
  if (request.limit > kMaxResultWindow || request.offset > kMaxResultWindow - request.limit) {
    return Error{ErrorCode::invalid_argument,
                 fmt::format("limit and offset reach beyond {} articles", kMaxResultWindow),
                 "narrow the query instead, for example by date"};
  }
  return {};
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

Error nothing_to_search(const SearchRequest& request, const std::vector<QueryDiagnostic>& diagnostics) {
  if (request.like && is_blank(request.text))
    return {ErrorCode::invalid_query, "the article shares no telling word with the index", "search for words instead"};
  if (is_blank(request.text)) return {ErrorCode::invalid_query, "the query is empty", "write a word to search for"};
  if (diagnostics.empty())
    return {ErrorCode::invalid_query, "the query holds nothing to search for", "write a word to search for"};
  return {ErrorCode::invalid_query, diagnostics.front().message, diagnostics.front().hint};
}

// The identity of the article that others are to be like; empty: it has none.
std::string own_term(const SearchRequest& request) {
  if (!request.like) return {};
  if (!request.like->id.empty()) return detail::identity_term(request.like->id);
  const auto id = canonical_url(request.like->url);
  return id ? detail::identity_term(*id) : std::string{};
}

}  // namespace

struct Searcher::Private {
  std::vector<std::string> databases;
  detail::IndexReader index;
  Analyzer analyzer;
  std::unique_ptr<const detail::Vocabulary> words;  // of `index`; made when first needed

  std::shared_ptr<const Synonyms> synonyms;  // what `synonym_table` was made of
  std::unique_ptr<const detail::SynonymTable> synonym_table;

  const detail::SynonymTable* synonyms_of(const SearchRequest& request);
  const detail::Vocabulary& vocabulary();
  void use(detail::IndexReader reopened);
  void correct(const SearchRequest& request, SearchResponse& response);
  RankingProfile profile_of(const SearchRequest& request) const;
  detail::TranslatedQuery translate(const SearchRequest& request, const Query& tree, const RankingProfile& profile);
  detail::RankingRequest ranking_request(const SearchRequest& request, detail::TranslatedQuery& translated,
                                         const RankingProfile& profile, std::int64_t now) const;
  void read_query(const SearchRequest& request, std::int64_t now, SearchResponse& response);
  Result<std::vector<detail::Story>> find_stories(const SearchRequest& request,
                                                  const detail::RankingRequest& ranking_request,
                                                  SearchResponse& response);
  Result<void> add_hits(const SearchRequest& request, const std::vector<detail::Story>& stories,
                        SearchResponse& response) const;
  void explain_hits(const detail::RankingRequest& request, const std::vector<detail::Clause>& clauses,
                    const std::vector<detail::Story>& stories, SearchResponse& response);
  Result<detail::TranslatedQuery> understand(const SearchRequest& request, std::int64_t now, SearchResponse& response);
  Result<SearchResponse> run(const SearchRequest& request);
  Result<QueryExplanation> explain_query(const SearchRequest& request);
  // Runs `action`, anew on the reopened index while a writer replaces what it reads.
  template <typename Action>
  auto on_snapshot(Action action) -> decltype(action());
};

const detail::SynonymTable* Searcher::Private::synonyms_of(const SearchRequest& request) {
  if (!request.synonyms) return nullptr;
  if (request.synonyms != synonyms) {
    synonym_table = std::make_unique<const detail::SynonymTable>(*request.synonyms, analyzer);
    synonyms = request.synonyms;
  }
  return synonym_table.get();
}

const detail::Vocabulary& Searcher::Private::vocabulary() {
  if (!words) words = std::make_unique<const detail::Vocabulary>(index.database());
  return *words;
}

void Searcher::Private::use(detail::IndexReader reopened) {
  index = std::move(reopened);
  words.reset();
}

void Searcher::Private::correct(const SearchRequest& request, SearchResponse& response) {
  auto corrected = detail::correct_query(response.query, request.text, analyzer, index.database(),
                                         [this]() -> const detail::Vocabulary& { return vocabulary(); });
  if (corrected.words.empty()) return;
  const auto remarks = detail::correction_remarks(corrected, request.correct);
  response.diagnostics.insert(response.diagnostics.end(), remarks.begin(), remarks.end());
  response.suggestion = std::move(corrected.text);
  if (request.correct) response.query = std::move(corrected.tree);
}

RankingProfile Searcher::Private::profile_of(const SearchRequest& request) const {
  RankingProfile profile = request.profile.value_or(detail::default_profile(index.mean_length()));
  profile.quality_weight = request.quality_weight.value_or(profile.quality_weight);
  profile.recency_weight = request.recency_weight.value_or(profile.recency_weight);
  profile.half_life_days = request.half_life_days.value_or(profile.half_life_days);
  return profile;
}

detail::TranslatedQuery Searcher::Private::translate(const SearchRequest& request, const Query& tree,
                                                     const RankingProfile& profile) {
  detail::TranslatorOptions options;
  options.exact_weight = profile.exact_weight;
  options.title_weight = profile.title_weight;
  options.title_min_words = profile.title_min_words;
  options.drop_stop_words = profile.drop_stop_words;
  options.max_expansions = request.limits.max_expansions;
  options.synonyms = synonyms_of(request);
  return detail::translate(tree, analyzer, index.database(), options);
}

detail::RankingRequest Searcher::Private::ranking_request(const SearchRequest& request,
                                                          detail::TranslatedQuery& translated,
                                                          const RankingProfile& profile, std::int64_t now) const {
  detail::RankingRequest ranking;
  ranking.scores = translated.scores;
  ranking.profile = profile;
  ranking.wanted = request.offset + request.limit;
  ranking.now = now;
  ranking.count_up_to = kCountUpTo;
  ranking.sort = request.sort;
  const std::string excluded = own_term(request);
  const auto restricted = [&](const Xapian::Query& query) {
    const auto present = translated.with_removed ? query : detail::without_removed(index.database(), query);
    return excluded.empty() ? present : Xapian::Query(Xapian::Query::OP_AND_NOT, present, Xapian::Query(excluded));
  };
  if (profile.feedback_documents > 0 && translated.scores) {
    auto added = detail::feedback_clauses(index, restricted(translated.query), translated.clauses, profile);
    translated.query = detail::widened(translated, added);
    std::move(added.begin(), added.end(), std::back_inserter(translated.clauses));
  }
  ranking.query = restricted(translated.query);
  return ranking;
}

Result<std::vector<detail::Story>> Searcher::Private::find_stories(const SearchRequest& request,
                                                                   const detail::RankingRequest& ranking_request,
                                                                   SearchResponse& response) {
  detail::StoryRanking result;
  if (request.group_stories) {
    auto grouped = detail::rank_stories(index, ranking_request, analyzer);
    if (!grouped) return std::move(grouped).error();
    result = std::move(*grouped);
  } else {
    result.ranking = detail::rank_exactly(index, ranking_request);
    for (const detail::RankedArticle& article : result.ranking.documents) result.stories.push_back({article, {}});
  }
  response.total = {result.ranking.total, result.ranking.total_exact};
  const auto skipped = static_cast<std::ptrdiff_t>(std::min(request.offset, result.stories.size()));
  result.stories.erase(result.stories.begin(), result.stories.begin() + skipped);
  return std::move(result.stories);
}

Result<void> Searcher::Private::add_hits(const SearchRequest& request, const std::vector<detail::Story>& stories,
                                         SearchResponse& response) const {
  for (std::size_t i = 0; i < stories.size(); ++i) {
    const detail::RankedArticle& best = stories[i].best;
    auto article = index.article(best.document);
    if (!article) return std::move(article).error();
    Hit hit{request.offset + i + 1, best.score,          best.relevance, best.quality_factor,
            best.recency_factor,    std::move(*article), std::nullopt,   {}};
    for (const detail::RankedArticle& copy : stories[i].copies) {
      auto folded = index.article(copy.document);
      if (!folded) return std::move(folded).error();
      hit.copies.push_back({std::move(folded->id), std::move(folded->url), std::move(folded->provider), copy.score});
    }
    response.hits.push_back(std::move(hit));
  }
  return {};
}

void Searcher::Private::explain_hits(const detail::RankingRequest& request, const std::vector<detail::Clause>& clauses,
                                     const std::vector<detail::Story>& stories, SearchResponse& response) {
  for (std::size_t i = 0; i < response.hits.size(); ++i) {
    Hit& hit = response.hits[i];
    hit.explanation = detail::explain(index, request, clauses, stories[i].best, hit.article, analyzer);
    if (i > 0)
      response.hits[i - 1].explanation->above_next =
          detail::compare(*response.hits[i - 1].explanation, *hit.explanation);
  }
}

void Searcher::Private::read_query(const SearchRequest& request, std::int64_t now, SearchResponse& response) {
  if (request.like && is_blank(request.text)) return;
  ParseOptions options;
  options.plain = request.plain;
  options.require_all = request.require_all;
  options.now = now;
  options.limits = request.limits;
  ParsedQuery parsed = parse_query(request.text, options);
  response.query = std::move(parsed.query);
  response.diagnostics = std::move(parsed.diagnostics);
  correct(request, response);
}

Result<detail::TranslatedQuery> Searcher::Private::understand(const SearchRequest& request, std::int64_t now,
                                                              SearchResponse& response) {
  response.profile = profile_of(request);
  if (auto checked = check_profile(response.profile); !checked) return std::move(checked).error();

  read_query(request, now, response);
  if (request.like) {
    response.query =
        detail::with_added(detail::similar_query(*request.like, analyzer, index.database()), std::move(response.query));
  }

  detail::TranslatedQuery translated = translate(request, response.query, response.profile);
  response.diagnostics.insert(response.diagnostics.end(), translated.diagnostics.begin(), translated.diagnostics.end());
  std::stable_sort(response.diagnostics.begin(), response.diagnostics.end(),
                   [](const QueryDiagnostic& a, const QueryDiagnostic& b) { return a.begin < b.begin; });
  if (translated.empty) return nothing_to_search(request, response.diagnostics);
  return translated;
}

Result<QueryExplanation> Searcher::Private::explain_query(const SearchRequest& request) {
  const std::int64_t now = request.now.value_or(clock_now());
  SearchResponse response;
  auto translated = understand(request, now, response);
  if (!translated) return std::move(translated).error();
  QueryExplanation explanation;
  const bool corrected = request.correct && response.suggestion.has_value();
  explanation.tokens =
      detail::explain_tokens(response.query, corrected ? *response.suggestion : request.text, analyzer);
  explanation.tree = detail::describe_tree(response.query);
  explanation.engine_query = ranking_request(request, *translated, response.profile, now).query.get_description();
  explanation.diagnostics = std::move(response.diagnostics);
  return explanation;
}

Result<SearchResponse> Searcher::Private::run(const SearchRequest& request) {
  const std::int64_t now = request.now.value_or(clock_now());
  SearchResponse response;
  auto translated = understand(request, now, response);
  if (!translated) return std::move(translated).error();
  const detail::RankingRequest ranking_request = this->ranking_request(request, *translated, response.profile, now);
  const auto stories = find_stories(request, ranking_request, response);
  if (!stories) return stories.error();
  if (auto added = add_hits(request, *stories, response); !added) return std::move(added).error();
  if (request.explain) explain_hits(ranking_request, translated->clauses, *stories, response);
  return response;
}

Searcher::Searcher(std::unique_ptr<Private> self) : self_(std::move(self)) {}
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;
Searcher::~Searcher() = default;

Result<Searcher> Searcher::open(const std::vector<std::string>& databases) {
  auto index = detail::IndexReader::open(databases);
  if (!index) return std::move(index).error();
  auto analyzer = Analyzer::create(index->analyzer_options());
  if (!analyzer) return std::move(analyzer).error();
  return Searcher(std::make_unique<Private>(
      Private{databases, std::move(*index), std::move(*analyzer), nullptr, nullptr, nullptr}));
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
    use(std::move(*reopened));
  }
}

Result<SearchResponse> Searcher::search(const SearchRequest& request) {
  if (auto checked = check_request(request); !checked) return std::move(checked).error();
  return self_->on_snapshot([&] { return self_->run(request); });
}

Result<Completions> Searcher::complete(std::string_view text, std::size_t limit) {
  constexpr std::size_t kMaxCompletions = 100;
  return self_->on_snapshot([&]() -> Result<Completions> {
    return detail::complete(self_->index, self_->analyzer, text, std::min(limit, kMaxCompletions));
  });
}

Result<QueryExplanation> Searcher::explain_query(const SearchRequest& request) {
  if (auto checked = check_request(request); !checked) return std::move(checked).error();
  return self_->on_snapshot([&] { return self_->explain_query(request); });
}

Result<std::optional<Article>> Searcher::find(std::string_view url) {
  const auto id = canonical_url(url);
  if (!id) return id.error();
  return self_->on_snapshot([&] { return self_->index.find(*id); });
}

std::uint64_t Searcher::article_count() const {
  return self_->index.article_count();
}

}  // namespace newsrank
