// SPDX-License-Identifier: GPL-2.0-or-later
#include "evaluation/judgements/qrels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <system_error>
#include <utility>

#include "core/text/ascii.hpp"
#include "evaluation/judgements/record_reader.hpp"

namespace newsrank::detail {

namespace {

constexpr std::string_view kQrelsForm = "every line is: query 0 document gain";
constexpr std::string_view kRunForm = "every line is: query Q0 document rank score tag";
constexpr std::string_view kQueriesForm = "every line is: query id, tab, text";
constexpr std::string_view kExclusionsForm = "every line is: query id, tab, document";

Error repeated(const RecordReader& reader, std::string_view document, std::string_view query) {
  return reader.fail(
      fmt::format("document '{}' appears a second time for query '{}'", quotable(document), quotable(query)),
      "keep one line per query and document");
}

// The fields of the present line when it has exactly `count` of them.
Result<std::vector<std::string_view>> expect_fields(const RecordReader& reader, std::size_t count,
                                                    std::string_view form) {
  if (!reader.is_clean()) return reader.fail("the line holds a control character", form);
  auto fields = reader.fields();
  if (fields.size() != count) {
    return reader.fail(fmt::format("{} fields where {} are expected", fields.size(), count), form);
  }
  return fields;
}

// The present line cut at its first tab; neither part is blank and the first holds no white space.
Result<std::pair<std::string_view, std::string_view>> expect_pair(const RecordReader& reader, std::string_view form) {
  if (!reader.is_clean()) return reader.fail("the line holds a control character", form);
  const std::string_view line = reader.text();
  const std::size_t tab = line.find('\t');
  if (tab == std::string_view::npos) return reader.fail("no tab after the query id", form);
  const std::string_view id = line.substr(0, tab);
  const std::string_view rest = line.substr(tab + 1);
  if (id.empty() || id.find(' ') != std::string_view::npos) {
    return reader.fail(fmt::format("'{}' is no query id", quotable(id)), form);
  }
  if (rest.find_first_not_of(" \t") == std::string_view::npos) return reader.fail("nothing after the query id", form);
  return std::pair{id, rest};
}

bool ranks_before(const RankedDocument& a, const RankedDocument& b) {
  return a.score != b.score ? a.score > b.score : a.document > b.document;
}

template <typename T>
Result<T> read_with(const std::string& path, Result<T> (*parse)(std::string_view, std::string_view)) {
  const auto content = read_text_file(path);
  if (!content) return content.error();
  return parse(*content, path);
}

}  // namespace

Result<Qrels> parse_qrels(std::string_view content, std::string_view source) {
  Qrels qrels;
  for (RecordReader reader(content, source); reader.next();) {
    const auto fields = expect_fields(reader, 4, kQrelsForm);
    if (!fields) return fields.error();
    const auto gain = parse_signed_number<int>((*fields)[3]);
    if (!gain) return reader.fail(fmt::format("'{}' is no gain", quotable((*fields)[3])), "a gain is a whole number");
    const std::string query((*fields)[0]);
    if (!qrels[query].emplace((*fields)[2], *gain).second) return repeated(reader, (*fields)[2], query);
  }
  return qrels;
}

Result<Run> parse_run(std::string_view content, std::string_view source) {
  Run run;
  ByQuery<std::unordered_set<std::string_view>> seen;
  for (RecordReader reader(content, source); reader.next();) {
    const auto fields = expect_fields(reader, 6, kRunForm);
    if (!fields) return fields.error();
    const auto score = parse_signed_number<double>((*fields)[4]);
    if (!score || !std::isfinite(*score)) {
      return reader.fail(fmt::format("'{}' is no score", quotable((*fields)[4])), "a score is a finite number");
    }
    const std::string query((*fields)[0]);
    if (!seen[query].insert((*fields)[2]).second) return repeated(reader, (*fields)[2], query);
    run[query].push_back({std::string((*fields)[2]), *score});
  }
  for (auto& [query, ranking] : run) std::sort(ranking.begin(), ranking.end(), ranks_before);
  return run;
}

Result<std::vector<JudgedQuery>> parse_queries(std::string_view content, std::string_view source) {
  std::vector<JudgedQuery> queries;
  std::unordered_set<std::string_view> seen;
  for (RecordReader reader(content, source); reader.next();) {
    const auto pair = expect_pair(reader, kQueriesForm);
    if (!pair) return pair.error();
    if (!seen.insert(pair->first).second) {
      return reader.fail(fmt::format("query '{}' appears a second time", quotable(pair->first)),
                         "give every query an id of its own");
    }
    queries.push_back({std::string(pair->first), std::string(pair->second)});
  }
  return queries;
}

Result<Exclusions> parse_exclusions(std::string_view content, std::string_view source) {
  Exclusions exclusions;
  for (RecordReader reader(content, source); reader.next();) {
    const auto pair = expect_pair(reader, kExclusionsForm);
    if (!pair) return pair.error();
    const auto& [query, document] = *pair;
    if (!exclusions[std::string(query)].emplace(document).second) return repeated(reader, document, query);
  }
  return exclusions;
}

Result<Qrels> read_qrels(const std::string& path) {
  return read_with(path, &parse_qrels);
}
Result<Run> read_run(const std::string& path) {
  return read_with(path, &parse_run);
}
Result<std::vector<JudgedQuery>> read_queries(const std::string& path) {
  return read_with(path, &parse_queries);
}
Result<Exclusions> read_exclusions(const std::string& path) {
  return read_with(path, &parse_exclusions);
}

}  // namespace newsrank::detail
