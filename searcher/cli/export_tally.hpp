// SPDX-License-Identifier: GPL-2.0-or-later
// ExportTally: what an export leaves out of what was found.
#pragma once

#include <cstdint>
#include <string>

#include "newsrank/searcher.hpp"
#include "programs/output/printer_options.hpp"

namespace newsrank::cli {

// Formats whose lines are taken elsewhere, without a word on how many there might be.
bool is_export(Format format);

class ExportTally {
 public:
  // The hits of another query are written.
  void add(const SearchResponse& response);

  // "10 of 475 articles written; 5 copies folded", and how to get all; empty: nothing is left out.
  std::string remark() const;

 private:
  std::uint64_t found_ = 0;
  std::uint64_t written_ = 0;  // of what was found
  std::uint64_t folded_ = 0;
  std::uint64_t others_ = 0;  // that only hold some of the words
  bool exact_ = true;
};

}  // namespace newsrank::cli
