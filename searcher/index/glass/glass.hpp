// SPDX-License-Identifier: GPL-2.0-or-later
// Glass: the engine's posting lists, read from its files without the engine. All that others may use of this folder.
//
// With the build's option NEWSRANK_GLASS=OFF no table can be opened, and the engine reads everything.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsrank::detail {

// The posting lists of one shard, at the commit that the shard was opened at. Threads: one at a time.
class GlassTable;
using GlassTables = std::vector<std::shared_ptr<const GlassTable>>;

// Null if the tables in `folder` have another format or another commit than `database`, or cannot be opened: then the
// engine reads the lists. Throws Xapian::Error. Cost: opening two files.
std::shared_ptr<const GlassTable> open_posting_table(const std::string& folder, const Xapian::Database& database);

// The revision of the engine's newest commit in `folder`; absent if its file is gone or has another format.
std::optional<std::uint64_t> newest_revision(const std::string& folder);

// What the engine stores of the documents and terms of one shard, at the commit that the shard was opened at. Threads:
// one at a time. Functions throw Xapian::DatabaseModifiedError if a writer has used a block again,
// Xapian::DatabaseCorruptError.
class GlassReader {
 public:
  struct TermCounts {
    Xapian::doccount documents = 0;
    std::uint64_t occurrences = 0;
  };

  // `postings`: of the same shard. Null if they are, or as open_posting_table().
  static std::shared_ptr<GlassReader> open(const std::string& folder, const Xapian::Database& database,
                                           std::shared_ptr<const GlassTable> postings);
  ~GlassReader();

  // A document's data; empty if there is none. Valid until the next call.
  std::string_view record(Xapian::docid document);
  // A value; empty if the document has none. Valid until the next call for the slot. Quick if documents come in order.
  std::string_view value(Xapian::docid document, Xapian::valueno slot);
  // None of a term that stands nowhere.
  TermCounts counts(std::string_view term);
  // The table of positions, opened when it is first asked for; null if a writer has committed since: then the engine
  // reads them.
  const std::shared_ptr<const GlassTable>& positions();
  // Whether nothing was committed since to the folder. Cost: a look at a file's entry.
  bool is_current() const;

 private:
  struct Private;
  explicit GlassReader(std::unique_ptr<Private> self);
  std::unique_ptr<Private> self_;
};

// The postings of one term, from the first document to the last. Threads, and what it throws: as GlassReader.
class TermPostings {
 public:
  // Behind the last document.
  static constexpr Xapian::docid kEnd = std::numeric_limits<Xapian::docid>::max();

  // At the first document, if there is one.
  TermPostings(std::shared_ptr<const GlassTable> table, std::string_view term);
  ~TermPostings();

  Xapian::docid document() const { return document_; }
  // How often the term stands in the document.
  Xapian::termcount occurrences() const { return occurrences_; }
  void next();
  // To the first document that is not before that one; never back.
  void skip_to(Xapian::docid document);

 private:
  struct Private;
  void settle();

  std::unique_ptr<Private> self_;
  Xapian::docid document_ = kEnd;
  Xapian::termcount occurrences_ = 0;
};

// Where one term stands in documents. Threads, and what it throws: as GlassReader.
class TermPositions {
 public:
  // `table`: of GlassReader::positions().
  TermPositions(std::shared_ptr<const GlassTable> table, std::string_view term);
  TermPositions(TermPositions&&) noexcept;
  ~TermPositions();

  // In increasing order; empty if the term has none there. Valid until the next call. Quick if documents come in order.
  const std::vector<Xapian::termpos>& in(Xapian::docid document);

 private:
  struct Private;
  std::unique_ptr<Private> self_;
};

// In the order of the terms' bytes.
using TermVisit = std::function<void(std::string_view term, Xapian::doccount documents)>;

// The terms of all tables (none is null) from `first` to the one before `end`, each once; without an end: to the last.
// Throws Xapian::DatabaseModifiedError if a writer has used a block again, Xapian::DatabaseCorruptError.
void visit_terms(const GlassTables& tables, std::string_view first, std::string_view end, const TermVisit& visit);

using PostingVisit = std::function<void(Xapian::docid document, Xapian::termcount occurrences)>;

// The postings of the terms, which are in the order of their bytes, one list after another. Throws likewise.
void visit_postings(const std::shared_ptr<const GlassTable>& table, const std::vector<std::string>& terms,
                    const PostingVisit& visit);

enum class WalkDepth {
  branches,  // all blocks that lead to others: one of some hundred
  all,
};

// The first thing that is wrong with a table of the database in `folder`, in one line; absent: nothing is, or the
// tables are of another format. The engine follows what a block says without a question, and can crash or go round in
// circles where it is damaged: here each number is checked before it leads anywhere. What the entries hold is not
// looked at. Cost: reads the blocks.
std::optional<std::string> find_table_damage(const std::string& folder, WalkDepth depth);

// Throws Xapian::DatabaseCorruptError if the database in `folder` claims more documents than its tables have room for,
// or numbers far beyond what removals leave behind: damage that would cost all memory. Also without NEWSRANK_GLASS.
void check_document_numbers(const Xapian::Database& database, const std::string& folder);

}  // namespace newsrank::detail
