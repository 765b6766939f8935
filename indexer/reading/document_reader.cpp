#include "reading/document_reader.hpp"

#include <xxhash.h>

#include <algorithm>
#include <utility>

#include "reading/article_builder.hpp"
#include "reading/html/html_text.hpp"
#include "reading/yaml/plain_yaml.hpp"

namespace newsrank {
namespace {

constexpr std::string_view kRelatedKey = "related:";

// After so many broken pieces of its own a document is lost anyway, and reading on only costs time.
constexpr std::size_t kMaxBroken = 16;

Mention mention_of(const Article& article, std::string_view record, bool own) {
  return {identity_hash(article.id), precedence_of(article, own), XXH3_64bits(record.data(), record.size())};
}

Problem problem_at(const SourceDocument& document, const Place& place, std::string_view reason, bool related_entry) {
  return {std::string(document.path), place.line, place.column, printable_line(reason), related_entry};
}

}  // namespace

DocumentReader::DocumentReader(const ReadLimits& limits, BlockCache& cache, ReadMode mode)
    : limits_(limits), cache_(cache), mode_(mode) {}

void DocumentReader::read(const SourceDocument& document, ReadSink& sink, ReadCounts& counts) {
  tape_.clear();
  pieces_.clear();
  broken_.clear();
  entries_.clear();
  own_ = {};
  own_problem_.reset();
  entries_cut_ = false;
  if (mode_ == ReadMode::full || !read_pieces(document.yaml)) read_whole(document.yaml);
  read_listed_entries();
  deliver(document, sink, counts);
}

// True if every piece was read on its own: then the cuts were right and nothing is left to ask the full parser.
bool DocumentReader::read_pieces(std::string_view yaml) {
  if (!cut_document(yaml, pieces_)) return false;
  bool complete = true;
  for (const Piece& piece : pieces_) {
    const bool related = piece.text.starts_with(kRelatedKey) && !entries_cut_ && !own_.has(ArticleKey::related);
    if (!related || !cut_entries(piece.text, blocks_)) {
      complete = broken_.size() < kMaxBroken && read_piece(piece) && complete;
      continue;
    }
    entries_cut_ = true;
    for (const Piece& block : blocks_) complete = read_entry(block, piece.offset + block.offset) && complete;
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
    own_.collect(tape_, node);
    return true;
  }
  if (parsed) problem = TextProblem{0, "expected `key: value`"};
  if (!own_problem_) own_problem_ = TextProblem{piece.offset + problem->offset, std::move(problem->reason)};
  broken_.push_back(piece);
  return false;
}

bool DocumentReader::parse_piece(std::string_view text, YamlTape& tape, std::optional<TextProblem>& problem) const {
  if (find_invalid_utf8(text) == std::string_view::npos && read_plain_yaml(text, tape)) return true;
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
void DocumentReader::read_whole(std::string_view yaml) {
  entry_tape_.clear();
  auto problem = read_yaml(yaml, limits_, entry_tape_);
  if (problem) {
    // Of the two parsers' views the one of the whole says more, if it is about a piece that is broken.
    const bool about_broken = std::any_of(broken_.begin(), broken_.end(), [&](const Piece& piece) {
      return problem->offset >= piece.offset && problem->offset < piece.offset + piece.text.size();
    });
    if (pieces_.empty() || about_broken) own_problem_ = std::move(problem);
    return;
  }
  std::swap(tape_, entry_tape_);
  own_ = {};
  own_problem_.reset();
  entries_.clear();
  entries_cut_ = false;
  if (tape_[0].kind == YamlKind::mapping) {
    own_.collect(tape_, 0);
  } else {
    own_problem_ = TextProblem{tape_[0].offset, "the front matter is not a mapping of keys to values"};
  }
}

// Entries of a related list that was not cut are on the tape.
void DocumentReader::read_listed_entries() {
  const auto list = own_.find(ArticleKey::related);
  if (entries_cut_ || !list) return;
  if (tape_[*list].kind != YamlKind::sequence) {
    if (!own_problem_) own_problem_ = TextProblem{tape_[*list].offset, "related must be a list of articles"};
    return;
  }
  for (std::size_t item = *list + 1; item < *list + tape_[*list].extent; item += tape_[item].extent) {
    if (tape_[item].kind != YamlKind::null) entries_.push_back(entry_of(tape_, item));
  }
}

DocumentReader::Entry DocumentReader::entry_of(const YamlTape& tape, std::size_t node) const {
  Entry entry;
  if (tape[node].kind != YamlKind::mapping) {
    entry.block.problem = TextProblem{tape[node].offset, "an entry of the related list must be a mapping"};
    return entry;
  }
  ArticleFields fields;
  fields.collect(tape, node);
  Article article;
  entry.block.problem = build_article(tape, fields, tape[node].offset, article);
  if (entry.block.problem) return entry;
  entry.record = encode_article(article);
  entry.block.mention = mention_of(article, entry.record, false);
  return entry;
}

void DocumentReader::deliver(const SourceDocument& document, ReadSink& sink, ReadCounts& counts) {
  Locator locator(document.yaml, document.first_line);
  deliver_own(document, locator, sink, counts);
  for (Entry& entry : entries_) deliver_entry(entry, document, locator, sink, counts);
}

void DocumentReader::deliver_own(const SourceDocument& document, Locator& locator, ReadSink& sink, ReadCounts& counts) {
  ++counts.documents_seen;
  Article article;
  std::optional<TextProblem> problem = std::move(own_problem_);
  if (!problem) problem = build_article(tape_, own_, 0, article);
  if (!problem && find_invalid_utf8(document.body) != std::string_view::npos) {
    problem = TextProblem{document.yaml.size(), "invalid UTF-8 in the body"};
  }
  if (problem) {
    sink.problem(problem_at(document, locator.place_of(problem->offset), problem->reason, false));
    return;
  }
  article.body = clean_text(document.body);
  const std::string record = encode_article(article);
  sink.mention(mention_of(article, record, true), record);
  ++counts.documents_accepted;
}

void DocumentReader::deliver_entry(Entry& entry, const SourceDocument& document, Locator& locator, ReadSink& sink,
                                   ReadCounts& counts) {
  ++counts.related_seen;
  if (entry.block.problem) {
    const Place place = locator.place_of(entry.offset + entry.block.problem->offset);
    sink.problem(problem_at(document, place, entry.block.problem->reason, true));
  } else {
    sink.mention(entry.block.mention, entry.record);
    ++counts.related_accepted;
  }
  // Only now: whoever finds the block in the cache relies on its record having been delivered.
  if (entry.key) cache_.insert(*entry.key, entry.block);
}

}  // namespace newsrank
