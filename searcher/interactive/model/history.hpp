// SPDX-License-Identifier: GPL-2.0-or-later
// The queries of earlier.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace newsrank::cli {

inline constexpr std::size_t kMaxHistory = 1000;

// Oldest first, each query once, at most kMaxHistory.
class History {
 public:
  History() = default;
  explicit History(const std::vector<std::string>& queries);

  const std::vector<std::string>& queries() const { return queries_; }

  // Makes `query` the newest. False if it is blank or was the newest already.
  bool add(std::string_view query);

  // The queries that hold `part`, in whatever case; oldest first.
  std::vector<std::string> matching(std::string_view part) const;

 private:
  std::vector<std::string> queries_;
};

}  // namespace newsrank::cli
