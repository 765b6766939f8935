// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of one file, for whoever asks why an article is as it is.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "newsrank/article.hpp"
#include "newsrank/error.hpp"
#include "reading/problem.hpp"
#include "sources/source_scan.hpp"

namespace newsrank {

struct ExplainedDocument {
  std::vector<std::pair<std::string, std::string>> used;  // key as written, member
  std::vector<std::string> unused;
  std::vector<Article> articles;  // its own and those of its related list; empty if a problem says why
};

struct ExplainedFile {
  std::string site;  // the base address that gives an address to its pages; empty: there is none
  std::vector<ExplainedDocument> documents;
  std::vector<Problem> problems;
  std::vector<Problem> remarks;
};

// As a run that makes the index `database`: `sources` decide what is below what; without any the file stands alone.
// Error: invalid_argument if the file or a source does not exist.
Result<ExplainedFile> explain_file(const std::string& file, const std::vector<std::string>& sources,
                                   const std::string& database, const ScanOptions& options);

}  // namespace newsrank
