// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/document_reader.hpp"

#include <xxhash.h>

#include <algorithm>
#include <utility>

#include "core/text/printable.hpp"
#include "core/text/utf8.hpp"
#include "reading/documents/page_text.hpp"
#include "reading/fields/article_builder.hpp"
#include "reading/html/html_text.hpp"
#include "reading/json/json_reader.hpp"
#include "reading/toml/toml_reader.hpp"
#include "reading/yaml/plain_yaml.hpp"

namespace newsrank {
namespace {

constexpr std::string_view kRelatedKey = "related:";

// `related:pics: …` has another key.
bool is_related(std::string_view piece) {
  if (!piece.starts_with(kRelatedKey)) return false;
  return piece.size() == kRelatedKey.size() ||
         std::string_view(" \t\r\n").find(piece[kRelatedKey.size()]) != std::string_view::npos;
}

// After so many broken pieces of its own a document is lost anyway, and reading on only costs time.
constexpr std::size_t kMaxBroken = 16;

Mention mention_of(const Article& article, std::string_view record, bool own) {
  return {identity_hash(article.id), precedence_of(article, own), XXH3_64bits(record.data(), record.size())};
}

Problem problem_at(const SourceDocument& document, const Place& place, std::string_view reason, bool related_entry) {
  return {std::string(document.path), place.line, place.column, detail::printable(reason), related_entry};
}

std::optional<TextProblem> parse_front(const SourceDocument& document, const ReadLimits& limits, YamlTape& tape) {
  switch (document.format) {
    case FrontFormat::toml:
      return read_toml(document.front, limits, tape);
    case FrontFormat::json:
      return read_json(document.front, limits, tape);
    default:
      return read_yaml(document.front, limits, tape);
  }
}

// Where an offset in the body is, which follows the front matter in the file.
Place place_in_body(const SourceDocument& document, std::size_t offset) {
  if (document.front.data() == nullptr) return Locator(document.body, document.first_line).place_of(offset);
  const auto before = static_cast<std::size_t>(document.body.data() - document.front.data());
  Locator locator({document.front.data(), before + document.body.size()}, document.first_line);
  return locator.place_of(before + offset);
}

bool is_blank_text(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

DocumentReader::DocumentReader(const ReadLimits& limits, BlockCache& cache, ReadMode mode)
    : limits_(limits), cache_(cache), mode_(mode) {}

void DocumentReader::read(const SourceDocument& document, ReadSink& sink, ReadCounts& counts) {
  begin();
  tape_.clear();
  const bool whole = mode_ == ReadMode::full || document.format != FrontFormat::yaml;
  if (document.format != FrontFormat::none && (whole || !read_pieces(document.front))) read_whole(document);
  if (document.page != nullptr && document.page->site != nullptr) collect_defaults(*document.page);
  deliver(document, sink, counts);
}

void DocumentReader::begin() {
  pieces_.clear();
  broken_.clear();
  entries_.clear();
  own_ = ArticleFields(field_map());
  own_offset_ = 0;
  own_problem_.reset();
  listed_ = 0;
}

void DocumentReader::read_records(const SourceDocument& document, YamlTape& tape, ReadSink& sink, ReadCounts& counts) {
  std::swap(tape_, tape);
  const bool list = tape_[0].kind == YamlKind::sequence;
  const std::size_t end = list ? tape_[0].extent : 1;
  for (std::size_t item = list ? 1 : 0; item < end; item += tape_[item].extent) {
    if (list && tape_[item].kind == YamlKind::null) continue;
    begin();
    own_offset_ = tape_[item].offset;
    if (tape_[item].kind == YamlKind::mapping) {
      collect(item);
    } else {
      own_problem_ = TextProblem{own_offset_, "a record must be a mapping of keys to values"};
    }
    deliver(document, sink, counts);
  }
}

// True if every piece was read on its own: then the cuts were right and nothing is left to ask the full parser.
bool DocumentReader::read_pieces(std::string_view yaml) {
  if (!cut_document(yaml, pieces_)) return false;
  bool complete = true;
  for (const Piece& piece : pieces_) {
    if (!is_related(piece.text) || !cut_entries(piece.text, blocks_)) {
      complete = broken_.size() < kMaxBroken && read_piece(piece) && complete;
      continue;
    }
    own_.note_related({piece.text.substr(0, kRelatedKey.size() - 1), piece.offset});
    for (const Piece& block : blocks_) {
      if (entries_.size() == limits_.max_entries) {
        Entry rest;
        rest.offset = piece.offset + block.offset;
        rest.block.problem = TextProblem{0, "more than " + std::to_string(limits_.max_entries) +
                                                " entries in one related list: the rest is left out"};
        entries_.push_back(std::move(rest));
        break;
      }
      complete = read_entry(block, piece.offset + block.offset) && complete;
    }
  }
  return complete;
}

bool DocumentReader::read_piece(const Piece& piece) {
  tape_.set_base(piece.offset);
  const std::size_t node = tape_.size();
  std::optional<TextProblem> problem;
  const bool parsed = parse_piece(piece.text, tape_, problem);
  tape_.set_base(0);
  if (parsed && tape_[node].kind == YamlKind::mapping) {
    collect(node);
    return true;
  }
  if (parsed) problem = TextProblem{0, "expected `key: value`"};
  if (!own_problem_) own_problem_ = TextProblem{piece.offset + problem->offset, std::move(problem->reason)};
  broken_.push_back(piece);
  return false;
}

bool DocumentReader::parse_piece(std::string_view text, YamlTape& tape, std::optional<TextProblem>& problem) const {
  if (detail::is_utf8(text) && read_plain_yaml(text, tape, limits_)) return true;
  problem = read_yaml(text, limits_, tape);
  return !problem;
}

bool DocumentReader::read_entry(const Piece& block, std::size_t offset) {
  Entry entry;
  entry.offset = offset;
  const BlockKey key = block_key(block.text);
  if (auto known = cache_.find(key)) {
    entry.block = std::move(*known);
    entries_.push_back(std::move(entry));
    return true;
  }
  entry_tape_.clear();
  const bool parsed = parse_piece(block.text, entry_tape_, entry.block.problem);
  const bool is_entry = parsed && entry_tape_[0].kind == YamlKind::sequence && entry_tape_[0].extent > 1 &&
                        entry_tape_[1].extent + 1 == entry_tape_[0].extent;
  if (is_entry) {
    if (entry_tape_[1].kind == YamlKind::null) return true;
    entry = entry_of(entry_tape_, 1);
    entry.offset = offset;
    entry.key = key;
  } else if (parsed) {
    entry.block.problem = TextProblem{0, "expected an entry of the related list"};
  }
  entries_.push_back(std::move(entry));
  return is_entry;
}

// Reads the document anew with the full parser. If that fails too, what the pieces gave stands.
void DocumentReader::read_whole(const SourceDocument& document) {
  entry_tape_.clear();
  auto problem = parse_front(document, limits_, entry_tape_);
  if (problem) {
    // Of the two parsers' views the one of the whole says more, if it is about a piece that is broken.
    const bool about_broken = std::any_of(broken_.begin(), broken_.end(), [&](const Piece& piece) {
      return problem->offset >= piece.offset && problem->offset < piece.offset + piece.text.size();
    });
    if (pieces_.empty() || about_broken) own_problem_ = std::move(problem);
    return;
  }
  std::swap(tape_, entry_tape_);
  own_ = ArticleFields(field_map());
  own_problem_.reset();
  entries_.clear();
  listed_ = 0;
  if (tape_[0].kind == YamlKind::mapping) {
    collect(0);
  } else if (tape_[0].kind != YamlKind::null || document.page == nullptr) {
    own_problem_ = TextProblem{tape_[0].offset, "the front matter is not a mapping of keys to values"};
  }
}

void DocumentReader::collect(std::size_t mapping) {
  own_.collect(tape_, mapping);
  read_listed_entries();
}

// What the site's configuration says in place of the page.
void DocumentReader::collect_defaults(const PagePlace& page) {
  for (const SiteDefault& defaults : page.site->defaults) {
    if (!holds_for(defaults, *page.site, page.site_path)) continue;
    const std::size_t mapping = tape_.open(YamlKind::mapping, own_offset_);
    for (const SiteDefault::Value& value : defaults.values) {
      tape_.add(YamlKind::scalar, own_offset_, value.key);
      const std::size_t list = value.list ? tape_.open(YamlKind::sequence, own_offset_) : 0;
      for (const std::string& text : value.texts) tape_.add(YamlKind::scalar, own_offset_, text);
      if (value.list) tape_.close(list);
    }
    tape_.close(mapping);
    own_.collect_defaults(tape_, mapping);
  }
}

// Entries of related lists that were not cut are on the tape.
void DocumentReader::read_listed_entries() {
  for (; listed_ < own_.related().size(); ++listed_) {
    const std::size_t list = own_.related()[listed_];
    if (tape_[list].kind != YamlKind::sequence) {
      if (!own_problem_) own_problem_ = TextProblem{tape_[list].offset, "related must be a list of articles"};
      continue;
    }
    for (std::size_t item = list + 1; item < list + tape_[list].extent; item += tape_[item].extent) {
      if (tape_[item].kind != YamlKind::null) entries_.push_back(entry_of(tape_, item));
    }
  }
}

DocumentReader::Entry DocumentReader::entry_of(const YamlTape& tape, std::size_t node) const {
  Entry entry;
  if (tape[node].kind != YamlKind::mapping) {
    entry.block.problem = TextProblem{tape[node].offset, "an entry of the related list must be a mapping"};
    return entry;
  }
  ArticleFields fields(field_map());
  fields.collect(tape, node);
  Article article;
  entry.block.problem = build_article(tape, fields, tape[node].offset, {}, article, entry.block.remarks);
  if (entry.block.problem) return entry;
  entry.record = encode_article(article);
  entry.block.mention = mention_of(article, entry.record, false);
  return entry;
}

void DocumentReader::deliver(const SourceDocument& document, ReadSink& sink, ReadCounts& counts) {
  Locator locator(document.front, document.first_line);
  deliver_own(document, locator, sink, counts);
  for (Entry& entry : entries_) deliver_entry(entry, document, locator, sink, counts);
}

// The document's body, else that of a record.
PageText DocumentReader::body_of(const SourceDocument& document) const {
  if (document.body_format == BodyFormat::text) return {{}, {}, std::string(document.body)};
  if (!is_blank_text(document.body)) {
    if (document.body_format == BodyFormat::markdown) return read_markdown(document.body);
    return {first_heading(document.body), {}, clean_text(without_template_tags(document.body))};
  }
  const auto place = own_.find(ArticleKey::body);
  if (!place || tape_[*place].kind != YamlKind::scalar) return {};
  return {{}, {}, clean_text(tape_[*place].text)};
}

// What the file itself says of an article whose front matter does not.
PageDefaults DocumentReader::defaults_of(const SourceDocument& document, const PageText& body) const {
  constexpr std::size_t kTitle = 80;
  PageDefaults defaults;
  defaults.page = document.page;
  if (own_.find(ArticleKey::title)) return defaults;
  if (document.page == nullptr) {
    defaults.title = cut_at_word(body.text, kTitle);
    defaults.title_from = "the beginning of its text";
    if (document.body_format == BodyFormat::markdown) defaults.title.clear();
    return defaults;
  }
  defaults.title = body.heading;
  defaults.title_from = defaults.title.empty() ? "its file's name" : "its first heading";
  if (defaults.title.empty()) defaults.title = title_of_file(document.path);
  return defaults;
}

// Data that happens to lie beside articles, and pages that are nothing but a template.
bool DocumentReader::is_no_article(const SourceDocument& document, const PageText& body) const {
  if (limits_.strict || own_.find(ArticleKey::title) || !own_.urls().empty() || own_.has_related()) return false;
  if (!body.text.empty() || !body.heading.empty()) return false;
  const bool data = document.page == nullptr || document.format == FrontFormat::json;
  return data || !own_.find(ArticleKey::excerpt);
}

void DocumentReader::deliver_own(const SourceDocument& document, Locator& locator, ReadSink& sink, ReadCounts& counts) {
  ++counts.documents_seen;
  Article article;
  remarks_.clear();
  std::optional<TextProblem> problem = std::move(own_problem_);
  PageText body;
  if (!problem) {
    sink.keys(own_);
    const std::size_t bad = detail::find_invalid_utf8(document.body);
    if (bad == std::string_view::npos) body = body_of(document);
    if (bad == std::string_view::npos && is_no_article(document, body)) {
      --counts.documents_seen;
      ++counts.left_out;
      sink.remark(problem_at(document, locator.place_of(own_offset_),
                             "left out: no title, no address and no text, so it is no article", false));
      for (const WrittenKey& key : own_.unused()) sink.unused_key(key.name);
      return;
    }
    problem = build_article(tape_, own_, own_offset_, defaults_of(document, body), article, remarks_);
    if (!problem && bad != std::string_view::npos) {
      sink.problem(problem_at(document, place_in_body(document, bad), "invalid UTF-8 in the body", false));
      return;
    }
  }
  if (!problem && limits_.strict && !remarks_.empty()) problem = remarks_.front();
  if (problem) {
    sink.problem(problem_at(document, locator.place_of(problem->offset), problem->reason, false));
    return;
  }
  for (const TextProblem& remark : remarks_) {
    sink.remark(problem_at(document, locator.place_of(remark.offset), remark.reason, false));
  }
  for (const WrittenKey& key : own_.unused()) sink.unused_key(key.name);
  article.body = std::move(body.text);
  if (article.excerpt.empty()) article.excerpt = body.paragraph.empty() ? cut_at_word(article.body) : body.paragraph;
  const std::string record = encode_article(article);
  sink.mention(mention_of(article, record, true), record);
  ++counts.documents_accepted;
  if (document.page != nullptr && article.url == document.page->address) ++counts.placed;
}

void DocumentReader::deliver_entry(Entry& entry, const SourceDocument& document, Locator& locator, ReadSink& sink,
                                   ReadCounts& counts) {
  ++counts.related_seen;
  if (entry.block.problem) {
    const Place place = locator.place_of(entry.offset + entry.block.problem->offset);
    sink.problem(problem_at(document, place, entry.block.problem->reason, true));
  } else {
    for (const TextProblem& remark : entry.block.remarks) {
      sink.remark(problem_at(document, locator.place_of(entry.offset + remark.offset), remark.reason, true));
    }
    sink.mention(entry.block.mention, entry.record);
    ++counts.related_accepted;
  }
  // Only now: whoever finds the block in the cache relies on its record having been delivered.
  if (entry.key) cache_.insert(*entry.key, entry.block);
}

}  // namespace newsrank
