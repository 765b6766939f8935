// SPDX-License-Identifier: GPL-2.0-or-later
#include "newsrank/synonyms.hpp"
#include "core/guard.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <utility>

#include "core/text/ascii.hpp"

namespace newsrank {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{1} << 20;
constexpr std::size_t kMaxRules = 10'000;
constexpr std::size_t kMaxEntries = 32;
constexpr std::size_t kMaxEntryBytes = 200;
constexpr const char* kHint = "write [car, automobile] or {from: tv, to: [television]}";

Error at(const YAML::Mark& mark, std::string_view what) {
  return {ErrorCode::invalid_argument,
          fmt::format("synonyms, line {}, column {}: {}", mark.line + 1, mark.column + 1, what), kHint};
}

// What is wrong with an entry; empty: nothing.
std::string fault_of(std::string_view text) {
  if (detail::trim(text).empty()) return "the entry is empty";
  return text.size() > kMaxEntryBytes ? fmt::format("the entry is longer than {} bytes", kMaxEntryBytes) : "";
}

Result<std::string> entry(const YAML::Node& node) {
  if (!node.IsScalar()) return at(node.Mark(), "expected a word or phrase");
  const std::string& text = node.Scalar();
  if (const std::string fault = fault_of(text); !fault.empty()) return at(node.Mark(), fault);
  return text;
}

Result<std::vector<std::string>> entries(const YAML::Node& node) {
  if (!node.IsSequence()) return at(node.Mark(), "expected a list of words");
  if (node.size() > kMaxEntries) return at(node.Mark(), fmt::format("more than {} entries in one list", kMaxEntries));
  std::vector<std::string> texts;
  for (const YAML::Node& item : node) {
    auto text = entry(item);
    if (!text) return std::move(text).error();
    texts.push_back(std::move(*text));
  }
  return texts;
}

Result<void> add_group(const YAML::Node& node, std::vector<SynonymRule>& rules) {
  auto texts = entries(node);
  if (!texts) return std::move(texts).error();
  if (texts->size() < 2) return at(node.Mark(), "a group has at least two entries");
  for (SynonymRule& rule : Synonyms::group(*texts)) rules.push_back(std::move(rule));
  return {};
}

Result<void> add_one_way(const YAML::Node& node, std::vector<SynonymRule>& rules) {
  for (const auto& member : node) {
    const std::string name = member.first.IsScalar() ? member.first.Scalar() : "";
    if (name != "from" && name != "to") return at(member.first.Mark(), "expected from and to");
  }
  if (!node["from"] || !node["to"]) return at(node.Mark(), "expected from and to");
  auto from = entry(node["from"]);
  if (!from) return std::move(from).error();
  auto to = entries(node["to"]);
  if (!to) return std::move(to).error();
  if (to->empty()) return at(node["to"].Mark(), "the list is empty");
  rules.push_back({std::move(*from), std::move(*to)});
  return {};
}

Result<std::vector<SynonymRule>> read_rules(const YAML::Node& root) {
  std::vector<SynonymRule> rules;
  if (root.IsNull()) return rules;
  if (!root.IsSequence()) return at(root.Mark(), "expected a list of groups and rules");
  for (const YAML::Node& node : root) {
    const bool known = node.IsSequence() || node.IsMap();
    if (!known) return at(node.Mark(), "expected a group or a rule");
    auto added = node.IsSequence() ? add_group(node, rules) : add_one_way(node, rules);
    if (!added) return std::move(added).error();
    if (rules.size() > kMaxRules) return at(node.Mark(), fmt::format("more than {} rules", kMaxRules));
  }
  return rules;
}

Result<void> check_rules(const std::vector<SynonymRule>& rules) {
  const auto refuse = [](std::size_t rule, std::string_view what) -> Result<void> {
    return Error{ErrorCode::invalid_argument, fmt::format("synonyms, rule {}: {}", rule + 1, what), kHint};
  };
  if (rules.size() > kMaxRules) return refuse(kMaxRules, fmt::format("more than {} rules", kMaxRules));
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (rules[i].to.empty()) return refuse(i, "the list is empty");
    if (rules[i].to.size() > kMaxEntries) return refuse(i, fmt::format("more than {} entries", kMaxEntries));
    std::string fault = fault_of(rules[i].from);
    for (std::size_t k = 0; k < rules[i].to.size() && fault.empty(); ++k) fault = fault_of(rules[i].to[k]);
    if (!fault.empty()) return refuse(i, fault);
  }
  return {};
}

}  // namespace

std::vector<SynonymRule> Synonyms::group(const std::vector<std::string>& members) {
  std::vector<SynonymRule> rules;
  for (std::size_t i = 0; i < members.size(); ++i) {
    rules.push_back({members[i], members});
    rules.back().to.erase(rules.back().to.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return rules;
}

Result<Synonyms> Synonyms::make(std::vector<SynonymRule> rules) {
  return detail::contained([&]() -> Result<Synonyms> {
    if (auto checked = check_rules(rules); !checked) return std::move(checked).error();
    Synonyms synonyms;
    synonyms.rules_ = std::move(rules);
    return synonyms;
  });
}

Result<Synonyms> Synonyms::parse(std::string_view yaml) {
  return detail::contained([&]() -> Result<Synonyms> {
    if (yaml.size() > kMaxBytes) return Error{ErrorCode::invalid_argument, "the synonyms are longer than 1 MiB", {}};
    try {
      auto rules = read_rules(YAML::Load(std::string(yaml)));
      if (!rules) return std::move(rules).error();
      Synonyms synonyms;
      synonyms.rules_ = std::move(*rules);
      return synonyms;
    } catch (const YAML::Exception& exception) {
      return at(exception.mark, exception.msg);
    }
  });
}

}  // namespace newsrank
