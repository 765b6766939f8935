// SPDX-License-Identifier: GPL-2.0-or-later
// NEWSRANK_GLASS=OFF: the engine reads everything.
#include "index/glass/glass.hpp"

namespace newsrank::detail {

std::shared_ptr<const GlassTable> open_posting_table(const std::string& /*folder*/,
                                                     const Xapian::Database& /*database*/) {
  return nullptr;
}

struct GlassReader::Private {};

GlassReader::GlassReader(std::unique_ptr<Private> self) : self_(std::move(self)) {}
GlassReader::~GlassReader() = default;

std::shared_ptr<GlassReader> GlassReader::open(const std::string& /*folder*/, const Xapian::Database& /*database*/,
                                               std::shared_ptr<const GlassTable> /*postings*/) {
  return nullptr;
}

std::string_view GlassReader::record(Xapian::docid /*document*/) {
  return {};
}

std::string_view GlassReader::value(Xapian::docid /*document*/, Xapian::valueno /*slot*/) {
  return {};
}

GlassReader::TermCounts GlassReader::counts(std::string_view /*term*/) {
  return {};
}

const std::shared_ptr<const GlassTable>& GlassReader::positions() {
  static const std::shared_ptr<const GlassTable> none;
  return none;
}

bool GlassReader::is_current() const {
  return false;
}

struct TermPostings::Private {};

TermPostings::TermPostings(std::shared_ptr<const GlassTable> /*table*/, std::string_view /*term*/) {}
TermPostings::~TermPostings() = default;

void TermPostings::next() {}

void TermPostings::skip_to(Xapian::docid /*document*/) {}

void TermPostings::settle() {}

struct TermPositions::Private {};

TermPositions::TermPositions(std::shared_ptr<const GlassTable> /*table*/, std::string_view /*term*/) {}
TermPositions::TermPositions(TermPositions&&) noexcept = default;
TermPositions::~TermPositions() = default;

const std::vector<Xapian::termpos>& TermPositions::in(Xapian::docid /*document*/) {
  static const std::vector<Xapian::termpos> none;
  return none;
}

std::optional<std::uint64_t> newest_revision(const std::string& /*folder*/) {
  return std::nullopt;
}

void visit_terms(const GlassTables& /*tables*/, std::string_view /*first*/, std::string_view /*end*/,
                 const TermVisit& /*visit*/) {}

void visit_postings(const std::shared_ptr<const GlassTable>& /*table*/, const std::vector<std::string>& /*terms*/,
                    const PostingVisit& /*visit*/) {}

std::optional<std::string> find_table_damage(const std::string& /*folder*/, WalkDepth /*depth*/) {
  return std::nullopt;
}

}  // namespace newsrank::detail
