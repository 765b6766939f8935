// SPDX-License-Identifier: GPL-2.0-or-later
// Problem: one thing that could not be used, the list in which a run gathers them, and what is only worth a remark.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
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

// What went wrong or was guessed in many places, by its reason.
struct RemarkGroup {
  Problem example;  // the first by place
  std::uint64_t count = 0;
};

// Counts problems by kind_of() their reasons; memory is bounded by kMaxDifferent.
class ReasonCount {
 public:
  static constexpr std::size_t kMaxDifferent = 10'000;

  void add(const Problem& problem);

  // The most frequent first. Empties the count.
  std::vector<RemarkGroup> take();

 private:
  std::map<std::string, RemarkGroup> groups_;
};

struct GatheredProblems {
  std::vector<Problem> listed;      // by place; the first ProblemList::kMaxProblems that came up
  std::uint64_t total = 0;          // also those that are not listed
  std::vector<RemarkGroup> groups;  // of all
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
  ReasonCount reasons_;
};

struct UnusedKey {
  std::string name;
  std::uint64_t count = 0;  // documents that have it
};

struct GatheredRemarks {
  std::vector<RemarkGroup> groups;     // the most frequent first
  std::vector<UnusedKey> unused_keys;  // likewise
};

// Counts remarks and unused keys of many threads; memory is bounded by kMaxDifferent of each.
class RemarkList {
 public:
  static constexpr std::size_t kMaxDifferent = ReasonCount::kMaxDifferent;

  void add(std::vector<Problem> remarks, const std::map<std::string, std::uint64_t>& unused_keys);

  // Empties the list.
  GatheredRemarks take();

 private:
  std::mutex mutex_;
  ReasonCount groups_;
  std::map<std::string, std::uint64_t> unused_keys_;
};

// What the reasons of problems of one kind have in common: what they quote is left out.
std::string kind_of(std::string_view reason);

}  // namespace newsrank
