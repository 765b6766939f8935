// SPDX-License-Identifier: GPL-2.0-or-later
// What earlier searches have shown: the file of --unseen.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "newsrank/error.hpp"
#include "newsrank/searcher.hpp"

namespace newsrank::cli {

// A text file: the line `# newsrank: articles that were shown`, then the identity of an article a line, in the order in
// which they were shown. Lines that begin with # are remarks.
class SeenFile {
 public:
  // A file that is not there is empty. Errors: invalid_argument for one that cannot be read, that has another first
  // line, or more than 64 MiB.
  static Result<SeenFile> open(const std::string& name);

  bool has(const Hit& hit) const;
  // Adds a hit, and the copies of its story that were shown with it.
  void add(const Hit& hit);
  // Replaces the file at once: a run that is ended leaves the old one or the new one. Error: io.
  Result<void> save() const;

 private:
  explicit SeenFile(std::string name) : name_(std::move(name)) {}
  void add(const std::string& id);

  std::string name_;
  std::vector<std::string> lines_;
  std::unordered_set<std::string> seen_;
};

// The best hits of the request that `seen` has not, as many as it asks for; its total is theirs. It looks at most
// kMaxResultWindow deep.
Result<SearchResponse> search_unseen(Searcher& searcher, SearchRequest request, const SeenFile& seen);

}  // namespace newsrank::cli
