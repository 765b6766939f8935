// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/yaml/front_matter.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <exception>
#include <sstream>
#include <unordered_map>

#include "core/text/utf8.hpp"
#include "reading/yaml/quote_advice.hpp"
#include "reading/yaml/yaml_repair.hpp"

namespace newsrank {
namespace {

// Aliases may repeat what they name, up to this many times the size of the text.
constexpr std::size_t kAliasFactor = 10;
constexpr std::size_t kAliasAllowance = 65536;

// yaml-cpp takes the end of its input for the end of a quoted text; the end of a document it does not.
std::string with_document_end(std::string_view text) {
  std::string ended;
  ended.reserve(text.size() + 5);
  ended.append(text).append(text.ends_with('\n') ? "...\n" : "\n...\n");
  return ended;
}

std::size_t offset_of(const YAML::Mark& mark) {
  return mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
}

// Writes yaml-cpp's events to a tape.
class TapeWriter : public YAML::EventHandler {
 public:
  TapeWriter(YamlTape& tape, std::string_view text, const ReadLimits& limits)
      : tape_(tape), text_(text), budget_(text.size() * kAliasFactor + kAliasAllowance), limits_(limits) {}

  std::size_t documents() const { return documents_; }
  std::size_t last_end() const { return last_end_; }  // of the last value, about

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) throw YAML::ParserException(mark, "text after the end of the document");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    check_size(mark);
    check_key(mark);
    remember(anchor);
    tape_.add(YamlKind::null, offset_of(mark));
    next_part();
  }

  void OnScalar(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t anchor,
                const std::string& value) override {
    check_size(mark);
    remember(anchor);
    if (is_key()) last_key_ = {offset_of(mark), value};
    tape_.add(YamlKind::scalar, offset_of(mark), tape_.keep(value));
    last_end_ = offset_of(mark) + value.size();
    next_part();
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) throw YAML::ParserException(mark, "unknown alias");
    const std::size_t index = found->second;
    if (std::find(open_.begin(), open_.end(), index) != open_.end()) {
      throw YAML::ParserException(mark, "an alias inside what it names");
    }
    check_size(mark);
    spend(index, mark);
    if (is_key()) last_key_ = {};
    tape_.repeat(index);
    next_part();
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    open(YamlKind::sequence, mark, anchor, false);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    open(YamlKind::mapping, mark, anchor, style == YAML::EmitterStyle::Block);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }

 private:
  void check_size(const YAML::Mark& mark) const {
    if (tape_.size() < limits_.max_values) return;
    throw YAML::ParserException(mark, "more than " + std::to_string(limits_.max_values) + " values in one document");
  }

  void remember(YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) anchors_[anchor] = tape_.size();
  }

  // A mapping's keys and values come in turn.
  struct Level {
    bool mapping = false;
    bool block = false;
    bool key = true;
  };
  struct Key {
    std::size_t offset = 0;
    std::string text;
  };

  bool is_key() const { return !levels_.empty() && levels_.back().mapping && levels_.back().key; }
  void next_part() {
    if (!levels_.empty()) levels_.back().key = !levels_.back().key;
  }

  // yaml-cpp takes a last line without `: ` for a key without a value.
  void check_key(const YAML::Mark& mark) {
    if (levels_.empty() || !levels_.back().mapping || !levels_.back().block) return;
    if (levels_.back().key) {
      last_key_ = {};
      return;
    }
    const std::string_view written = text_.substr(std::min(last_key_.offset, text_.size()));
    if (last_key_.text.empty() || !written.starts_with(last_key_.text)) return;
    const std::size_t after = written.find_first_not_of(" \t", last_key_.text.size());
    const bool colon = after != std::string_view::npos && written[after] == ':';
    const std::size_t before = text_.find_last_not_of(" \t", std::max<std::size_t>(last_key_.offset, 1) - 1);
    const bool explicit_key = last_key_.offset > 0 && before != std::string_view::npos && text_[before] == '?';
    if (colon || explicit_key) return;
    YAML::Mark place = mark;
    place.pos = static_cast<int>(last_key_.offset);
    throw YAML::ParserException(place, "expected `key: value`");
  }

  void open(YamlKind kind, const YAML::Mark& mark, YAML::anchor_t anchor, bool block) {
    if (open_.size() >= limits_.max_depth) {
      throw YAML::ParserException(mark, "nested deeper than " + std::to_string(limits_.max_depth) + " levels");
    }
    check_size(mark);
    remember(anchor);
    if (is_key()) last_key_ = {};
    open_.push_back(tape_.open(kind, offset_of(mark)));
    levels_.push_back({kind == YamlKind::mapping, block});
  }

  void close() {
    tape_.close(open_.back());
    open_.pop_back();
    levels_.pop_back();
    next_part();
  }

  void spend(std::size_t index, const YAML::Mark& mark) {
    for (std::size_t i = index; i < index + tape_[index].extent; ++i) {
      const std::size_t cost = sizeof(YamlNode) / 8 + tape_[i].text.size();
      if (cost > budget_) throw YAML::ParserException(mark, "aliases expand to too much text");
      budget_ -= cost;
    }
  }

  YamlTape& tape_;
  std::string_view text_;
  std::size_t budget_;
  const ReadLimits& limits_;
  std::size_t documents_ = 0;
  std::size_t last_end_ = 0;
  std::vector<std::size_t> open_;
  std::vector<Level> levels_;
  Key last_key_;
  std::unordered_map<YAML::anchor_t, std::size_t> anchors_;
};

TextProblem problem_of(const YAML::Exception& error, std::string_view text, const TapeWriter& writer) {
  // The only end of a document inside a quoted text is the one we added, and where the text began says more.
  if (error.msg == YAML::ErrorMsg::DOC_IN_SCALAR) {
    const std::size_t quote = text.find_first_of("\"'", writer.last_end());
    return {std::min(quote, text.size()), "broken YAML: a quoted text is not closed"};
  }
  const std::array<std::string_view, 5> kForWantOfQuotes{YAML::ErrorMsg::MAP_VALUE, YAML::ErrorMsg::END_OF_MAP,
                                                         YAML::ErrorMsg::UNKNOWN_TOKEN, YAML::ErrorMsg::UNKNOWN_ANCHOR,
                                                         YAML::ErrorMsg::BLOCK_ENTRY};
  const bool advise = std::any_of(kForWantOfQuotes.begin(), kForWantOfQuotes.end(),
                                  [&](std::string_view known) { return error.msg.starts_with(known); });
  const std::size_t offset = error.mark.is_null() ? 0 : std::min(offset_of(error.mark), text.size());
  return {offset, "broken YAML: " + error.msg + (advise ? quote_advice(text, offset) : "")};
}

// yaml-cpp takes these two for the end of its input or another encoding.
constexpr std::string_view kForbidden{"\x00\x04", 2};

// yaml-cpp makes tokens of a line up to its end before anything looks at the first, with some 200 bytes for each. What
// begins or ends one costs so much, quotes by the pair half of it.
constexpr std::size_t kMaxLineCost = std::size_t{1} << 20;
constexpr std::size_t kMarkCost = 4;
constexpr std::size_t kQuoteCost = 1;

std::size_t cost_of(char c) {
  constexpr std::string_view kMarks = "[]{},&*!";
  if (c == '"' || c == '\'') return kQuoteCost;
  return kMarks.find(c) == std::string_view::npos ? 0 : kMarkCost;
}

// Where a line becomes too costly; npos: nowhere.
std::size_t find_costly_line(std::string_view text) {
  std::size_t cost = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    cost = text[at] == '\n' ? 0 : cost + cost_of(text[at]);
    if (cost > kMaxLineCost) return at;
  }
  return std::string_view::npos;
}

std::optional<TextProblem> unreadable(std::string_view text) {
  if (const std::size_t bad = detail::find_invalid_utf8(text); bad != std::string_view::npos) {
    return TextProblem{bad, "invalid UTF-8"};
  }
  if (const std::size_t bad = text.find_first_of(kForbidden); bad != std::string_view::npos) {
    return TextProblem{bad, text[bad] == 0 ? "a NUL character" : "the control character U+0004"};
  }
  if (const std::size_t bad = find_costly_line(text); bad != std::string_view::npos) {
    return TextProblem{bad, "too many brackets, commas and quotes in one line"};
  }
  return std::nullopt;
}

std::optional<TextProblem> parse(std::string_view text, const ReadLimits& limits, YamlTape& tape) {
  TapeWriter writer(tape, text, limits);
  try {
    std::istringstream stream(with_document_end(text));
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(writer)) {
    }
    if (writer.documents() == 0) tape.add(YamlKind::null, 0);
    return std::nullopt;
  } catch (const YAML::Exception& error) {
    return problem_of(error, text, writer);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    return TextProblem{0, std::string("broken YAML: ") + error.what()};
  }
}

// Copies what was read from a repaired text, as the text itself says it.
void take_over(const YamlTape& from, const RepairedYaml& repaired, YamlTape& to) {
  std::vector<std::pair<std::size_t, std::size_t>> open;  // end in `from`, place in `to`
  for (std::size_t i = 0; i <= from.size(); ++i) {
    while (!open.empty() && open.back().first == i) {
      to.close(open.back().second);
      open.pop_back();
    }
    if (i == from.size()) break;
    const std::size_t offset = repaired.offset_before(from[i].offset);
    if (from[i].kind == YamlKind::scalar || from[i].kind == YamlKind::null) {
      to.add(from[i].kind, offset, to.keep(repaired.meant(from[i].text)));
    } else {
      open.emplace_back(i + from[i].extent, to.open(from[i].kind, offset));
    }
  }
}

}  // namespace

std::optional<TextProblem> read_yaml(std::string_view text, const ReadLimits& limits, YamlTape& tape) {
  if (auto problem = unreadable(text)) return problem;
  const std::size_t before = tape.size();
  auto problem = parse(text, limits, tape);
  if (!problem) return problem;
  tape.truncate(before);
  const RepairedYaml repaired = repair_yaml(text);
  if (!repaired.changed) return problem;
  YamlTape second;
  if (parse(repaired.text, limits, second)) return problem;
  take_over(second, repaired, tape);
  return std::nullopt;
}

}  // namespace newsrank
