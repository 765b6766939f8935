// SPDX-License-Identifier: GPL-2.0-or-later
#include "evaluation/tuning/profile_tuning.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <variant>

namespace newsrank::detail {
namespace {

using Member = std::variant<double RankingProfile::*, std::uint32_t RankingProfile::*>;

struct Tunable {
  std::string_view name;
  Member member;
  std::vector<double> candidates;
};

const std::vector<Tunable>& tunables() {
  static const std::vector<Tunable> all{
      {"k1", &RankingProfile::k1, {0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.2, 1.5, 2, 2.5, 3, 4}},
      {"b", &RankingProfile::b, {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9}},
      {"exact_weight", &RankingProfile::exact_weight, {0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.6, 0.8}},
      {"coverage_weight", &RankingProfile::coverage_weight, {0, 0.5, 0.7, 1, 1.2, 1.5, 2}},
      {"neighbour_weight", &RankingProfile::neighbour_weight, {0, 0.15, 0.2, 0.3, 0.5}},
      {"quality_weight", &RankingProfile::quality_weight, {0, 0.1, 0.2, 0.3, 0.5, 0.8, 1.2, 2}},
      {"feedback_documents", &RankingProfile::feedback_documents, {0, 3, 5, 8, 10, 15, 20}},
      {"feedback_terms", &RankingProfile::feedback_terms, {10, 15, 20, 30, 40, 60}},
      {"feedback_scale", &RankingProfile::feedback_scale, {0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1, 1.5}},
  };
  return all;
}

const Tunable* find_tunable(std::string_view name) {
  const auto& all = tunables();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Tunable& each) { return each.name == name; });
  return found == all.end() ? nullptr : &*found;
}

double value_of(const RankingProfile& profile, const Member& member) {
  return std::visit([&](auto pointer) { return static_cast<double>(profile.*pointer); }, member);
}

void set_value(RankingProfile& profile, const Member& member, double value) {
  if (const auto* const number = std::get_if<double RankingProfile::*>(&member)) profile.*(*number) = value;
  if (const auto* const count = std::get_if<std::uint32_t RankingProfile::*>(&member))
    profile.*(*count) = static_cast<std::uint32_t>(value);
}

RankingProfile with_values(RankingProfile profile, const std::vector<std::string>& parameters,
                           const std::vector<double>& values) {
  for (std::size_t i = 0; i < parameters.size(); ++i)
    set_value(profile, find_tunable(parameters[i])->member, values[i]);
  return profile;
}

// The objective remembers the first error, since all it can return is a number.
class Objective {
 public:
  Objective(std::vector<LiveTask>& tasks, const RankingProfile& start, const std::vector<std::string>& parameters)
      : tasks_(tasks), start_(start), parameters_(parameters) {}

  double operator()(const std::vector<double>& values) {
    if (error_) return std::numeric_limits<double>::quiet_NaN();
    const RankingProfile profile = with_values(start_, parameters_, values);
    double sum = 0;
    double shares = 0;
    for (LiveTask& task : tasks_) {
      const auto means = task.judge_halves(profile, {QueryHalf::even});
      if (!means) return error_ = means.error(), std::numeric_limits<double>::quiet_NaN();
      sum += task.files().share * means->front();
      shares += task.files().share;
    }
    return shares > 0 ? sum / shares : 0;
  }

  const std::optional<Error>& error() const { return error_; }

 private:
  std::vector<LiveTask>& tasks_;
  const RankingProfile& start_;
  const std::vector<std::string>& parameters_;
  std::optional<Error> error_;
};

std::string known_names() {
  std::vector<std::string_view> names;
  for (const Tunable& tunable : tunables()) names.push_back(tunable.name);
  return fmt::format("known are {}", fmt::join(names, ", "));
}

}  // namespace

std::vector<std::string> default_tuning_parameters(const RankingProfile& start) {
  std::vector<std::string> names{"k1", "b", "exact_weight", "coverage_weight", "neighbour_weight"};
  if (start.feedback_documents > 0) {
    for (const char* name : {"feedback_documents", "feedback_terms", "feedback_scale"}) names.emplace_back(name);
  }
  return names;
}

Result<ProfileTuning> tune_profile(std::vector<LiveTask>& tasks, const RankingProfile& start,
                                   const std::vector<std::string>& parameters) {
  std::vector<TuningParameter> space;
  for (const std::string& name : parameters) {
    const Tunable* const tunable = find_tunable(name);
    if (tunable == nullptr)
      return Error{ErrorCode::invalid_argument, fmt::format("'{}' cannot be tuned", name), known_names()};
    space.push_back({name, value_of(start, tunable->member), tunable->candidates});
  }
  Objective objective(tasks, start, parameters);
  auto search = coordinate_ascent(space, [&](const std::vector<double>& values) { return objective(values); });
  if (objective.error()) return *objective.error();
  if (!search) return std::move(search).error();
  RankingProfile best = with_values(start, parameters, search->values);
  best.name = "tuned";
  return ProfileTuning{start, std::move(best), parameters, std::move(*search)};
}

std::string format_trajectory(const ProfileTuning& tuning) {
  std::string text;
  for (const TuningStep& step : tuning.search.trajectory) {
    const std::string change =
        step.sweep == 0 ? "start"
                        : fmt::format("{} {:g}", tuning.parameters[step.parameter], step.values[step.parameter]);
    text += fmt::format("# {}  {:<24} {:.4f}{}\n", step.sweep, change, step.objective, step.taken ? " *" : "");
  }
  return text;
}

}  // namespace newsrank::detail
