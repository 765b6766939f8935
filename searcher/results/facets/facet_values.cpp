// SPDX-License-Identifier: GPL-2.0-or-later
#include "results/facets/facet_values.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "index/stored_versions.hpp"
#include "newsrank/article.hpp"
#include "query/syntax/date_span.hpp"

namespace newsrank::detail {
namespace {

constexpr std::int64_t kSecondsOfDay = 86'400;

FacetValue facet_value(std::string text, std::uint64_t count) {
  FacetValue value;
  value.label = text;
  value.value = std::move(text);
  value.count = count;
  return value;
}

// One value in the ways it is written.
struct Spellings {
  std::map<std::string, std::uint64_t> counts;
  std::uint64_t articles = 0;

  const std::string& most_frequent() const {
    const auto best = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return best->first;
  }
};

class SpellingTable {
 public:
  explicit SpellingTable(Analyzer& analyzer) : analyzer_(analyzer) {}

  // Whether any of the texts is a value.
  bool add(const std::vector<std::string_view>& texts, std::uint64_t count) {
    std::set<std::string> seen;
    for (const std::string_view text : texts) {
      const std::string folded = analyzer_.fold(text);
      if (folded.empty() || !seen.insert(folded).second) continue;
      Spellings& spellings = by_folded_[folded];
      spellings.counts[std::string(text)] += count;
      spellings.articles += count;
    }
    return !seen.empty();
  }

  std::vector<FacetValue> values() const {
    std::vector<FacetValue> values;
    for (const auto& [folded, spellings] : by_folded_)
      values.push_back(facet_value(spellings.most_frequent(), spellings.articles));
    std::sort(values.begin(), values.end(), [](const FacetValue& a, const FacetValue& b) { return a.value < b.value; });
    return values;
  }

 private:
  Analyzer& analyzer_;
  std::map<std::string, Spellings> by_folded_;
};

std::size_t width_of(DateForm form) {
  constexpr std::size_t kYear = std::string_view("2024").size();
  constexpr std::size_t kMonth = std::string_view("2024-05").size();
  constexpr std::size_t kDay = std::string_view("2024-05-03").size();
  switch (form) {
    case DateForm::year:
    case DateForm::year_with_months:
      return kYear;
    case DateForm::month:
      return kMonth;
    case DateForm::day:
      return kDay;
  }
  return kDay;
}

std::map<std::string, std::uint64_t> counts_by_date(const ValueTally& tally, std::size_t width) {
  std::map<std::string, std::uint64_t> counts;
  for (const auto& [day, count] : tally.buckets())
    counts[format_date_time(day * kSecondsOfDay).substr(0, width)] += count;
  return counts;
}

}  // namespace

FacetCounts text_counts(const ValueTally& tally, Analyzer& analyzer, bool lists) {
  FacetCounts counts;
  SpellingTable table(analyzer);
  for (const auto& [stored, count] : tally.values()) {
    const bool any = table.add(lists ? unpack_values(stored) : std::vector<std::string_view>{stored}, count);
    counts.articles += any ? count : 0;
  }
  counts.values = table.values();
  return counts;
}

FacetCounts date_counts(const ValueTally& tally, DateForm form) {
  FacetCounts counts;
  for (const auto& [date, count] : counts_by_date(tally, width_of(form))) {
    counts.values.push_back(facet_value(date, count));
    counts.articles += count;
  }
  if (form != DateForm::year_with_months) return counts;
  auto year = counts.values.begin();
  for (const auto& [month, count] : counts_by_date(tally, width_of(DateForm::month))) {
    while (!month.starts_with(year->value)) ++year;
    year->children.push_back(facet_value(month, count));
  }
  return counts;
}

FacetCounts quality_counts(const ValueTally& tally, const QualityBands& bands) {
  FacetCounts counts;
  for (std::size_t band = 0; band < bands.size(); ++band) {
    const auto found = tally.buckets().find(static_cast<std::int64_t>(band));
    if (found == tally.buckets().end()) continue;
    counts.values.push_back(facet_value(bands.range(band), found->second));
    counts.articles += found->second;
  }
  return counts;
}

std::optional<std::int64_t> day_of(double seconds) {
  if (seconds < static_cast<double>(kFirstMoment) || seconds >= static_cast<double>(kLastMoment)) return std::nullopt;
  return static_cast<std::int64_t>(std::floor(seconds / kSecondsOfDay));
}

}  // namespace newsrank::detail
