// SPDX-License-Identifier: GPL-2.0-or-later
#include <fcntl.h>
#include <sys/stat.h>

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "core/file_descriptor.hpp"
#include "core/regular_file.hpp"
#include "index/glass/glass.hpp"
#include "index/glass/glass_table.hpp"
#include "index/glass/inflater.hpp"
#include "index/glass/posting_lists.hpp"
#include "index/glass/sortable_number.hpp"
#include "index/glass/value_stream.hpp"

namespace newsrank::detail {

namespace {

// Some hundred KiB of terms.
constexpr std::size_t kMostKnown = 4'096;
constexpr std::string_view kCommitFile = "/iamglass";

}  // namespace

struct GlassReader::Private {
  // Finds without making a string.
  struct TermHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view term) const { return std::hash<std::string_view>{}(term); }
  };

  Private(std::string of_shard, const Xapian::Database& opened, FileDescriptor commit_file,
          std::shared_ptr<const GlassTable> of_postings, std::shared_ptr<const GlassTable> of_records)
      : folder(std::move(of_shard)),
        database(opened),
        commit_path(folder + std::string(kCommitFile)),
        commit(std::move(commit_file)),
        postings(std::move(of_postings)),
        records(std::move(of_records)),
        terms(*postings),
        documents(*records) {}

  TermCounts read_counts(std::string_view term) {
    const std::string key = posting_key(term);
    terms.seek(key);
    if (terms.at_end() || terms.key() != key) return {};
    const PostingHead head = posting_head(terms.tag());
    return {head.documents, head.occurrences};
  }

  std::string folder;
  Xapian::Database database;
  bool tried_positions = false;
  std::shared_ptr<const GlassTable> positions;

  // Each commit puts a file in the place of the last one's. While this one is open its number is nobody else's.
  std::string commit_path;
  FileDescriptor commit;

  std::shared_ptr<const GlassTable> postings;
  std::shared_ptr<const GlassTable> records;
  GlassCursor terms;
  GlassCursor documents;
  std::unordered_map<Xapian::valueno, ValueStream> values;
  // Of counts(): a query asks for a term several times.
  std::unordered_map<std::string, TermCounts, TermHash, std::equal_to<>> known;
  Inflater inflate;
};

GlassReader::GlassReader(std::unique_ptr<Private> self) : self_(std::move(self)) {}
GlassReader::~GlassReader() = default;

std::shared_ptr<GlassReader> GlassReader::open(const std::string& folder, const Xapian::Database& database,
                                               std::shared_ptr<const GlassTable> postings) {
  // Before the table, which is of the commit of the database: then so is the file.
  FileDescriptor commit(open_regular(folder + std::string(kCommitFile), O_RDONLY));
  auto records = GlassTable::open(folder, database, TableKind::records);
  if (!postings || !records) return nullptr;
  return std::shared_ptr<GlassReader>(new GlassReader(
      std::make_unique<Private>(folder, database, std::move(commit), std::move(postings), std::move(records))));
}

const std::shared_ptr<const GlassTable>& GlassReader::positions() {
  if (!self_->tried_positions)
    self_->positions = GlassTable::open(self_->folder, self_->database, TableKind::positions);
  self_->tried_positions = true;
  return self_->positions;
}

bool GlassReader::is_current() const {
  struct stat read {};
  struct stat newest {};
  return self_->commit && ::fstat(self_->commit.get(), &read) == 0 &&
         ::stat(self_->commit_path.c_str(), &newest) == 0 && read.st_dev == newest.st_dev &&
         read.st_ino == newest.st_ino;
}

std::string_view GlassReader::record(Xapian::docid document) {
  const std::string key = sortable_number(document);
  GlassCursor& cursor = self_->documents;
  cursor.seek(key);
  if (cursor.at_end() || cursor.key() != key) return {};
  return cursor.compressed() ? self_->inflate(cursor.tag()) : cursor.tag();
}

std::string_view GlassReader::value(Xapian::docid document, Xapian::valueno slot) {
  return self_->values.try_emplace(slot, *self_->postings, slot).first->second.of(document);
}

GlassReader::TermCounts GlassReader::counts(std::string_view term) {
  if (const auto found = self_->known.find(term); found != self_->known.end()) return found->second;
  if (self_->known.size() == kMostKnown) self_->known.clear();
  return self_->known.emplace(term, self_->read_counts(term)).first->second;
}

}  // namespace newsrank::detail
