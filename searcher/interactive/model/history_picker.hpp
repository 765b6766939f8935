// SPDX-License-Identifier: GPL-2.0-or-later
// The list from which a query of earlier is taken. What is typed meanwhile narrows it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "interactive/model/history.hpp"
#include "interactive/model/list_cursor.hpp"

namespace newsrank::cli {

class HistoryPicker {
 public:
  // Opens it for the queries that hold `part`, the newest selected. `line` is what the line held.
  void open(const History& history, std::string_view part, std::string line);
  void narrow(const History& history, std::string_view part);

  void older(std::size_t steps);
  // False if the newest was selected already.
  bool newer(std::size_t steps);
  void fit(std::size_t visible) { cursor_.fit(queries_.size(), visible); }

  const std::vector<std::string>& queries() const { return queries_; }  // oldest first
  const ListCursor& cursor() const { return cursor_; }
  // What to put into the line: the selected query; if there is none, what the line held.
  const std::string& chosen() const { return cursor_.selected() ? queries_[*cursor_.selected()] : line_; }
  const std::string& line() const { return line_; }

 private:
  std::vector<std::string> queries_;
  ListCursor cursor_;
  std::string line_;
};

}  // namespace newsrank::cli
