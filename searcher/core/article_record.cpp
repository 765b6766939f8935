#include <bit>
#include <cmath>
#include <cstdint>

#include "core/byte_codec.hpp"
#include "core/guard.hpp"
#include "newsrank/article.hpp"

// Layout of a record: one version byte, then the fields in a fixed order. Strings are a LEB128 length and bytes;
// optional values are announced by a bit in the flags byte; numbers are 8 bytes, little-endian (IEEE 754 or two's
// complement).
namespace newsrank {
namespace {

using detail::put_length;
using detail::put_string;
using detail::put_u64;

constexpr char kRecordVersion = 1;

enum Flag : unsigned {
  kHasQuality = 1U,
  kHasHeat = 2U,
  kHasPublished = 4U,
  kPublished = 8U,
  kRemoved = 16U,
  kHasDate = 32U,
  kAllFlags = 63U,
};

unsigned flags_of(const Article& article) {
  return (article.quality ? kHasQuality : 0U) | (article.heat ? kHasHeat : 0U) |
         (article.published ? kHasPublished : 0U) | (article.published.value_or(false) ? kPublished : 0U) |
         (article.removed ? kRemoved : 0U) | (article.published_at ? kHasDate : 0U);
}

}  // namespace

std::string encode_article(const Article& article) {
  std::string out;
  out.reserve(128 + article.url.size() + article.id.size() + article.title.size() + article.excerpt.size() +
              article.body.size());
  out.push_back(kRecordVersion);
  out.push_back(static_cast<char>(flags_of(article)));
  if (article.quality) put_u64(out, std::bit_cast<std::uint64_t>(*article.quality));
  if (article.heat) put_u64(out, std::bit_cast<std::uint64_t>(*article.heat));
  if (article.published_at) put_u64(out, static_cast<std::uint64_t>(*article.published_at));
  for (const std::string* text :
       {&article.id, &article.url, &article.title, &article.excerpt, &article.body, &article.provider.name,
        &article.provider.domain, &article.category, &article.type, &article.language}) {
    put_string(out, *text);
  }
  put_length(out, article.topics.size());
  for (const std::string& topic : article.topics) put_string(out, topic);
  return out;
}

Result<Article> decode_article(std::string_view record) {
  return detail::contained([&]() -> Result<Article> {
    const Error damaged{ErrorCode::index_corrupt, "a stored article record is damaged", "run newsrank-index --rebuild"};
    if (record.empty() || record.front() != kRecordVersion) return damaged;
    detail::ByteReader in(record.substr(1));
    Article article;
    const unsigned flags = in.u8();
    if (flags > kAllFlags || ((flags & kPublished) != 0 && (flags & kHasPublished) == 0)) return damaged;
    if ((flags & kHasQuality) != 0) article.quality = std::bit_cast<double>(in.u64());
    if ((flags & kHasHeat) != 0) article.heat = std::bit_cast<double>(in.u64());
    if ((flags & kHasPublished) != 0) article.published = (flags & kPublished) != 0;
    article.removed = (flags & kRemoved) != 0;
    if ((flags & kHasDate) != 0) article.published_at = static_cast<std::int64_t>(in.u64());
    for (std::string* text :
         {&article.id, &article.url, &article.title, &article.excerpt, &article.body, &article.provider.name,
          &article.provider.domain, &article.category, &article.type, &article.language}) {
      *text = in.string();
    }
    const std::uint64_t topics = in.length();
    if (!in.ok() || topics > in.left()) return damaged;
    for (std::uint64_t i = 0; i < topics; ++i) article.topics.push_back(in.string());
    if (!in.ok() || in.left() != 0) return damaged;
    return article;
  });
}

}  // namespace newsrank
