// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/records/table_reader.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "reading/fields/field_map.hpp"

namespace newsrank {
namespace {

struct Cell {
  std::string text;
  std::size_t offset = 0;
};

std::string_view without_byte_order_mark(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text;
}

// The mark that parts the first line into most fields.
char delimiter_of(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  char best = ',';
  for (const char mark : {'\t', ';'}) {
    if (std::count(line.begin(), line.end(), mark) > std::count(line.begin(), line.end(), best)) best = mark;
  }
  return best;
}

class Rows {
 public:
  Rows(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

  // False at the end, and at a quoted field that is not closed.
  bool next(std::vector<Cell>& fields) {
    fields.clear();
    if (at_ >= text_.size()) return false;
    do {
      fields.push_back({{}, at_});
      if (!field(fields.back().text)) return false;
    } while (at_ < text_.size() && text_[at_++] == delimiter_);
    return true;
  }

  std::optional<std::size_t> unclosed() const { return unclosed_; }

 private:
  // Reads up to the delimiter or the end of the line, which is not taken.
  bool field(std::string& out) {
    if (at_ < text_.size() && text_[at_] == '"' && !quoted(out)) return false;
    const std::size_t end = std::min(text_.find_first_of(std::string{delimiter_, '\n'}, at_), text_.size());
    out.append(text_.substr(at_, end - at_));
    while (out.ends_with('\r')) out.pop_back();
    at_ = end;
    return true;
  }

  bool quoted(std::string& out) {
    const std::size_t begin = at_++;
    for (;;) {
      const std::size_t quote = text_.find('"', at_);
      if (quote == std::string_view::npos) {
        unclosed_ = begin;
        return false;
      }
      out.append(text_.substr(at_, quote - at_));
      at_ = quote + 1;
      if (at_ >= text_.size() || text_[at_] != '"') return true;
      out += '"';
      ++at_;
    }
  }

  std::string_view text_;
  char delimiter_;
  std::size_t at_ = 0;
  std::optional<std::size_t> unclosed_;
};

}  // namespace

bool begins_table(std::string_view text, const FieldMap* fields) {
  const FieldMap& map = fields == nullptr ? FieldMap::built_in() : *fields;
  text = without_byte_order_mark(text);
  Rows rows(text.substr(0, text.find('\n')), delimiter_of(text));
  std::vector<Cell> header;
  return rows.next(header) && header.size() > 1 && std::any_of(header.begin(), header.end(), [&](const Cell& field) {
           const auto number = map.find(field.text);
           return number && map.key(*number) == ArticleKey::title;
         });
}

std::optional<TextProblem> read_table(std::string_view text, YamlTape& tape) {
  const std::size_t mark = text.size() - without_byte_order_mark(text).size();
  text.remove_prefix(mark);
  const std::size_t before = tape.size();
  Rows rows(text, delimiter_of(text));
  std::vector<Cell> header;
  std::vector<Cell> fields;
  rows.next(header);
  const std::size_t list = tape.open(YamlKind::sequence, 0);
  while (rows.next(fields)) {
    if (fields.size() == 1 && fields.front().text.empty()) continue;
    const std::size_t mapping = tape.open(YamlKind::mapping, mark + fields.front().offset);
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (i >= header.size() && fields[i].text.empty()) continue;
      const std::string name = i < header.size() ? header[i].text : "column " + std::to_string(i + 1);
      tape.add(YamlKind::scalar, mark + fields[i].offset, tape.keep(name));
      tape.add(YamlKind::scalar, mark + fields[i].offset, tape.keep(std::move(fields[i].text)));
    }
    tape.close(mapping);
  }
  tape.close(list);
  if (!rows.unclosed()) return std::nullopt;
  tape.truncate(before);
  return TextProblem{mark + *rows.unclosed(), "a quoted field is not closed"};
}

}  // namespace newsrank
