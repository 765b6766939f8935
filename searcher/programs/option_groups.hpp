// The headings of --help.
#pragma once

#include <string_view>

namespace newsrank::cli {

inline constexpr std::string_view kQueryGroup = "The query";
inline constexpr std::string_view kFilterGroup = "Filters (of one that is repeated, any value will do)";
inline constexpr std::string_view kRankingGroup = "Ranking";
inline constexpr std::string_view kShownGroup = "What is shown";
inline constexpr std::string_view kOutputGroup = "Output";
inline constexpr std::string_view kTaskGroup = "Other tasks";
inline constexpr std::string_view kConfigurationGroup = "Configuration";

}  // namespace newsrank::cli
