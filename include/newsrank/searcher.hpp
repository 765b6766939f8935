// SPDX-License-Identifier: GPL-2.0-or-later
/// @file
/// Start here: open an index with Searcher::open(), run a SearchRequest, read the hits.
///
///     auto searcher = newsrank::Searcher::open({"newsrank.db"});
///     if (!searcher) return fail(searcher.error());
///     auto response = searcher->search({.text = "machine learning"});
///     for (const auto& hit : response->hits) std::cout << hit.article.title << '\n';
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsrank/article.hpp"
#include "newsrank/completion.hpp"
#include "newsrank/error.hpp"
#include "newsrank/export.hpp"
#include "newsrank/facets.hpp"
#include "newsrank/filter.hpp"
#include "newsrank/open_options.hpp"
#include "newsrank/query.hpp"
#include "newsrank/query_explanation.hpp"
#include "newsrank/ranking.hpp"
#include "newsrank/snippet.hpp"
#include "newsrank/synonyms.hpp"

namespace newsrank {

/// What the hits are ordered by. Ties of all orders: relevance * quality * recency, then quality, then date, then id;
/// articles without the value come last.
enum class SortOrder : std::uint8_t {
  relevance,  ///< the score
  date,       ///< newest first
  quality,    ///< best first
  heat,       ///< hottest first
};

/// What to search for, and how. Every member has a default.
struct SearchRequest {
  std::string text{};        ///< in the query language, or plain words
  bool plain = false;        ///< no syntax: a bag of words
  bool require_all = false;  ///< every word must match
  /// One word suffices. Without either, an article is found that holds a telling part of the words
  /// (RankingProfile::match_share), in any other order than that of relevance one that holds every word.
  bool require_any = false;
  std::size_t limit = 10;                 ///< hits wanted; offset + limit is at most kMaxResultWindow
  std::size_t offset = 0;                 ///< hits to skip
  SortOrder sort = SortOrder::relevance;  ///< what the hits are ordered by
  /// A field of the index's own that is sortable, in place of `sort`: the greatest first, articles without it last.
  std::string sort_field{};
  bool ascending = false;                   ///< the least first; of `sort_field`
  std::optional<RankingProfile> profile{};  ///< default: the shipped one that fits the texts of the index
  std::optional<double> quality_weight{};   ///< overrides the profile's
  std::optional<double> recency_weight{};   ///< overrides the profile's
  std::optional<double> half_life_days{};   ///< overrides the profile's
  std::optional<std::int64_t> now{};        ///< for relative dates and recency; default: the clock
  bool explain = false;                     ///< fill Hit::explanation
  /// Replace words that no article has and that look misspelt; others, which may be names, are only suggested. False:
  /// only suggest.
  bool correct = true;
  std::shared_ptr<const Synonyms> synonyms{};  ///< words that also find others; null: none
  QueryLimits limits{};                        ///< what a query may cost
  /// Show one hit for each story, the best-ranked of its copies (the same report under several addresses, with nearly
  /// the same title and excerpt), with the others in Hit::copies. limit and offset then count stories. Turn it
  /// off to judge or export a ranking.
  bool group_stories = true;
  /// More like this: find articles that share the telling words of this one (of the index, or any other), never itself.
  /// `text` may be empty, or hold further words and filters.
  std::optional<Article> like{};
  /// Restrictions beside the text, which may then be empty; all of them have to hold.
  std::vector<SearchFilter> filters{};
  /// What to count over all matches; each runs with the search, those with multi_select perhaps once more. None: no
  /// cost.
  std::vector<FacetRequest> facets{};
  /// Fill Hit::snippets; the texts of the hits are then analyzed once more.
  std::optional<SnippetOptions> snippets{};
  /// Members of Hit::article to read, by their names in JSON ("title", "excerpt", "body", "provider"), beside the
  /// identity; the others are empty. None given: all. Such an article is no whole one: do not put it into an index.
  std::optional<std::vector<std::string>> fields{};
};

/// How deep a ranking can be read.
inline constexpr std::size_t kMaxResultWindow = 100'000;

/// A hit that was folded under a better one of the same story.
struct StoryCopy {
  std::string id;     ///< of its article
  std::string url;    ///< of its article
  Provider provider;  ///< who published it
  double score = 0;   ///< its own
};

/// An article that was found, or a story by its best copy.
struct Hit {
  std::size_t rank = 0;       ///< from 1; of its story, if stories are grouped
  double score = 0;           ///< relevance * quality_factor * recency_factor
  double relevance = 0;       ///< BM25
  double quality_factor = 1;  ///< 1 + quality_weight * Q
  double recency_factor = 1;  ///< 1 + recency_weight * R
  /// It was not found and counted: it holds some of the words only, and fills a first page that would be short.
  bool also = false;
  Article article;                         ///< as it is stored, as far as SearchRequest::fields says
  std::optional<Explanation> explanation;  ///< if asked for
  std::optional<HitSnippets> snippets;     ///< if asked for
  /// Best first, as far as the ranking was looked at: to half as many articles beyond the page's end, or farther.
  std::vector<StoryCopy> copies;
};

/// How many articles match, copies of a story counted each.
struct TotalHits {
  std::uint64_t value = 0;      ///< of articles
  bool exact = true;            ///< false: they are estimates, since not all were looked at
  std::uint64_t all_words = 0;  ///< of these, hold every word of the query
};

/// Which state of a shard an answer comes from.
struct ShardAnswer {
  std::size_t database = 0;  ///< which of those the searcher was opened with, from 0
  unsigned shard = 0;        ///< of that index, from 0
  std::uint64_t commit = 0;  ///< counted from the last rebuild on
  std::string replica;       ///< the folder or server that answered
};

/// The answer to a request.
struct SearchResponse {
  TotalHits total;                           ///< how many articles match
  std::vector<Hit> hits;                     ///< the page that was asked for, best first
  Query query;                               ///< what was run
  RankingProfile profile;                    ///< as it was used
  std::vector<QueryDiagnostic> diagnostics;  ///< what was not used as written, and other remarks
  /// What was searched for where words were replaced ("corrected" in the diagnostics); otherwise the query text with
  /// all that may have been meant ("did_you_mean"); null: neither.
  std::optional<std::string> suggestion;
  std::vector<Facet> facets;  ///< as SearchRequest::facets asks for them, in that order
  /// The databases, and shards of clusters, whose servers did not answer (OpenOptions::partial). Their articles are
  /// neither found nor counted.
  std::vector<std::string> missing;
  std::vector<ShardAnswer> shards;  ///< which shards answered
};

/// A reader of one or more indexes. It sees one committed state of each: that of its opening, until refresh() or until
/// a writer may have replaced what is being read (from the second commit after it on); then it goes on with the newest.
///
/// Threads: a Searcher is used by one thread at a time, from any thread. clone() gives another thread its own; several
/// threads work side by side, each with its clone, and share the memory of the index. Memory: a few MiB, and 4 bytes an
/// article. Each database that is a server keeps a connection.
class NEWSRANK_EXPORT Searcher {
 public:
  /// Opens indexes to search them as one. Each of `databases` is the folder of an index, or host:port ([::1]:port) of
  /// Xapian's xapian-tcpsrv that serves one shard, or a cluster file (.yaml or .yml) that lists the replicas of shards;
  /// a folder of that name goes before. Of a cluster one replica of each shard answers; when it fails, the search goes
  /// on with another one. Scores, order and totals do not depend on how articles are dealt out. An article that several
  /// databases hold counts once, as the first of them has it; only the statistics of words count it more often. With
  /// servers the process ignores SIGPIPE from then on, as the engine needs. Errors: index_not_found, index_corrupt,
  /// schema_mismatch, io, remote_unavailable, invalid_argument (no database, a server of several shards at once,
  /// time-outs).
  static Result<Searcher> open(const std::vector<std::string>& databases, const OpenOptions& options = {});

  /// Moving leaves an object that can only be assigned to or destroyed.
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;  ///< likewise
  ~Searcher();

  /// A searcher of the same indexes for another thread, opened afresh.
  Result<Searcher> clone() const;

  /// Goes on with the newest committed state, also of servers that did not answer before. On error the state before
  /// stays. Cost: where nothing was committed, the opening of each local shard (tenths of a millisecond); connections
  /// to servers are renewed, some ten round trips each. Errors as open().
  Result<void> refresh();

  /// The best articles for a request, best first: exact over all matches; ties by quality, then date (newest first),
  /// then id. Connections that were lost are made again. Errors: invalid_query, invalid_argument (limits, filters,
  /// facets, snippets, fields), index_changed, index_corrupt, io, remote_unavailable.
  Result<SearchResponse> search(const SearchRequest& request);

  /// What an unfinished query may become, at most `limit` (at most 100) of each kind; for every keystroke. Errors:
  /// index_changed, index_corrupt, io, remote_unavailable.
  Result<Completions> complete(std::string_view text, std::size_t limit = 10);

  /// How the request's query is understood, without running it. Errors as search().
  Result<QueryExplanation> explain_query(const SearchRequest& request);

  /// The article of that identity, whole, if the indexes hold it. Errors: invalid_article for what is no identity (see
  /// canonical_id()), index_changed, index_corrupt, io, remote_unavailable.
  Result<std::optional<Article>> find(std::string_view id);

  /// The articles behind that of identity `after`, whole, at most `limit` (at most 10,000); an empty `after`: the first
  /// ones. All articles are gone through so, removed ones too, in an order of their own that does not change; `after`
  /// need not be there any more. Fewer than `limit`: these were the last. Errors as find().
  Result<std::vector<Article>> articles_after(std::string_view after, std::size_t limit);

  /// Calls `visit` with every article, removed ones too, until it returns false. They are read in portions, each of one
  /// committed state: what is committed meanwhile is seen from the next portion on. Errors as find().
  Result<void> for_each(const std::function<bool(const Article&)>& visit);

  /// What the writer of a database handed over with its commit (IndexWriter::commit()); empty: nothing. Errors:
  /// invalid_argument if there are not so many databases, index_changed, io, remote_unavailable.
  Result<std::string> payload(std::size_t database = 0);

  /// The fields that the indexes have of their own: of several indexes those of all.
  std::vector<FieldDeclaration> fields() const;

  /// How many articles the indexes hold.
  std::uint64_t article_count() const;

  /// Names the committed state that is searched: 32 hexadecimal digits, equal for equal states of the same databases,
  /// and another after each commit. Two answers are of one state if the name was the same before the first and behind
  /// the last. Servers that did not answer are not part of it.
  std::string state() const;

 private:
  struct Private;
  explicit Searcher(std::unique_ptr<Private> self);
  std::unique_ptr<Private> self_;
};

}  // namespace newsrank
