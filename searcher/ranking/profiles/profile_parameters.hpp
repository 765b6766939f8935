// SPDX-License-Identifier: GPL-2.0-or-later
// The parameters of a ranking profile: their names in files and in JSON, and their ranges.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "newsrank/ranking.hpp"

namespace newsrank::detail {

struct ProfileNumber {
  std::string_view name;
  double RankingProfile::*value;
  double lowest;
  double highest;
};
inline constexpr std::array<ProfileNumber, 13> kProfileNumbers{{
    {"k1", &RankingProfile::k1, 0, 10},
    {"b", &RankingProfile::b, 0, 1},
    {"quality_weight", &RankingProfile::quality_weight, 0, 1000},
    {"recency_weight", &RankingProfile::recency_weight, 0, 1000},
    {"half_life_days", &RankingProfile::half_life_days, 1e-6, 1e6},
    {"exact_weight", &RankingProfile::exact_weight, 0, 10},
    {"coverage_weight", &RankingProfile::coverage_weight, 0, 10},
    {"whole_title_weight", &RankingProfile::whole_title_weight, 0, 10},
    {"neighbour_weight", &RankingProfile::neighbour_weight, 0, 10},
    {"time_weight", &RankingProfile::time_weight, 0, 10},
    {"near_share", &RankingProfile::near_share, 0, 1},
    {"match_share", &RankingProfile::match_share, 0, 1},
    {"feedback_scale", &RankingProfile::feedback_scale, 0, 10},
}};

struct ProfileCount {
  std::string_view name;
  std::uint32_t RankingProfile::*value;
  std::uint32_t lowest;
  std::uint32_t highest;
};
inline constexpr std::array<ProfileCount, 2> kProfileCounts{{
    {"feedback_documents", &RankingProfile::feedback_documents, 0, 100},
    {"feedback_terms", &RankingProfile::feedback_terms, 1, 200},
}};

inline constexpr std::array<std::pair<std::string_view, QualityNormalisation>, 3> kNormalisations{{
    {"linear", QualityNormalisation::linear},
    {"rank", QualityNormalisation::rank},
    {"saturation", QualityNormalisation::saturation},
}};

}  // namespace newsrank::detail
