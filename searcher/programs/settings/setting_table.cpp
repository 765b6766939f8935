#include "programs/settings/setting_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "programs/option_groups.hpp"
#include "programs/output/fields.hpp"

namespace newsrank::cli {
namespace {

template <typename T, std::size_t kCount>
using Names = std::array<std::pair<std::string_view, T>, kCount>;

constexpr Names<SortOrder, 4> kOrders{{{"relevance", SortOrder::relevance},
                                       {"date", SortOrder::date},
                                       {"quality", SortOrder::quality},
                                       {"heat", SortOrder::heat}}};
constexpr Names<Format, 8> kFormats{{{"text", Format::text},
                                     {"json", Format::json},
                                     {"jsonl", Format::jsonl},
                                     {"csv", Format::csv},
                                     {"tsv", Format::tsv},
                                     {"markdown", Format::markdown},
                                     {"trec", Format::trec},
                                     {"urls", Format::urls}}};
constexpr Names<When, 3> kWhen{{{"auto", When::automatic}, {"always", When::always}, {"never", When::never}}};
constexpr Names<bool, 6> kFlags{
    {{"true", true}, {"false", false}, {"yes", true}, {"no", false}, {"on", true}, {"off", false}}};

template <typename T, std::size_t kCount>
bool choose(const Names<T, kCount>& names, const Values& values, T& chosen) {
  const auto* const found =
      std::find_if(names.begin(), names.end(), [&](const auto& each) { return each.first == values.front(); });
  if (found == names.end()) return false;
  chosen = found->second;
  return true;
}

template <typename T, std::size_t kCount>
Values name_of(const Names<T, kCount>& names, T value) {
  const auto* const found =
      std::find_if(names.begin(), names.end(), [&](const auto& each) { return each.second == value; });
  return {std::string(found->first)};
}

template <typename T>
std::optional<T> number_in(const std::string& text, T lowest, T highest) {
  T number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || !(number >= lowest && number <= highest))
    return std::nullopt;
  return number;
}

// "30d" in days; hours, days, weeks and years.
std::optional<double> parse_days(const std::string& text) {
  constexpr Names<double, 4> kUnits{{{"h", 1 / 24.0}, {"d", 1}, {"w", 7}, {"y", 365.25}}};
  double count = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  double days = 0;
  const Values unit{std::string(rest, static_cast<std::size_t>(text.data() + text.size() - rest))};
  if (error != std::errc{} || !(count > 0) || !choose(kUnits, unit, days)) return std::nullopt;
  return count * days;
}

bool all_filled(const Values& values) {
  return !values.empty() && std::none_of(values.begin(), values.end(), [](const auto& each) { return each.empty(); });
}

template <auto Member>
bool assign_flag(Settings& settings, const Values& values) {
  return choose(kFlags, values, settings.*Member);
}

template <auto Member>
Values flag_text(const Settings& settings) {
  return name_of(kFlags, settings.*Member);
}

template <auto Member>
bool assign_text(Settings& settings, const Values& values) {
  settings.*Member = values.front();
  return !values.front().empty();
}

template <auto Member>
Values text_of(const Settings& settings) {
  return (settings.*Member).empty() ? Values{} : Values{settings.*Member};
}

template <auto Member, const auto& kNames>
bool assign_choice(Settings& settings, const Values& values) {
  return choose(kNames, values, settings.*Member);
}

template <auto Member, const auto& kNames>
Values choice_text(const Settings& settings) {
  return name_of(kNames, settings.*Member);
}

template <auto Member>
bool assign_weight(Settings& settings, const Values& values) {
  const auto number = number_in(values.front(), 0.0, 1000.0);
  if (number) settings.*Member = number;
  return number.has_value();
}

template <auto Member>
Values weight_text(const Settings& settings) {
  return settings.*Member ? Values{fmt::format("{}", *(settings.*Member))} : Values{};
}

bool assign_databases(Settings& settings, const Values& values) {
  if (all_filled(values)) settings.databases = values;
  return all_filled(values);
}

bool assign_limit(Settings& settings, const Values& values) {
  const auto number = number_in<std::size_t>(values.front(), 0, kMaxResultWindow);
  if (number) settings.limit = *number;
  return number.has_value();
}

bool assign_half_life(Settings& settings, const Values& values) {
  const auto days = parse_days(values.front());
  if (days) settings.half_life_days = days;
  return days.has_value();
}

Values half_life_text(const Settings& settings) {
  return settings.half_life_days ? Values{fmt::format("{}d", *settings.half_life_days)} : Values{};
}

bool assign_fields(Settings& settings, const Values& values) {
  const bool known = all_filled(values) && std::all_of(values.begin(), values.end(), is_field);
  if (known) settings.fields = values;
  return known;
}

bool assign_pager(Settings& settings, const Values& values) {
  bool on = true;
  if (!choose(kFlags, values, on)) {
    settings.pager = values.front();
  } else {
    settings.pager = on ? std::nullopt : std::optional<std::string>(std::string{});
  }
  return true;
}

Values pager_text(const Settings& settings) {
  if (!settings.pager) return {};
  return {settings.pager->empty() ? "off" : *settings.pager};
}

constexpr std::string_view kWeight = "a number from 0 to 1000";
constexpr std::string_view kTrueOrFalse = "true or false";
constexpr std::string_view kWhenNames = "auto, always or never";

constexpr std::array kRows{
    SettingRow{"databases", "--db", "DIR", kQueryGroup, "Folder of an index (newsrank.db); several are searched as one",
               "the folder of an index", ',', ValueKind::path, assign_databases,
               [](const Settings& settings) { return settings.databases; }},
    SettingRow{"synonyms", "--synonyms", "FILE", kQueryGroup, "YAML file of words that also find others",
               "the name of a file", 0, ValueKind::path, assign_text<&Settings::synonyms>,
               text_of<&Settings::synonyms>},
    SettingRow{"correct", "--no-correct", "", kQueryGroup, "Only suggest corrections of words that no article has",
               kTrueOrFalse, 0, ValueKind::plain, assign_flag<&Settings::correct>, flag_text<&Settings::correct>},
    SettingRow{"sort", "--sort", "ORDER", kRankingGroup, "What comes first: relevance, date, quality or heat",
               "relevance, date, quality or heat", 0, ValueKind::plain, assign_choice<&Settings::sort, kOrders>,
               choice_text<&Settings::sort, kOrders>},
    SettingRow{"profile", "--profile", "NAME", kRankingGroup, "Ranking profile: news, prose or a YAML file",
               "news, prose or the name of a file", 0, ValueKind::profile, assign_text<&Settings::profile>,
               text_of<&Settings::profile>},
    SettingRow{"quality-weight", "--quality-weight", "W", kRankingGroup, "How much quality counts; 0: not at all",
               kWeight, 0, ValueKind::plain, assign_weight<&Settings::quality_weight>,
               weight_text<&Settings::quality_weight>},
    SettingRow{"recency-weight", "--recency-weight", "W", kRankingGroup, "How much newness counts; 0: not at all",
               kWeight, 0, ValueKind::plain, assign_weight<&Settings::recency_weight>,
               weight_text<&Settings::recency_weight>},
    SettingRow{"half-life", "--half-life", "AGE", kRankingGroup, "Age at which newness counts half: 30d, 12h, 2w, 1y",
               "a length of time such as 30d, 12h, 2w or 1y", 0, ValueKind::plain, assign_half_life, half_life_text},
    SettingRow{"limit", "-n,--limit", "N", kShownGroup, "Results to show (10)", "a whole number from 0 to 100000", 0,
               ValueKind::plain, assign_limit,
               [](const Settings& settings) { return Values{std::to_string(settings.limit)}; }},
    SettingRow{"group", "--no-group", "", kShownGroup, "Show every copy of a story as a result of its own",
               kTrueOrFalse, 0, ValueKind::plain, assign_flag<&Settings::group>, flag_text<&Settings::group>},
    SettingRow{"format", "--format", "FORMAT", kOutputGroup, "text, json, jsonl, csv, tsv, markdown, trec or urls",
               "text, json, jsonl, csv, tsv, markdown, trec or urls", 0, ValueKind::plain,
               assign_choice<&Settings::format, kFormats>, choice_text<&Settings::format, kFormats>},
    SettingRow{"fields", "--fields", "NAMES", kOutputGroup, "Columns of csv, tsv, markdown and jsonl: title,url,score",
               "names of fields", ',', ValueKind::plain, assign_fields,
               [](const Settings& settings) { return settings.fields; }},
    SettingRow{"color", "--color,--colour", "WHEN", kOutputGroup,
               "Colours: auto (on a terminal that wants them), always, never", kWhenNames, 0, ValueKind::plain,
               assign_choice<&Settings::colour, kWhen>, choice_text<&Settings::colour, kWhen>},
    SettingRow{"hyperlinks", "--hyperlinks", "WHEN", kOutputGroup,
               "Titles to click on: auto (where known to work), always, never", kWhenNames, 0, ValueKind::plain,
               assign_choice<&Settings::hyperlinks, kWhen>, choice_text<&Settings::hyperlinks, kWhen>},
    SettingRow{"pager", "--pager", "COMMAND", kOutputGroup, "Shows long output on a terminal; off: none",
               "a command or off", 0, ValueKind::command, assign_pager, pager_text},
};

}  // namespace

std::span<const SettingRow> setting_table() {
  return kRows;
}

const SettingRow* find_setting(std::string_view name) {
  std::string wanted(name);
  std::replace(wanted.begin(), wanted.end(), '_', '-');
  const auto* const found =
      std::find_if(kRows.begin(), kRows.end(), [&](const SettingRow& row) { return row.name == wanted; });
  return found == kRows.end() ? nullptr : found;
}

Values split_values(const SettingRow& row, std::string_view text) {
  Values values;
  for (;;) {
    const auto end = row.separator == 0 ? std::string_view::npos : text.find(row.separator);
    values.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return values;
    text.remove_prefix(end + 1);
  }
}

}  // namespace newsrank::cli
