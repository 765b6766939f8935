// Problem: one thing that could not be used, and the list in which a run gathers them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

namespace newsrank {

// One thing a run could not use, and where it stands.
struct Problem {
  std::string path;            // as the user named or reached it; any bytes
  std::size_t line = 0;        // from 1; 0: the file as a whole
  std::size_t column = 0;      // from 1, in characters; 0: the line as a whole
  std::string reason;          // for people, one line
  bool related_entry = false;  // an entry of a related list was lost, not a whole document
};

struct GatheredProblems {
  std::vector<Problem> listed;  // by place; the first ProblemList::kMaxProblems that came up
  std::uint64_t total = 0;      // also those that are not listed
};

// Gathers problems from many threads; memory is bounded by kMaxProblems.
class ProblemList {
 public:
  static constexpr std::size_t kMaxProblems = 100'000;

  void add(Problem problem);
  void add(std::vector<Problem> problems);

  // Empties the list.
  GatheredProblems take();

 private:
  std::mutex mutex_;
  std::vector<Problem> problems_;
  std::uint64_t total_ = 0;
};

}  // namespace newsrank
