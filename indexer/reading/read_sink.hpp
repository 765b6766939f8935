// SPDX-License-Identifier: GPL-2.0-or-later
// ReadSink: where a reader delivers the articles and problems it finds, and the counts it keeps.
#pragma once

#include <cstdint>
#include <string_view>

#include "reading/fields/article_fields.hpp"
#include "reading/fields/mention.hpp"
#include "reading/problem.hpp"

namespace newsrank {

// Where a reader delivers. Called from the reading thread.
class ReadSink {
 public:
  virtual ~ReadSink() = default;
  // `record` is encode_article() of the article; empty if a mention with the same content was delivered with its record
  // earlier in this run.
  virtual void mention(const Mention& mention, std::string_view record) = 0;
  virtual void problem(Problem problem) = 0;
  // Something that was guessed or left out in an article that is delivered.
  virtual void remark(Problem /*remark*/) {}
  // The keys of a document, before its article or problem is delivered.
  virtual void keys(const ArticleFields& /*fields*/) {}
  // A key of a document that nothing is made of.
  virtual void unused_key(std::string_view /*name*/) {}
};

// What was seen; every document and related entry is counted once as seen and once as accepted or skipped.
struct ReadCounts {
  std::uint64_t bytes = 0;
  std::uint64_t documents_seen = 0;
  std::uint64_t documents_accepted = 0;
  std::uint64_t related_seen = 0;
  std::uint64_t related_accepted = 0;
  std::uint64_t left_out = 0;  // documents that are no articles; not among the seen
  std::uint64_t placed = 0;    // accepted documents whose identity is their file's place

  ReadCounts& operator+=(const ReadCounts& other);
};

}  // namespace newsrank
