// SPDX-License-Identifier: GPL-2.0-or-later
#include "search_bench.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "fts5.hpp"
#include "newsrank/searcher.hpp"
#include "search_queries.hpp"

namespace newsrank::bench {
namespace {

constexpr std::size_t kHits = 10;

// Milliseconds.
struct SearchCost {
  double wall = std::numeric_limits<double>::infinity();
  double processor = std::numeric_limits<double>::infinity();
};

double thread_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

SearchCost cost_of(const std::function<void()>& action) {
  const auto wall = std::chrono::steady_clock::now();
  const double processor = thread_seconds();
  action();
  return {std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - wall).count(),
          (thread_seconds() - processor) * 1e3};
}

// The baseline: query parser, default BM25, the ten best with their records; quality does not count.
class PlainSearcher {
 public:
  explicit PlainSearcher(const std::string& path) : database_(path) {
    parser_.set_database(database_);
    parser_.set_stemmer(Xapian::Stem("english"));
    parser_.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
  }

  const Xapian::Database& database() const { return database_; }

  void search(const std::string& text) {
    Xapian::Enquire enquire(database_);
    enquire.set_query(
        parser_.parse_query(text, Xapian::QueryParser::FLAG_DEFAULT | Xapian::QueryParser::FLAG_WILDCARD));
    const Xapian::MSet matches = enquire.get_mset(0, kHits);
    for (auto match = matches.begin(); match != matches.end(); ++match)
      bytes_ += match.get_document().get_data().size();
  }

 private:
  Xapian::Database database_;
  Xapian::QueryParser parser_;
  std::size_t bytes_ = 0;  // so that records are read
};

void search(Searcher& searcher, const RankingProfile& profile, const std::string& text) {
  const auto response = searcher.search({.text = text, .limit = kHits, .profile = profile});
  if (!response) throw std::runtime_error(fmt::format("{}: {}", text, response.error().message));
}

struct Summary {
  double mean = 0;
  double median = 0;
  double p99 = 0;
  double worst = 0;
};

Summary summary_of(const std::vector<SearchCost>& costs, double SearchCost::*part) {
  std::vector<double> values;
  for (const SearchCost& cost : costs) values.push_back(cost.*part);
  std::sort(values.begin(), values.end());
  const auto at = [&](double share) {
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
  };
  return {std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size()), at(0.5), at(0.99),
          values.back()};
}

struct ClassCosts {
  std::string_view name;
  std::vector<SearchCost> plain;
  std::vector<SearchCost> ours;
  std::vector<SearchCost> fts5;  // empty: not measured
};

void print_head(bool with_fts5) {
  fmt::print("{:<18}{:>34}   {:>34}{}\n", "ms", "plain Xapian", "newsrank",
             with_fts5 ? fmt::format("{:<8}   {:>34}", "", "SQLite FTS5") : "");
  constexpr std::string_view kColumns = "      mean  median     p99   worst";
  fmt::print("{:<18}{}   {}   ratio{}\n", "", kColumns, kColumns,
             with_fts5 ? fmt::format("   {}   ratio", kColumns) : "");
}

std::string cells(const Summary& summary) {
  return fmt::format("{:>10.3f}{:>8.3f}{:>8.3f}{:>8.3f}", summary.mean, summary.median, summary.p99, summary.worst);
}

// Ratios are of newsrank's mean to the peer's.
void print_row(const ClassCosts& costs, double SearchCost::*part) {
  const Summary plain = summary_of(costs.plain, part);
  const Summary ours = summary_of(costs.ours, part);
  fmt::print("{:<18}{}   {}{:>8.2f}", costs.name, cells(plain), cells(ours), ours.mean / plain.mean);
  if (!costs.fts5.empty()) {
    const Summary fts5 = summary_of(costs.fts5, part);
    fmt::print("   {}{:>8.2f}", cells(fts5), ours.mean / fts5.mean);
  }
  fmt::print("\n");
}

void keep_least(SearchCost& least, const SearchCost& cost) {
  least.wall = std::min(least.wall, cost.wall);
  least.processor = std::min(least.processor, cost.processor);
}

struct Searchers {
  PlainSearcher plain;
  Searcher ours;
  RankingProfile profile;
  std::optional<Fts5Searcher> fts5;
};

ClassCosts measure_class(Searchers& searchers, QueryClass query_class, const std::vector<std::string>& queries,
                         unsigned rounds) {
  ClassCosts costs{kQueryClassNames[static_cast<std::size_t>(query_class)], std::vector<SearchCost>(queries.size()),
                   std::vector<SearchCost>(queries.size()),
                   std::vector<SearchCost>(searchers.fts5 ? queries.size() : 0)};
  for (unsigned round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < queries.size(); ++i) {
      keep_least(costs.plain[i], cost_of([&] { searchers.plain.search(queries[i]); }));
      keep_least(costs.ours[i], cost_of([&] { search(searchers.ours, searchers.profile, queries[i]); }));
      if (!searchers.fts5) continue;
      const std::string query = fts5_syntax(query_class, queries[i]);
      keep_least(costs.fts5[i], cost_of([&] { searchers.fts5->search(query); }));
    }
  }
  return costs;
}

void print_table(const std::vector<ClassCosts>& classes, double SearchCost::*part) {
  print_head(!classes.front().fts5.empty());
  ClassCosts all{"all", {}, {}, {}};
  double ratios = 0;
  for (const ClassCosts& each : classes) {
    print_row(each, part);
    ratios += summary_of(each.ours, part).mean / summary_of(each.plain, part).mean;
    for (const auto costs : {&ClassCosts::plain, &ClassCosts::ours, &ClassCosts::fts5}) {
      (all.*costs).insert((all.*costs).end(), (each.*costs).begin(), (each.*costs).end());
    }
  }
  print_row(all, part);
  fmt::print("mean of the ratios to plain Xapian {:.2f}\n\n", ratios / static_cast<double>(classes.size()));
}

void print_slowest(const ClassCosts& costs, const std::vector<std::string>& queries, std::size_t count) {
  std::vector<std::size_t> order(queries.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return costs.ours[a].processor > costs.ours[b].processor; });
  order.resize(std::min(order.size(), count));
  for (const std::size_t i : order) {
    fmt::print("{:<18}{:>10.3f}{:>10.3f}   {}\n", costs.name, costs.plain[i].processor, costs.ours[i].processor,
               queries[i]);
  }
}

}  // namespace

void measure_searches(const SearchBench& bench) {
  auto ours = Searcher::open({bench.index});
  if (!ours) throw std::runtime_error(ours.error().message);
  const auto profile = find_profile(bench.profile);
  if (!profile) throw std::runtime_error(profile.error().message);
  Searchers searchers{PlainSearcher(bench.plain), std::move(*ours), *profile, std::nullopt};
  if (!bench.fts5.empty()) searchers.fts5.emplace(bench.fts5);
  const auto queries = draw_queries(searchers.plain.database(), bench.seed, bench.queries);
  std::vector<ClassCosts> classes;
  for (std::size_t i = 0; i < queries.size(); ++i) {
    if (!bench.query_class.empty() && bench.query_class != kQueryClassNames[i]) continue;
    classes.push_back(measure_class(searchers, static_cast<QueryClass>(i), queries[i], bench.rounds));
    print_slowest(classes.back(), queries[i], bench.slowest);
  }
  if (classes.empty()) throw std::runtime_error(fmt::format("there is no class {}", bench.query_class));
  fmt::print("processor time\n");
  print_table(classes, &SearchCost::processor);
  fmt::print("wall-clock time\n");
  print_table(classes, &SearchCost::wall);
}

}  // namespace newsrank::bench
