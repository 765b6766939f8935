// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/spelling/unfinished.hpp"

#include <cstddef>
#include <vector>

#include "core/text/ascii.hpp"
#include "core/text/characters.hpp"
#include "query/syntax/field_names.hpp"

namespace newsrank::detail {
namespace {

class Reader {
 public:
  Reader(std::string_view text, const FieldTable& fields) : text_(text), fields_(fields) {}

  Unfinished run() {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t place = at;
      const char32_t c = next_character(text_, at);
      if (c == U'\\') {
        if (at < text_.size()) next_character(text_, at);
      } else if (quoted_) {
        if (is_double_quote(c)) quoted_ = false;
      } else {
        take(c, place, at);
      }
    }
    return end();
  }

 private:
  struct Bracket {
    const Field* field = nullptr;
    bool list = false;
  };

  void take(char32_t c, std::size_t place, std::size_t next) {
    if (is_blank(c)) {
      begin_piece(next);
    } else if (c == U'(') {
      brackets_.push_back({field_ != nullptr ? field_ : outer_field(), false});
      begin_piece(next);
    } else if (c == U')') {
      if (!brackets_.empty()) brackets_.pop_back();
      begin_piece(next);
    } else if (c == U',' && outer_field() != nullptr) {
      brackets_.back().list = true;
      begin_piece(next);
    } else if (place == value_ && is_double_quote(c)) {
      quoted_ = true;
      value_ = next;
    } else if (place == value_ && field_ == nullptr && (c == U'+' || c == U'-')) {
      value_ = next;
    } else if (c == U':' && field_ == nullptr) {
      field_ = resolve_field(text_.substr(value_, place - value_), fields_).field;
      if (field_ != nullptr) value_ = next;
    }
  }

  void begin_piece(std::size_t at) {
    piece_ = value_ = at;
    field_ = nullptr;
  }

  const Field* outer_field() const { return brackets_.empty() ? nullptr : brackets_.back().field; }

  Unfinished end() const {
    Unfinished end;
    end.before = text_.substr(0, piece_);
    end.lead = text_.substr(piece_, value_ - piece_);
    end.typed = text_.substr(value_);
    end.field = field_ != nullptr ? field_ : outer_field();
    end.quoted = quoted_;
    end.alternative = (!brackets_.empty() && brackets_.back().list) || trim(end.before).ends_with(" OR");
    return end;
  }

  std::string_view text_;
  const FieldTable& fields_;
  std::size_t piece_ = 0;
  std::size_t value_ = 0;  // of the piece, where its word or value begins
  const Field* field_ = nullptr;
  bool quoted_ = false;
  std::vector<Bracket> brackets_;
};

}  // namespace

Unfinished unfinished_end(std::string_view text, const FieldTable& fields) {
  return Reader(text, fields).run();
}

}  // namespace newsrank::detail
