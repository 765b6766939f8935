// SPDX-License-Identifier: GPL-2.0-or-later
#include "results/facets/facet_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "core/text/ascii.hpp"
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

// Whole dates of the form "2024", "2024-05", "2024-05-03".
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
    default:
      return kDay;
  }
}

std::string date_text(std::int64_t day, DateForm form) {
  return format_date_time(day * kSecondsOfDay).substr(0, width_of(form));
}

// The days "2024-04-29..2024-05-05" around this one, from Monday to Sunday.
std::string week_of(std::int64_t day) {
  constexpr std::int64_t kDays = 7;
  constexpr std::int64_t kMonday = 4;  // 1970-01-05
  const std::int64_t first = day - ((day - kMonday) % kDays + kDays) % kDays;
  const auto within = [](std::int64_t each) {
    constexpr auto kLast = static_cast<std::int64_t>(kLastMoment - 1) / kSecondsOfDay;
    return std::clamp(each, static_cast<std::int64_t>(kFirstMoment) / kSecondsOfDay, kLast);
  };
  return date_text(within(first), DateForm::day) + ".." + date_text(within(first + kDays - 1), DateForm::day);
}

// "2024-04..2024-06" of "2024-05".
std::string quarter_of(const std::string& month) {
  constexpr std::array<std::string_view, 4> kQuarters{"01..{}03", "04..{}06", "07..{}09", "10..{}12"};
  const auto number = parse_number<unsigned>(month.substr(month.size() - 2)).value_or(1);
  const std::string year = month.substr(0, month.size() - 2);
  return year + fmt::format(fmt::runtime(kQuarters[(number - 1) / 3]), year);
}

// "2024-Q2" of a quarter's months; of a week its Monday.
std::string label_of(const std::string& period, DateForm form) {
  if (form == DateForm::week) return period.substr(0, period.find('.'));
  if (form != DateForm::quarter) return period;
  const std::size_t dash = period.find('-');
  const auto month = parse_number<unsigned>(period.substr(dash + 1, 2)).value_or(1);
  return fmt::format("{}-Q{}", period.substr(0, dash), (month - 1) / 3 + 1);
}

std::string period_of(std::int64_t day, DateForm form) {
  if (form == DateForm::week) return week_of(day);
  if (form == DateForm::quarter) return quarter_of(date_text(day, DateForm::month));
  return date_text(day, form);
}

std::map<std::string, std::uint64_t> counts_by_date(const ValueTally& tally, DateForm form) {
  std::map<std::string, std::uint64_t> counts;
  for (const auto& [day, count] : tally.buckets()) counts[period_of(day, form)] += count;
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
  for (const auto& [date, count] : counts_by_date(tally, form)) {
    counts.values.push_back(facet_value(date, count));
    counts.values.back().label = label_of(date, form);
    counts.articles += count;
  }
  if (form != DateForm::year_with_months) return counts;
  auto year = counts.values.begin();
  for (const auto& [month, count] : counts_by_date(tally, DateForm::month)) {
    while (!month.starts_with(year->value)) ++year;
    year->children.push_back(facet_value(month, count));
  }
  return counts;
}

FacetCounts number_counts(const ValueTally& tally) {
  FacetCounts counts;
  std::map<double, std::uint64_t> numbers;
  for (const auto& [stored, count] : tally.values()) numbers[Xapian::sortable_unserialise(stored)] += count;
  for (const auto& [number, count] : numbers) {
    counts.values.push_back(facet_value(fmt::format("{}", number), count));
    counts.articles += count;
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
