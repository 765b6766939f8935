// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes: the parser answers within its limits, its tree reads back from its text, and remarks point into the query.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "newsrank/query.hpp"

namespace {

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

void check(std::string_view text, const newsrank::ParseOptions& options) {
  const newsrank::ParsedQuery parsed = newsrank::parse_query(text, options);
  for (const newsrank::QueryDiagnostic& diagnostic : parsed.diagnostics) {
    require(diagnostic.begin <= diagnostic.end && diagnostic.end <= text.size(), "a place is outside of the text");
    require(!newsrank::format_diagnostic(diagnostic, text).empty(), "a remark has no text");
  }
  // The text of a tree can be longer than the query it came from: fields are written before every word.
  newsrank::ParseOptions roomy;
  roomy.limits = {std::size_t{1} << 30U, std::size_t{1} << 30U, 256, 1000};
  const newsrank::ParsedQuery again = newsrank::parse_query(newsrank::format_query(parsed.query), roomy);
  require(again.query == parsed.query, "the tree does not read back from its text");
  require(again.diagnostics.empty(), "the tree's text is remarked on");
}

}  // namespace

// The first byte chooses the options.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  newsrank::ParseOptions options;
  options.plain = (data[0] & 8U) != 0;
  options.require_all = (data[0] & 1U) != 0;
  options.now = 1'667'217'600;
  if ((data[0] & 2U) != 0) options.limits = {100, 8, 3, 1000};
  check({reinterpret_cast<const char*>(data) + 1, size - 1}, options);
  return 0;
}
