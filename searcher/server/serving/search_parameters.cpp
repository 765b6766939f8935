// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/serving/search_parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <utility>

#include "core/text/ascii.hpp"
#include "newsrank/article.hpp"
#include "programs/facet_option.hpp"
#include "programs/nearest_name.hpp"
#include "programs/options/filter_options.hpp"
#include "programs/options/option_table.hpp"
#include "programs/settings/saved_queries.hpp"
#include "programs/settings/search_settings.hpp"

namespace newsrank::server {
namespace {

constexpr std::size_t kMaxFacetsOfRequest = 20;

// The settings that a request may change: none that names a file or concerns a terminal.
constexpr std::array<std::string_view, 7> kSettings{"sort",           "limit",     "group",         "correct",
                                                    "quality-weight", "half-life", "recency-weight"};

constexpr std::array<std::string_view, 13> kOwn{"q",       "plain", "all",   "any",     "page",     "offset",
                                                "like",    "now",   "facet", "explain", "snippets", "no-multi-select",
                                                "timeline"};

Error wrong(std::string_view name, std::string_view what) {
  return {ErrorCode::invalid_argument, fmt::format("{}: {}", name, what), ""};
}

Result<void> read_settings(const Parameters& parameters, const SearchDefaults& defaults, SearchRequest& request) {
  cli::Settings settings = defaults.settings;
  for (const std::string_view name : kSettings) {
    const auto value = value_of(parameters, name);
    if (!value) continue;
    const cli::Setting& row = cli::find_setting(cli::search_table(), name)->setting;
    if (!row.assign(settings, {*value}))
      return wrong(name, fmt::format("expected {}, not \"{}\"", row.expected, *value));
  }
  cli::apply_settings(settings, request);
  if (const auto profile = value_of(parameters, "profile")) {
    // Only the shipped ones: nobody reads files of this machine by an address.
    auto found = find_profile(*profile);
    if (!found) return wrong("profile", found.error().message);
    request.profile = std::move(*found);
  }
  return {};
}

Result<void> read_filters(const Parameters& parameters, SearchRequest& request) {
  std::vector<std::pair<std::string, std::vector<std::string>>> given;
  for (const Parameter& each : parameters) {
    const auto name = cli::filter_name(each.name);
    if (!name) continue;
    auto place = std::find_if(given.begin(), given.end(), [&](const auto& other) { return other.first == *name; });
    if (place == given.end()) place = given.insert(given.end(), {*name, {}});
    place->second.push_back(each.value);
  }
  for (const auto& [name, values] : given) {
    auto filter = cli::make_filter(name, values);
    if (!filter) return wrong(name, filter.error().message);
    request.filters.push_back(std::move(*filter));
  }
  return {};
}

Result<void> read_page(const Parameters& parameters, const SearchDefaults& defaults, SearchRequest& request) {
  const std::size_t deepest = defaults.result_window;
  auto offset = read_number(parameters, "offset", 0, deepest);
  if (!offset) return std::move(offset).error();
  auto page = read_number(parameters, "page", 1, deepest);
  if (!page) return std::move(page).error();
  if (*offset && *page) return wrong("page", "not together with offset");
  request.offset = offset->value_or(0);
  if (*page) request.offset = (**page - 1) * request.limit;
  if (request.limit > deepest || request.offset > deepest - request.limit)
    return wrong("limit", fmt::format("this server shows the first {} results of a search", deepest));
  return {};
}

Result<void> read_facets(const Parameters& parameters, const SearchDefaults& defaults, SearchRequest& request) {
  const auto alone = read_flag(parameters, "no-multi-select");
  if (!alone) return alone.error();
  for (const std::string& text : values_of(parameters, "facet")) {
    auto facet = cli::facet_request(text, !alone->value_or(false), defaults.facet_values);
    if (!facet) return wrong("facet", facet.error().message);
    if (request.facets.size() == kMaxFacetsOfRequest)
      return wrong("facet", fmt::format("at most {} facets", kMaxFacetsOfRequest));
    request.facets.push_back(std::move(*facet));
  }
  const auto timeline = read_flag(parameters, "timeline");
  if (!timeline) return timeline.error();
  if (timeline->value_or(false)) request.facets.push_back({"month", kMaxFacetValues, FacetOrder::value, false});
  return {};
}

Result<void> read_flags(const Parameters& parameters, SearchRequest& request) {
  const std::array<std::pair<std::string_view, bool*>, 4> flags{{{"plain", &request.plain},
                                                                 {"all", &request.require_all},
                                                                 {"any", &request.require_any},
                                                                 {"explain", &request.explain}}};
  for (const auto& [name, target] : flags) {
    const auto flag = read_flag(parameters, name);
    if (!flag) return flag.error();
    *target = flag->value_or(*target);
  }
  const auto snippets = read_flag(parameters, "snippets");
  if (!snippets) return snippets.error();
  if (snippets->value_or(false)) request.snippets.emplace();
  return {};
}

Result<void> read_now(const Parameters& parameters, SearchRequest& request) {
  request.now = this_minute();
  const auto now = value_of(parameters, "now");
  if (!now) return {};
  request.now = parse_date_time(*now);
  if (!request.now) return wrong("now", "expected a date or date and time such as 2024-05-01T12:00:00Z");
  return {};
}

bool names_date(const SearchFilter& filter) {
  return filter.field == "since" || filter.field == "until" || filter.field == "before";
}

}  // namespace

std::vector<std::string> search_parameter_names() {
  std::vector<std::string> names(kOwn.begin(), kOwn.end());
  names.insert(names.end(), kSettings.begin(), kSettings.end());
  names.emplace_back("profile");
  const auto filters = cli::filter_names();
  names.insert(names.end(), filters.begin(), filters.end());
  return names;
}

Result<void> check_names(const Parameters& parameters, const std::vector<std::string_view>& known) {
  for (const Parameter& each : parameters) {
    if (std::find(known.begin(), known.end(), each.name) != known.end()) continue;
    const std::string near = cli::nearest_name(each.name, {known.begin(), known.end()});
    return Error{ErrorCode::invalid_argument, fmt::format("there is no parameter \"{}\"", each.name),
                 near.empty() ? "" : fmt::format("did you mean {}?", near)};
  }
  return {};
}

Result<std::optional<bool>> read_flag(const Parameters& parameters, std::string_view name) {
  const auto value = value_of(parameters, name);
  if (!value) return std::optional<bool>();
  if (*value == "true" || *value == "yes" || *value == "on") return std::optional(true);
  if (*value == "false" || *value == "no" || *value == "off") return std::optional(false);
  return wrong(name, fmt::format("expected true or false, not \"{}\"", *value));
}

Result<std::optional<std::size_t>> read_number(const Parameters& parameters, std::string_view name, std::size_t lowest,
                                               std::size_t highest) {
  const auto value = value_of(parameters, name);
  if (!value) return std::optional<std::size_t>();
  const auto number = detail::parse_number(*value, lowest, highest);
  if (number) return std::optional(*number);
  return wrong(name, fmt::format("expected a whole number from {} to {}, not \"{}\"", lowest, highest, *value));
}

Result<SearchParameters> read_search_parameters(const Parameters& parameters, const SearchDefaults& defaults,
                                                const std::vector<std::string_view>& others) {
  const auto own = search_parameter_names();
  std::vector<std::string_view> known(own.begin(), own.end());
  known.insert(known.end(), others.begin(), others.end());
  // Other names of filters: "after" for "since".
  for (const Parameter& each : parameters) {
    if (cli::filter_name(each.name)) known.emplace_back(each.name);
  }
  if (auto checked = check_names(parameters, known); !checked) return std::move(checked).error();
  SearchParameters read{defaults.request, value_of(parameters, "like").value_or("")};
  SearchRequest& request = read.request;
  request.text = cli::with_saved_queries(value_of(parameters, "q").value_or(""), defaults.settings.saved);
  if (auto done = read_settings(parameters, defaults, request); !done) return std::move(done).error();
  if (auto done = read_flags(parameters, request); !done) return std::move(done).error();
  if (auto done = read_now(parameters, request); !done) return std::move(done).error();
  if (auto done = read_page(parameters, defaults, request); !done) return std::move(done).error();
  if (auto done = read_filters(parameters, request); !done) return std::move(done).error();
  if (auto done = read_facets(parameters, defaults, request); !done) return std::move(done).error();
  return read;
}

bool depends_on_clock(const SearchRequest& request) {
  const bool dated = std::any_of(request.filters.begin(), request.filters.end(), names_date);
  const bool newness = request.recency_weight.value_or(0) > 0 ||
                       (!request.recency_weight && request.profile && request.profile->recency_weight > 0);
  return dated || newness || request.text.find(':') != std::string::npos;
}

std::int64_t this_minute() {
  using std::chrono::minutes;
  const auto now = std::chrono::time_point_cast<minutes>(std::chrono::system_clock::now());
  return std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
}

}  // namespace newsrank::server
