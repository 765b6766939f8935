// SPDX-License-Identifier: GPL-2.0-or-later
#include "ranking/profiles/profiles.hpp"
#include "core/guard.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <cmath>
#include <string>
#include <utility>

#include "ranking/profiles/profile_parameters.hpp"

namespace newsrank {
namespace {

using detail::kNormalisations;
using detail::kProfileCounts;
using detail::kProfileNumbers;
using detail::ProfileCount;
using detail::ProfileNumber;

RankingProfile prose() {
  RankingProfile profile;
  profile.name = "prose";
  profile.match_share = 0.1;
  profile.k1 = 1.5;
  profile.b = 0.75;
  profile.exact_weight = 0.3;
  profile.coverage_weight = 1.5;
  profile.neighbour_weight = 0.2;
  profile.feedback_documents = 8;
  profile.feedback_terms = 30;
  return profile;
}

Error out_of_range(std::string_view name, double lowest, double highest) {
  return {ErrorCode::invalid_argument,
          fmt::format("the ranking profile's {} is outside {:g} to {:g}", name, lowest, highest),
          {}};
}

Error at(const YAML::Node& node, std::string_view what) {
  return {ErrorCode::invalid_argument,
          fmt::format("ranking profile, line {}, column {}: {}", node.Mark().line + 1, node.Mark().column + 1, what),
          "man newsrank-profiles lists the names and their ranges"};
}

Result<void> assign(RankingProfile& profile, const std::string& name, const YAML::Node& value) {
  for (const ProfileNumber& parameter : kProfileNumbers) {
    if (parameter.name == name) return profile.*parameter.value = value.as<double>(), Result<void>{};
  }
  for (const ProfileCount& count : kProfileCounts) {
    if (count.name == name) return profile.*count.value = value.as<std::uint32_t>(), Result<void>{};
  }
  if (name == "name") return profile.name = value.as<std::string>(), Result<void>{};
  if (name == "drop_stop_words") return profile.drop_stop_words = value.as<bool>(), Result<void>{};
  if (name == "quality_normalisation") {
    const auto way = value.as<std::string>();
    for (const auto& [known, normalisation] : kNormalisations) {
      if (known == way) return profile.quality_normalisation = normalisation, Result<void>{};
    }
    return at(value, "expected linear, rank or saturation");
  }
  return at(value, fmt::format("unknown name \"{}\"", name));
}

Result<RankingProfile> read_profile(const YAML::Node& root) {
  if (!root.IsMap()) return at(root, "expected a mapping of names to values");
  RankingProfile profile;
  if (root["base"]) {
    auto base = find_profile(root["base"].as<std::string>());
    if (!base) return base;
    profile = *base;
  }
  for (const auto& entry : root) {
    const auto name = entry.first.as<std::string>();
    if (name == "base") continue;
    if (!entry.second.IsScalar()) return at(entry.second, fmt::format("{} is a single value", name));
    if (auto assigned = assign(profile, name, entry.second); !assigned) return std::move(assigned).error();
  }
  if (auto checked = check_profile(profile); !checked) return std::move(checked).error();
  return profile;
}

}  // namespace

Result<RankingProfile> find_profile(std::string_view name) {
  return detail::contained([&]() -> Result<RankingProfile> {
    if (name == "news") return RankingProfile{};
    if (name == "prose") return prose();
    return Error{ErrorCode::invalid_argument, fmt::format("there is no ranking profile \"{}\"", name),
                 "use news, prose or a profile file"};
  });
}

Result<RankingProfile> parse_profile(std::string_view yaml) {
  return detail::contained([&]() -> Result<RankingProfile> {
    constexpr std::size_t kMaxBytes = 65'536;
    if (yaml.size() > kMaxBytes)
      return Error{ErrorCode::invalid_argument, "the ranking profile is longer than 64 KiB", {}};
    try {
      return read_profile(YAML::Load(std::string(yaml)));
    } catch (const YAML::Exception& exception) {
      return Error{ErrorCode::invalid_argument,
                   fmt::format("ranking profile, line {}, column {}: {}", exception.mark.line + 1,
                               exception.mark.column + 1, exception.msg),
                   "man newsrank-profiles lists the names and their ranges"};
    }
  });
}

std::string format_profile(const RankingProfile& profile) {
  YAML::Emitter out;
  out << YAML::BeginMap << YAML::Key << "name" << YAML::Value << YAML::DoubleQuoted << profile.name;
  for (const ProfileNumber& parameter : kProfileNumbers) {
    // The shortest text that is read back as the same number.
    out << YAML::Key << std::string(parameter.name) << YAML::Value << fmt::format("{}", profile.*parameter.value);
  }
  for (const auto& [known, normalisation] : kNormalisations) {
    if (normalisation == profile.quality_normalisation)
      out << YAML::Key << "quality_normalisation" << YAML::Value << std::string(known);
  }
  for (const ProfileCount& count : kProfileCounts)
    out << YAML::Key << std::string(count.name) << YAML::Value << profile.*count.value;
  out << YAML::Key << "drop_stop_words" << YAML::Value << profile.drop_stop_words << YAML::EndMap;
  return std::string(out.c_str()) + "\n";
}

Result<void> check_profile(const RankingProfile& profile) {
  return detail::contained([&]() -> Result<void> {
    for (const ProfileNumber& parameter : kProfileNumbers) {
      const double value = profile.*parameter.value;
      if (!(value >= parameter.lowest && value <= parameter.highest))
        return out_of_range(parameter.name, parameter.lowest, parameter.highest);
    }
    for (const ProfileCount& count : kProfileCounts) {
      const std::uint32_t value = profile.*count.value;
      if (value < count.lowest || value > count.highest) return out_of_range(count.name, count.lowest, count.highest);
    }
    return {};
  });
}

namespace detail {

RankingProfile default_profile(double mean_length) {
  // Titles with an excerpt of a few lines stay below, abstracts and bodies above.
  constexpr double kLongText = 90;
  return mean_length < kLongText ? RankingProfile{} : prose();
}

}  // namespace detail
}  // namespace newsrank
