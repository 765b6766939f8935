// SPDX-License-Identifier: GPL-2.0-or-later
#include "evaluation/measures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <system_error>

#include "core/text/ascii.hpp"
#include "evaluation/judgements/record_reader.hpp"

namespace newsrank::detail {

namespace {

constexpr int kMaxNumber = 1'000'000;

struct MeasureName {
  std::string_view name;
  MeasureKind kind;
};

constexpr std::array<MeasureName, 5> kMeasureNames{{
    {"map", MeasureKind::average_precision},
    {"ndcg", MeasureKind::ndcg},
    {"p", MeasureKind::precision},
    {"r", MeasureKind::recall},
    {"mrr", MeasureKind::reciprocal_rank},
}};

Error bad_measure(std::string_view text, std::string_view reason) {
  return {ErrorCode::invalid_argument, fmt::format("'{}' is no measure: {}", quotable(text), reason),
          "measures are map, ndcg@10, p@5, r@100, mrr, mrr@10, and mrr@10/2 where only gains of 2 and more count"};
}

std::optional<int> parse_positive(std::string_view text) {
  return parse_number<int>(text, 1, kMaxNumber);
}

// Cuts `text` before its first `mark` and returns the part behind it, if there is one.
std::optional<std::string_view> cut_suffix(std::string_view& text, char mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view suffix = text.substr(at + 1);
  text = text.substr(0, at);
  return suffix;
}

double ratio(double part, std::size_t whole) {
  return whole == 0 ? 0.0 : part / static_cast<double>(whole);
}

double average_precision(std::span<const int> ranked, std::size_t relevant, int min_gain) {
  double sum = 0;
  std::size_t found = 0;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    if (ranked[i] >= min_gain) sum += ratio(static_cast<double>(++found), i + 1);
  }
  return ratio(sum, relevant);
}

double reciprocal_rank(std::span<const int> ranked, int min_gain) {
  const auto first = std::find_if(ranked.begin(), ranked.end(), [=](int gain) { return gain >= min_gain; });
  return first == ranked.end() ? 0.0 : 1.0 / static_cast<double>(first - ranked.begin() + 1);
}

double discounted_gain(std::span<const int> gains) {
  double sum = 0;
  for (std::size_t i = 0; i < gains.size(); ++i) {
    if (gains[i] > 0) sum += gains[i] / std::log2(static_cast<double>(i + 2));
  }
  return sum;
}

std::span<const int> head(const std::vector<int>& gains, std::size_t depth) {
  return std::span(gains).first(depth == 0 ? gains.size() : std::min(depth, gains.size()));
}

}  // namespace

Result<Measure> parse_measure(std::string_view text) {
  std::string_view name = text;
  const auto gain_text = cut_suffix(name, '/');
  const auto depth_text = cut_suffix(name, '@');
  const auto entry = std::find_if(kMeasureNames.begin(), kMeasureNames.end(),
                                  [name](const MeasureName& known) { return known.name == name; });
  if (entry == kMeasureNames.end()) return bad_measure(text, "unknown name");

  Measure measure{.kind = entry->kind};
  if (depth_text) {
    const auto depth = parse_positive(*depth_text);
    if (!depth) return bad_measure(text, fmt::format("after '@' comes a depth in 1..{}", kMaxNumber));
    measure.depth = static_cast<std::size_t>(*depth);
  } else if (measure.kind == MeasureKind::precision || measure.kind == MeasureKind::recall) {
    return bad_measure(text, "it needs a depth, as in p@10");
  }
  if (gain_text) {
    const auto gain = parse_positive(*gain_text);
    if (!gain) return bad_measure(text, fmt::format("after '/' comes a gain in 1..{}", kMaxNumber));
    if (measure.kind == MeasureKind::ndcg) return bad_measure(text, "ndcg counts every gain");
    measure.min_gain = *gain;
  }
  return measure;
}

std::string to_string(const Measure& measure) {
  const auto entry = std::find_if(kMeasureNames.begin(), kMeasureNames.end(),
                                  [&measure](const MeasureName& known) { return known.kind == measure.kind; });
  std::string text(entry->name);
  if (measure.depth != 0) text += fmt::format("@{}", measure.depth);
  if (measure.min_gain != 1) text += fmt::format("/{}", measure.min_gain);
  return text;
}

double measure_ranking(const Measure& measure, const GainRanking& gains) {
  const auto ranked = head(gains.ranked, measure.depth);
  const auto is_relevant = [&measure](int gain) { return gain >= measure.min_gain; };
  const auto count_relevant = [&is_relevant](std::span<const int> some) {
    return static_cast<std::size_t>(std::count_if(some.begin(), some.end(), is_relevant));
  };
  switch (measure.kind) {
    case MeasureKind::average_precision:
      return average_precision(ranked, count_relevant(gains.ideal), measure.min_gain);
    case MeasureKind::ndcg: {
      const double ideal = discounted_gain(head(gains.ideal, measure.depth));
      return ideal > 0 ? discounted_gain(ranked) / ideal : 0.0;
    }
    case MeasureKind::precision:
      return ratio(static_cast<double>(count_relevant(ranked)), measure.depth);
    case MeasureKind::recall:
      return ratio(static_cast<double>(count_relevant(ranked)), count_relevant(gains.ideal));
    case MeasureKind::reciprocal_rank:
      return reciprocal_rank(ranked, measure.min_gain);
  }
  return 0.0;
}

}  // namespace newsrank::detail
