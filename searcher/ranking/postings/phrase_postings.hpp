// SPDX-License-Identifier: GPL-2.0-or-later
// PhrasePostings: the documents of one shard in which one of several phrases stands, or one of the forms of a word.
#pragma once

#include <xapian.h>

#include <memory>
#include <vector>

#include "index/glass/glass.hpp"
#include "index/index_reader.hpp"
#include "query/translation/term_query.hpp"

namespace newsrank::detail {

class PostingCursor;

// Positions are read of documents only that hold all terms of a phrase. Throws Xapian::Error.
class PhrasePostings {
 public:
  // The shard, whose positions can be read (GlassReader::positions()), must outlive it. `forms` may be null.
  PhrasePostings(const IndexReader::Shard& shard, const std::vector<PhraseTerms>& phrases,
                 std::unique_ptr<PostingCursor> forms);
  ~PhrasePostings();

  // 0 before the first move; PostingCursor::kEnd behind the last.
  Xapian::docid document() const { return document_; }
  // How often the forms stand in the document; 0: only a phrase does.
  Xapian::termcount occurrences() const;
  // To the first document that is not before that one; never back.
  void skip_to(Xapian::docid document);

 private:
  // The documents of one phrase.
  class Phrase {
   public:
    Phrase(const IndexReader::Shard& shard, const PhraseTerms& phrase);

    Xapian::docid document() const { return document_; }
    void skip_to(Xapian::docid document);

   private:
    Xapian::docid next_with_all(Xapian::docid document);
    bool stands_in(Xapian::docid document);

    std::vector<std::unique_ptr<TermPostings>> postings_;
    std::vector<TermPositions> positions_;                     // of the same terms
    std::vector<const std::vector<Xapian::termpos>*> places_;  // scratch space
    Xapian::termpos window_;
    Xapian::docid document_ = 0;
  };

  std::vector<Phrase> phrases_;
  std::unique_ptr<PostingCursor> forms_;
  Xapian::docid document_ = 0;
};

}  // namespace newsrank::detail
