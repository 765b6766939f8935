// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <cstdint>
#include <filesystem>
#include <utility>

#include "evaluation/judgements/record_reader.hpp"
#include "evaluation/live_task.hpp"

namespace newsrank::detail {
namespace {

constexpr std::size_t kMaxTasks = 1000;
constexpr std::size_t kMaxBytes = std::size_t{1} << 20;

Error at(const YAML::Mark& mark, std::string_view what) {
  return {ErrorCode::invalid_argument,
          fmt::format("suite, line {}, column {}: {}", mark.line + 1, mark.column + 1, what),
          "man newsrank-eval describes the form"};
}

// One task's mapping.
class TaskReader {
 public:
  explicit TaskReader(const std::string& folder) : folder_(folder) {}

  Result<LiveTaskFiles> read(const YAML::Node& node) {
    if (!node.IsMap()) return at(node.Mark(), "a task is a mapping of names to values");
    for (const auto& entry : node) {
      if (auto done = assign(entry.first.as<std::string>(), entry.second); !done) return std::move(done).error();
    }
    if (task_.databases.empty() || task_.queries.empty() || task_.qrels.empty() || task_.measures.empty())
      return at(node.Mark(), "a task needs db, queries, qrels and measures");
    if (task_.name.empty()) task_.name = task_.qrels;
    return std::move(task_);
  }

 private:
  std::string path(const YAML::Node& node) const {
    return (std::filesystem::path(folder_) / node.as<std::string>()).string();
  }

  // A single value, or a sequence of them.
  static std::vector<std::string> texts(const YAML::Node& node) {
    return node.IsSequence() ? node.as<std::vector<std::string>>() : std::vector{node.as<std::string>()};
  }

  Result<void> assign(const std::string& name, const YAML::Node& value) {
    if (name == "name") return task_.name = value.as<std::string>(), Result<void>{};
    if (name == "queries") return task_.queries = path(value), Result<void>{};
    if (name == "qrels") return task_.qrels = path(value), Result<void>{};
    if (name == "exclude") return task_.exclude = path(value), Result<void>{};
    if (name == "depth") return task_.depth = value.as<std::uint32_t>(), Result<void>{};
    if (name == "syntax") return task_.syntax = value.as<bool>(), Result<void>{};
    if (name == "quality_weight") return task_.quality_weight = value.as<double>(), Result<void>{};
    if (name == "share") {
      task_.share = value.as<double>();
      return task_.share >= 0 && task_.share <= 1e6 ? Result<void>{} : at(value.Mark(), "share is 0 or more");
    }
    if (name == "db") {
      for (const auto& text : texts(value)) task_.databases.push_back((std::filesystem::path(folder_) / text).string());
      return {};
    }
    if (name == "measures") return measures(value);
    return at(value.Mark(), fmt::format("unknown name \"{}\"", quotable(name)));
  }

  Result<void> measures(const YAML::Node& value) {
    for (const auto& text : texts(value)) {
      auto measure = parse_measure(text);
      if (!measure) return at(value.Mark(), measure.error().message);
      task_.measures.push_back(*measure);
    }
    return {};
  }

  const std::string& folder_;
  LiveTaskFiles task_;
};

Result<std::vector<LiveTaskFiles>> read_tasks(const YAML::Node& root, const std::string& folder) {
  if (!root.IsMap() || !root["tasks"] || !root["tasks"].IsSequence() || root["tasks"].size() == 0)
    return at(root.Mark(), "expected a mapping with a sequence of tasks");
  if (root["tasks"].size() > kMaxTasks) return at(root.Mark(), fmt::format("more than {} tasks", kMaxTasks));
  std::vector<LiveTaskFiles> tasks;
  for (const auto& node : root["tasks"]) {
    auto task = TaskReader(folder).read(node);
    if (!task) return std::move(task).error();
    tasks.push_back(std::move(*task));
  }
  return tasks;
}

}  // namespace

Result<std::vector<LiveTaskFiles>> parse_suite(std::string_view yaml, const std::string& folder) {
  if (yaml.size() > kMaxBytes) return Error{ErrorCode::invalid_argument, "the suite is longer than 1 MiB", {}};
  try {
    return read_tasks(YAML::Load(std::string(yaml)), folder);
  } catch (const YAML::Exception& exception) {
    return at(exception.mark, exception.msg);
  }
}

Result<std::vector<LiveTaskFiles>> read_suite(const std::string& path) {
  auto text = read_text_file(path);
  if (!text) return std::move(text).error();
  return parse_suite(*text, std::filesystem::path(path).parent_path().string());
}

}  // namespace newsrank::detail
