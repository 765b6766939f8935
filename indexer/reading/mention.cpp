#include "reading/mention.hpp"

#include <algorithm>
#include <bit>
#include <initializer_list>

namespace newsrank {
namespace {

constexpr std::int64_t kFirstSecond = -62135596800;  // 0001-01-01T00:00:00Z
constexpr std::uint64_t kDateBits = 39;
constexpr std::uint64_t kQualityBits = 19;
constexpr std::uint64_t kFilledBits = 5;
static_assert(1 + kFilledBits + kDateBits + kQualityBits == 64);

constexpr std::uint64_t greatest(std::uint64_t bits) {
  return (std::uint64_t{1} << bits) - 1;
}

std::uint64_t filled_fields(const Article& article) {
  std::uint64_t filled = 0;
  for (const std::string* text : {&article.title, &article.excerpt, &article.body, &article.provider.name,
                                  &article.provider.domain, &article.category, &article.type, &article.language}) {
    filled += text->empty() ? 0 : 1;
  }
  for (const bool given : {!article.topics.empty(), article.quality.has_value(), article.heat.has_value(),
                           article.published.has_value(), article.published_at.has_value()}) {
    filled += given ? 1 : 0;
  }
  return filled;
}

std::uint64_t date_rank(const Article& article) {
  if (!article.published_at) return 0;
  const std::int64_t since = std::max<std::int64_t>(*article.published_at - kFirstSecond, 0);
  return std::min(static_cast<std::uint64_t>(since) + 1, greatest(kDateBits));
}

// The leading bits of a non-negative float grow with its value; what they leave out is decided by the content hash.
std::uint64_t quality_rank(const Article& article) {
  if (!article.quality) return 0;
  const auto bits = std::bit_cast<std::uint32_t>(static_cast<float>(std::max(*article.quality, 0.0)));
  return std::min<std::uint64_t>((bits >> (31 - kQualityBits)) + 1, greatest(kQualityBits));
}

}  // namespace

std::uint64_t precedence_of(const Article& article, bool own) {
  std::uint64_t packed = own ? 1 : 0;
  packed = (packed << kFilledBits) | filled_fields(article);
  packed = (packed << kDateBits) | date_rank(article);
  return (packed << kQualityBits) | quality_rank(article);
}

}  // namespace newsrank
