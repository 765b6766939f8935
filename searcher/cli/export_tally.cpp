// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/export_tally.hpp"

#include <fmt/format.h>

#include "programs/terminal/terminal_text.hpp"

namespace newsrank::cli {

bool is_export(Format format) {
  return format == Format::csv || format == Format::tsv || format == Format::markdown || format == Format::jsonl;
}

void ExportTally::add(const SearchResponse& response) {
  found_ += response.total.value;
  exact_ = exact_ && response.total.exact;
  for (const Hit& hit : response.hits) {
    if (hit.also) {
      ++others_;
      continue;
    }
    ++written_;
    folded_ += hit.copies.size();
  }
}

std::string ExportTally::remark() const {
  const std::uint64_t shown = written_ + folded_;
  if (shown >= found_ && folded_ == 0 && others_ == 0) return {};
  std::string text = fmt::format("{} of {}{} article{} written", grouped(written_), exact_ ? "" : "about ",
                                 grouped(found_), found_ == 1 ? "" : "s");
  if (folded_ > 0) text += fmt::format("; {} cop{} folded", grouped(folded_), folded_ == 1 ? "y" : "ies");
  if (others_ > 0)
    text += fmt::format("; {} other{} some of the words", grouped(others_), others_ == 1 ? " holds" : "s hold");
  if (shown >= found_ && folded_ == 0) return text;
  text += "; all:";
  if (shown < found_) text += " -n all";
  if (folded_ > 0) text += " --no-group";
  return text;
}

}  // namespace newsrank::cli
