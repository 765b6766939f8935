// Mention: what one source says about one article, reduced to what decides which of several says is kept.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "newsrank/article.hpp"

namespace newsrank {

// An article's identity: the XXH3 128-bit hash of its canonical URL, as the index stores it behind the identity prefix.
struct IdentityHash {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  friend auto operator<=>(const IdentityHash&, const IdentityHash&) = default;
};

IdentityHash identity_hash(std::string_view canonical_url);

// Of several mentions of one article the one with the greatest (precedence, content) is the article; the order depends
// on what is said only, never on file names or the order of reading. precedence packs, most significant first: said by
// the article's own file rather than a related list; number of fields filled in; publication date (newest); quality
// (greatest).
struct Mention {
  IdentityHash identity;
  std::uint64_t precedence = 0;
  std::uint64_t content = 0;  // XXH3 64-bit hash of encode_article(article)

  friend auto operator<=>(const Mention&, const Mention&) = default;
};

std::uint64_t precedence_of(const Article& article, bool own);

// One thing a run could not use, and where it stands.
struct Problem {
  std::string path;            // as the user named or reached it; any bytes
  std::size_t line = 0;        // from 1; 0: the file as a whole
  std::size_t column = 0;      // from 1, in characters; 0: the line as a whole
  std::string reason;          // for people, one line
  bool related_entry = false;  // an entry of a related list was lost, not a whole document
};

// Where a reader delivers. Called from the reading thread.
class ReadSink {
 public:
  virtual ~ReadSink() = default;
  // `record` is encode_article() of the article; empty if a mention with the same content was delivered with its record
  // earlier in this run.
  virtual void mention(const Mention& mention, std::string_view record) = 0;
  virtual void problem(Problem problem) = 0;
};

// What was seen; every document and related entry is counted once as seen and once as accepted or skipped.
struct ReadCounts {
  std::uint64_t bytes = 0;
  std::uint64_t documents_seen = 0;
  std::uint64_t documents_accepted = 0;
  std::uint64_t related_seen = 0;
  std::uint64_t related_accepted = 0;

  ReadCounts& operator+=(const ReadCounts& other);
};

}  // namespace newsrank
