// SPDX-License-Identifier: GPL-2.0-or-later
// Collects the remarks of one parse.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsrank/query.hpp"

namespace newsrank::detail {

// A part of the query text, bytes.
struct Place {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Keeps at most kMaxDiagnostics remarks, so that a hostile query cannot ask for thousands. A remark that continues the
// place of the one before it under the same code and message extends that one: `))))` is one problem.
class Diagnostics {
 public:
  static constexpr std::size_t kMaxDiagnostics = 64;

  void error(std::string_view code, Place place, std::string message, std::string hint = {}) {
    add(DiagnosticSeverity::error, code, place, std::move(message), std::move(hint));
  }
  void warning(std::string_view code, Place place, std::string message, std::string hint = {}) {
    add(DiagnosticSeverity::warning, code, place, std::move(message), std::move(hint));
  }
  void note(std::string_view code, Place place, std::string message, std::string hint = {}) {
    add(DiagnosticSeverity::note, code, place, std::move(message), std::move(hint));
  }

  // Everything, in order of place.
  std::vector<QueryDiagnostic> take();

 private:
  void add(DiagnosticSeverity severity, std::string_view code, Place place, std::string message, std::string hint);

  std::vector<QueryDiagnostic> items_;
  bool full_ = false;
};

// `text` in double quotes for a message: at most 40 characters of it, without control characters.
std::string in_quotes(std::string_view text);

}  // namespace newsrank::detail
