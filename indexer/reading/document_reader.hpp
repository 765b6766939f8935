// SPDX-License-Identifier: GPL-2.0-or-later
// DocumentReader: one document, front matter and body, to the mentions in it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/locator.hpp"
#include "reading/block_cache.hpp"
#include "reading/documents/document_cutter.hpp"
#include "reading/documents/page_splitter.hpp"
#include "reading/fields/article_fields.hpp"
#include "reading/markdown/markdown_text.hpp"
#include "reading/read_sink.hpp"
#include "reading/sites/page_place.hpp"
#include "reading/yaml/front_matter.hpp"
#include "reading/yaml/read_limits.hpp"
#include "reading/yaml/yaml_tape.hpp"

namespace newsrank {

// A document and where it stands in what the user named.
enum class BodyFormat : std::uint8_t { markdown, other, text };  // text: clean already

struct SourceDocument {
  std::string_view front;
  std::string_view body;
  std::string_view path;
  std::size_t first_line = 1;  // of front
  FrontFormat format = FrontFormat::yaml;
  BodyFormat body_format = BodyFormat::markdown;
  const PagePlace* page = nullptr;  // of an article file; null: the document must state title and address itself
};

enum class ReadMode {
  selective,  // pieces that are plain or were seen before are not given to the full parser
  full,       // every document is parsed in full: the reference selective reading is compared with
};

// Reads documents one after another; one per thread, the cache may be shared.
//
// What can be kept is kept. A document that breaks the syntax in one of its own keys loses its own article, one that
// breaks it in an entry of its related list loses that entry; so does a wrong value. Whenever the whole of a document
// is good YAML, what is read is what the full parser makes of it.
class DocumentReader {
 public:
  DocumentReader(const ReadLimits& limits, BlockCache& cache, ReadMode mode = ReadMode::selective);

  void read(const SourceDocument& document, ReadSink& sink, ReadCounts& counts);

  // Reads what is on a tape: one record, a mapping, or a list of them. Offsets are in `document.front`, which is not
  // parsed.
  void read_records(const SourceDocument& document, YamlTape& tape, ReadSink& sink, ReadCounts& counts);

 private:
  // An entry of the related list.
  struct Entry {
    std::size_t offset = 0;  // of its block; the problem's offset is counted from here
    ReadBlock block;
    std::string record;           // empty: delivered before
    std::optional<BlockKey> key;  // to be put into the cache once delivered
  };

  const FieldMap& field_map() const { return limits_.fields == nullptr ? FieldMap::built_in() : *limits_.fields; }
  bool read_pieces(std::string_view yaml);
  bool read_piece(const Piece& piece);
  bool read_entry(const Piece& block, std::size_t offset);
  void read_whole(const SourceDocument& document);
  void collect(std::size_t mapping);
  void collect_defaults(const PagePlace& page);
  void read_listed_entries();
  Entry entry_of(const YamlTape& tape, std::size_t node) const;
  bool parse_piece(std::string_view text, YamlTape& tape, std::optional<TextProblem>& problem) const;
  void deliver(const SourceDocument& document, ReadSink& sink, ReadCounts& counts);
  void begin();
  PageText body_of(const SourceDocument& document) const;
  PageDefaults defaults_of(const SourceDocument& document, const PageText& body) const;
  bool is_no_article(const SourceDocument& document, const PageText& body) const;
  void deliver_own(const SourceDocument& document, Locator& locator, ReadSink& sink, ReadCounts& counts);
  void deliver_entry(Entry& entry, const SourceDocument& document, Locator& locator, ReadSink& sink,
                     ReadCounts& counts);

  ReadLimits limits_;
  BlockCache& cache_;
  ReadMode mode_;

  // Of the document being read.
  YamlTape tape_;
  YamlTape entry_tape_;
  std::vector<Piece> pieces_;
  std::vector<Piece> broken_;  // of them, those that cannot be read on their own
  std::vector<Piece> blocks_;
  ArticleFields own_;
  std::size_t own_offset_ = 0;
  std::optional<TextProblem> own_problem_;
  std::vector<Entry> entries_;
  std::vector<TextProblem> remarks_;
  std::size_t listed_ = 0;  // of own_'s related lists, those that are in entries_
};

}  // namespace newsrank
