// SPDX-License-Identifier: GPL-2.0-or-later
// Facet values: what was tallied in a slot, as values that people read and filters take.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "newsrank/analyzer.hpp"
#include "newsrank/facets.hpp"
#include "results/facets/quality_bands.hpp"
#include "results/facets/value_tally.hpp"

namespace newsrank::detail {

enum class DateForm : std::uint8_t { year, quarter, month, week, day, year_with_months };

struct FacetCounts {
  std::vector<FacetValue> values;  // in the order of the values; labels equal them
  std::uint64_t articles = 0;      // that have one
};

// Of whole values, or of lists of them (pack_values()). Equal when folded is one value; an article counts once for it.
FacetCounts text_counts(const ValueTally& tally, Analyzer& analyzer, bool lists);

// Of numbers tallied as they are stored.
FacetCounts number_counts(const ValueTally& tally);

// Of moments tallied by day_of().
FacetCounts date_counts(const ValueTally& tally, DateForm form);

// Of qualities tallied by QualityBands::band_of().
FacetCounts quality_counts(const ValueTally& tally, const QualityBands& bands);

// The day since 1970-01-01 that holds the moment; absent outside the years 0001 to 9999, which no date is written for.
std::optional<std::int64_t> day_of(double seconds);

}  // namespace newsrank::detail
