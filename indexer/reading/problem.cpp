// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/problem.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace newsrank {

void ProblemList::add(Problem problem) {
  const std::lock_guard lock(mutex_);
  ++total_;
  if (problems_.size() < kMaxProblems) problems_.push_back(std::move(problem));
}

void ProblemList::add(std::vector<Problem> problems) {
  for (Problem& problem : problems) add(std::move(problem));
}

GatheredProblems ProblemList::take() {
  const std::lock_guard lock(mutex_);
  const auto place = [](const Problem& p) { return std::tie(p.path, p.line, p.column, p.reason); };
  std::sort(problems_.begin(), problems_.end(),
            [&](const Problem& a, const Problem& b) { return place(a) < place(b); });
  return {std::exchange(problems_, {}), std::exchange(total_, 0)};
}

void RemarkList::add(std::vector<Problem> remarks, const std::map<std::string, std::uint64_t>& unused_keys) {
  if (remarks.empty() && unused_keys.empty()) return;
  const std::lock_guard lock(mutex_);
  for (Problem& remark : remarks) {
    std::string kind = kind_of(remark.reason);
    const auto known = groups_.find(kind);
    if (known == groups_.end() && groups_.size() >= kMaxDifferent) kind = "other remarks";
    RemarkGroup& group = groups_[kind];
    const auto place = [](const Problem& p) { return std::tie(p.path, p.line, p.column); };
    if (group.count == 0 || place(remark) < place(group.example)) group.example = std::move(remark);
    ++group.count;
  }
  for (const auto& [name, count] : unused_keys) {
    if (unused_keys_.size() < kMaxDifferent || unused_keys_.contains(name)) unused_keys_[name] += count;
  }
}

GatheredRemarks RemarkList::take() {
  const std::lock_guard lock(mutex_);
  GatheredRemarks all;
  for (auto& [kind, group] : std::exchange(groups_, {})) all.groups.push_back(std::move(group));
  for (auto& [name, count] : std::exchange(unused_keys_, {})) all.unused_keys.push_back({name, count});
  const auto more = [](const auto& a, const auto& b) { return a.count > b.count; };
  std::stable_sort(all.groups.begin(), all.groups.end(), more);
  std::stable_sort(all.unused_keys.begin(), all.unused_keys.end(), more);
  return all;
}

std::string kind_of(std::string_view reason) {
  std::string kind;
  while (!reason.empty()) {
    const std::size_t open = std::min(reason.find('"'), reason.size());
    kind.append(reason.substr(0, open));
    const std::size_t close = open == reason.size() ? open : std::min(reason.find('"', open + 1), reason.size() - 1);
    if (open < reason.size()) kind += "…";
    reason.remove_prefix(std::min(close + 1, reason.size()));
  }
  return kind;
}

}  // namespace newsrank
