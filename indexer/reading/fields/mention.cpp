// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/fields/mention.hpp"

#include <algorithm>
#include <bit>

#include "core/members.hpp"

namespace newsrank {
namespace {

constexpr std::int64_t kFirstSecond = -62135596800;  // 0001-01-01T00:00:00Z
constexpr std::uint64_t kDateBits = 39;
constexpr std::uint64_t kQualityBits = 19;
constexpr std::uint64_t kFilledBits = 5;
static_assert(detail::kMembers.size() < 1U << kFilledBits);
static_assert(1 + kFilledBits + kDateBits + kQualityBits == 64);

constexpr std::uint64_t greatest(std::uint64_t bits) {
  return (std::uint64_t{1} << bits) - 1;
}

// Counts the members that are there. Which article it is, all mentions of one say; "removed" is always there.
struct FilledCount {
  std::uint64_t count = 0;

  void operator()(const detail::Member& member, const std::string& text) {
    if (member.name != "id" && member.name != "url") count += text.empty() ? 0 : 1;
  }
  void operator()(const detail::Member& /*member*/, const std::vector<std::string>& texts) {
    count += texts.empty() ? 0 : 1;
  }
  template <typename T>
  void operator()(const detail::Member& /*member*/, const std::optional<T>& value) {
    count += value ? 1 : 0;
  }
  void operator()(const detail::Member& /*member*/, const std::vector<ArticleField>& fields) {
    count += fields.empty() ? 0 : 1;
  }
  void operator()(const detail::Member& /*member*/, bool /*flag*/) {}
};

std::uint64_t filled_fields(const Article& article) {
  FilledCount filled;
  detail::for_each_member(article, filled);
  return filled.count;
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
