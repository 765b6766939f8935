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

}  // namespace newsrank
