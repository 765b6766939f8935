// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <bit>
#include <cstdint>

#include "core/byte_codec.hpp"
#include "core/guard.hpp"
#include "core/member_set.hpp"
#include "core/members.hpp"
#include "newsrank/article.hpp"

// Layout of a record: one version byte, the flags, the numbers, the texts and the lists of texts, each in the order of
// the table of members. An optional member has a flag that says whether it is there, a truth value one for what it is.
// The flags are one LEB128 number. Texts are a LEB128 length and bytes; numbers are 8 bytes, little-endian (IEEE 754 or
// two's complement). Behind them, if there are any, the fields of the index's own: their number, and of each the name
// and the values, a value as the number of its type, and then the text, the 8 bytes of a number or the byte of a flag.
namespace newsrank {
namespace {

using detail::for_each_member;
using detail::for_each_member_of_type;
using Texts = std::vector<std::string>;

constexpr char kRecordVersion = 1;
constexpr std::uint64_t kUsualTexts = 8;  // room made at once in a list

using Fields = std::vector<ArticleField>;

struct ValueWriter {
  std::string& out;

  void operator()(const std::string& text) const { detail::put_string(out, text); }
  void operator()(double number) const { detail::put_u64(out, std::bit_cast<std::uint64_t>(number)); }
  void operator()(std::int64_t moment) const { detail::put_u64(out, std::bit_cast<std::uint64_t>(moment)); }
  void operator()(bool flag) const { out.push_back(flag ? '\1' : '\0'); }
};

void put_fields(std::string& out, const Fields& fields) {
  if (fields.empty()) return;
  detail::put_length(out, fields.size());
  for (const ArticleField& field : fields) {
    detail::put_string(out, field.name);
    detail::put_length(out, field.values.size());
    for (const FieldValue& value : field.values) {
      detail::put_length(out, value.index());
      std::visit(ValueWriter{out}, value);
    }
  }
}

FieldValue read_value(detail::ByteReader& in) {
  switch (in.length()) {
    case 0:
      return in.string();
    case 1:
      return std::bit_cast<double>(in.u64());
    case 2:
      return std::bit_cast<std::int64_t>(in.u64());
    case 3: {
      const unsigned flag = in.u8();
      if (flag > 1) in.fail();
      return flag == 1;
    }
    default:
      in.fail();
      return false;
  }
}

void read_fields(detail::ByteReader& in, Fields& fields) {
  if (in.left() == 0) return;
  const std::uint64_t count = in.length();
  if (count == 0) in.fail();  // one way only to write none
  for (std::uint64_t i = 0; i < count && in.ok(); ++i) {
    ArticleField& field = fields.emplace_back(ArticleField{in.string(), {}});
    const std::uint64_t values = in.length();
    for (std::uint64_t j = 0; j < values && in.ok(); ++j) field.values.push_back(read_value(in));
  }
}

// Hands out the bits of the flags, one after another.
class FlagBits {
 public:
  explicit FlagBits(std::uint64_t flags = 0) : flags_(flags) {}

  void put(bool set) {
    flags_ |= set ? next_ : 0;
    next_ <<= 1;
  }
  bool take() {
    const bool set = (flags_ & next_) != 0;
    flags_ &= ~next_;
    next_ <<= 1;
    return set;
  }
  // What was put, or what was not yet taken.
  std::uint64_t rest() const { return flags_; }

 private:
  std::uint64_t flags_;
  std::uint64_t next_ = 1;
};

struct FlagWriter {
  FlagBits bits{};

  template <typename T>
  void operator()(const detail::Member& /*row*/, const std::optional<T>& value) {
    bits.put(value.has_value());
    if constexpr (std::is_same_v<T, bool>) bits.put(value.value_or(false));
  }
  void operator()(const detail::Member& /*row*/, bool value) { bits.put(value); }
  void operator()(const detail::Member& /*row*/, const auto& /*text*/) {}
};

// Makes room for what the flags announce.
struct FlagReader {
  FlagBits bits;
  bool ok = true;

  template <typename T>
  void operator()(const detail::Member& /*row*/, std::optional<T>& value) {
    if (bits.take()) value.emplace();
    if constexpr (std::is_same_v<T, bool>) {
      const bool set = bits.take();
      if (value) value = set;
      ok = ok && (value || !set);
    }
  }
  void operator()(const detail::Member& /*row*/, bool& value) { value = bits.take(); }
  void operator()(const detail::Member& /*row*/, auto& /*text*/) {}
};

template <typename T>
constexpr bool kIsNumber = std::is_same_v<T, std::optional<double>> || std::is_same_v<T, std::optional<std::int64_t>>;

template <typename Visit>
void for_each_number(auto& article, Visit visit) {
  for_each_member(article, [&](const detail::Member& /*row*/, auto& value) {
    if constexpr (kIsNumber<std::remove_cvref_t<decltype(value)>>) {
      if (value) visit(*value);
    }
  });
}

std::size_t size_of_texts(const Article& article) {
  std::size_t size = 0;
  for_each_member_of_type<std::string>(article, [&](const auto&, const std::string& text) { size += text.size(); });
  return size;
}

}  // namespace

std::string encode_article(const Article& article) {
  std::string out;
  out.reserve(128 + size_of_texts(article));
  out.push_back(kRecordVersion);
  FlagWriter flags;
  for_each_member(article, flags);
  detail::put_length(out, flags.bits.rest());
  for_each_number(article, [&](const auto& number) { detail::put_u64(out, std::bit_cast<std::uint64_t>(number)); });
  for_each_member_of_type<std::string>(article,
                                       [&](const auto&, const std::string& text) { detail::put_string(out, text); });
  for_each_member_of_type<Texts>(article, [&](const auto&, const Texts& texts) {
    detail::put_length(out, texts.size());
    for (const std::string& text : texts) detail::put_string(out, text);
  });
  put_fields(out, article.fields);
  return out;
}

Result<Article> decode_article(std::string_view record) {
  return detail::decode_members(record, detail::all_members());
}

// Texts that are not wanted are passed over where they stand.
Result<Article> detail::decode_members(std::string_view record, const MemberSet& wanted) {
  return detail::contained([&]() -> Result<Article> {
    const Error damaged{ErrorCode::index_corrupt, "a stored article record is damaged", "run newsrank-index --rebuild"};
    if (record.empty() || record.front() != kRecordVersion) return damaged;
    detail::ByteReader in(record.substr(1));
    Article article;
    FlagReader flags{FlagBits(in.length())};
    for_each_member(article, flags);
    if (!flags.ok || flags.bits.rest() != 0) return damaged;
    for_each_number(article,
                    [&](auto& number) { number = std::bit_cast<std::remove_reference_t<decltype(number)>>(in.u64()); });
    for_each_member_of_type<std::string>(article, [&](const Member& row, std::string& text) {
      const std::string_view stored = in.view();
      if (wanted.test(place_of(row))) text = stored;
    });
    for_each_member_of_type<Texts>(article, [&](const Member& row, Texts& texts) {
      const std::uint64_t count = in.length();
      if (count > in.left()) return in.fail();
      const bool kept = wanted.test(place_of(row));
      if (kept) texts.reserve(std::min<std::uint64_t>(count, kUsualTexts));
      for (std::uint64_t i = 0; i < count; ++i) {
        const std::string_view stored = in.view();
        if (kept) texts.emplace_back(stored);
      }
    });
    if (in.ok()) read_fields(in, article.fields);
    if (!in.ok() || in.left() != 0) return damaged;
    if (!wanted.all()) keep_members(article, wanted);
    return article;
  });
}

}  // namespace newsrank
