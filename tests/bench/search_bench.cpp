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
#include <stdexcept>
#include <string>
#include <vector>

#include "newsrank/searcher.hpp"
#include "search_queries.hpp"

namespace newsrank::bench {
namespace {

constexpr std::size_t kHits = 10;

// Milliseconds.
struct Cost {
  double wall = std::numeric_limits<double>::infinity();
  double processor = std::numeric_limits<double>::infinity();
};

double thread_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

Cost cost_of(const std::function<void()>& action) {
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

void search(Searcher& searcher, const std::string& text) {
  const auto response = searcher.search({.text = text, .limit = kHits});
  if (!response) throw std::runtime_error(fmt::format("{}: {}", text, response.error().message));
}

struct Summary {
  double mean = 0;
  double median = 0;
  double p99 = 0;
  double worst = 0;
};

Summary summary_of(const std::vector<Cost>& costs, double Cost::*part) {
  std::vector<double> values;
  for (const Cost& cost : costs) values.push_back(cost.*part);
  std::sort(values.begin(), values.end());
  const auto at = [&](double share) {
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
  };
  return {std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size()), at(0.5), at(0.99),
          values.back()};
}

void print_head() {
  fmt::print("{:<18}{:>34}   {:>34}\n", "ms", "plain Xapian", "newsrank");
  fmt::print("{:<18}{:>10}{:>8}{:>8}{:>8}   {:>10}{:>8}{:>8}{:>8}{:>8}\n", "", "mean", "median", "p99", "worst", "mean",
             "median", "p99", "worst", "ratio");
}

void print_row(std::string_view name, const Summary& plain, const Summary& ours) {
  fmt::print("{:<18}{:>10.3f}{:>8.3f}{:>8.3f}{:>8.3f}   {:>10.3f}{:>8.3f}{:>8.3f}{:>8.3f}{:>8.2f}\n", name, plain.mean,
             plain.median, plain.p99, plain.worst, ours.mean, ours.median, ours.p99, ours.worst,
             ours.mean / plain.mean);
}

struct ClassCosts {
  std::vector<Cost> plain;
  std::vector<Cost> ours;
};

void keep_least(Cost& least, const Cost& cost) {
  least.wall = std::min(least.wall, cost.wall);
  least.processor = std::min(least.processor, cost.processor);
}

ClassCosts measure_class(PlainSearcher& plain, Searcher& ours, const std::vector<std::string>& queries,
                         unsigned rounds) {
  ClassCosts costs{std::vector<Cost>(queries.size()), std::vector<Cost>(queries.size())};
  for (unsigned round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < queries.size(); ++i) {
      keep_least(costs.plain[i], cost_of([&] { plain.search(queries[i]); }));
      keep_least(costs.ours[i], cost_of([&] { search(ours, queries[i]); }));
    }
  }
  return costs;
}

void print_table(const std::vector<ClassCosts>& classes, double Cost::*part) {
  print_head();
  ClassCosts all;
  double ratios = 0;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const Summary plain = summary_of(classes[i].plain, part);
    const Summary ours = summary_of(classes[i].ours, part);
    print_row(kQueryClassNames[i], plain, ours);
    ratios += ours.mean / plain.mean;
    all.plain.insert(all.plain.end(), classes[i].plain.begin(), classes[i].plain.end());
    all.ours.insert(all.ours.end(), classes[i].ours.begin(), classes[i].ours.end());
  }
  print_row("all", summary_of(all.plain, part), summary_of(all.ours, part));
  fmt::print("mean of the ratios {:.2f}\n\n", ratios / static_cast<double>(classes.size()));
}

}  // namespace

void measure_searches(const SearchBench& bench) {
  PlainSearcher plain(bench.plain);
  auto ours = Searcher::open({bench.index});
  if (!ours) throw std::runtime_error(ours.error().message);
  std::vector<ClassCosts> classes;
  for (const auto& queries : draw_queries(plain.database(), bench.seed, bench.queries))
    classes.push_back(measure_class(plain, *ours, queries, bench.rounds));
  fmt::print("processor time\n");
  print_table(classes, &Cost::processor);
  fmt::print("wall-clock time\n");
  print_table(classes, &Cost::wall);
}

}  // namespace newsrank::bench
