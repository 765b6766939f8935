// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/problem.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace newsrank {

void ReasonCount::add(const Problem& problem) {
  std::string kind = kind_of(problem.reason);
  if (groups_.size() >= kMaxDifferent && !groups_.contains(kind)) kind = "other reasons";
  RemarkGroup& group = groups_[std::move(kind)];
  const auto place = [](const Problem& p) { return std::tie(p.path, p.line, p.column); };
  if (group.count == 0 || place(problem) < place(group.example)) group.example = problem;
  ++group.count;
}

std::vector<RemarkGroup> ReasonCount::take() {
  std::vector<RemarkGroup> all;
  for (auto& [kind, group] : std::exchange(groups_, {})) all.push_back(std::move(group));
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.count > b.count; });
  return all;
}

void ProblemList::add(Problem problem) {
  const std::lock_guard lock(mutex_);
  ++total_;
  reasons_.add(problem);
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
  return {std::exchange(problems_, {}), std::exchange(total_, 0), reasons_.take()};
}

void RemarkList::add(std::vector<Problem> remarks, const std::map<std::string, std::uint64_t>& unused_keys) {
  if (remarks.empty() && unused_keys.empty()) return;
  const std::lock_guard lock(mutex_);
  for (const Problem& remark : remarks) groups_.add(remark);
  for (const auto& [name, count] : unused_keys) {
    if (unused_keys_.size() < kMaxDifferent || unused_keys_.contains(name)) unused_keys_[name] += count;
  }
}

GatheredRemarks RemarkList::take() {
  const std::lock_guard lock(mutex_);
  GatheredRemarks all;
  all.groups = groups_.take();
  for (auto& [name, count] : std::exchange(unused_keys_, {})) all.unused_keys.push_back({name, count});
  std::stable_sort(all.unused_keys.begin(), all.unused_keys.end(),
                   [](const UnusedKey& a, const UnusedKey& b) { return a.count > b.count; });
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
