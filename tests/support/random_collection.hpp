// SPDX-License-Identifier: GPL-2.0-or-later
// Small random collections of articles for properties of the ranking: few words of the same frequency and a family of
// frequent and rare ones, few values, many ties.
#pragma once

#include <rapidcheck.h>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "newsrank/article.hpp"
#include "newsrank/index_writer.hpp"
#include "newsrank/ranking.hpp"

namespace newsrank::test {

inline constexpr std::array<const char*, 12> kWords{"storm", "river", "engine",  "engines", "market", "markets",
                                                    "cloud", "light", "lighter", "budget",  "quiet",  "signal"};

inline rc::Gen<std::string> words(std::size_t most) {
  return rc::gen::map(rc::gen::resize(static_cast<int>(most), rc::gen::container<std::vector<std::size_t>>(
                                                                  rc::gen::inRange<std::size_t>(0, kWords.size()))),
                      [](const std::vector<std::size_t>& picks) {
                        std::string text;
                        for (const std::size_t pick : picks)
                          text += std::string(text.empty() ? "" : " ") + kWords[pick];
                        return text;
                      });
}

// One of 64 words that begin with "lum", a few of which are frequent and most rare.
inline std::string draw_family_word() {
  constexpr int kWide = 8;
  const int which = *rc::gen::inRange(0, kWide * kWide) * *rc::gen::inRange(0, kWide * kWide) / (kWide * kWide);
  return {'l', 'u', 'm', static_cast<char>('a' + which / kWide), static_cast<char>('a' + which % kWide)};
}

// Fields of an index's own of all kinds; of several texts each has its weight.
inline std::vector<FieldDeclaration> draw_declarations() {
  std::vector<FieldDeclaration> declared;
  for (int left = *rc::gen::inRange(0, 4); left > 0; --left) {
    FieldDeclaration field;
    field.name = std::string("field_") + static_cast<char>('a' + left);
    field.kind = *rc::gen::element(FieldKind::text, FieldKind::text, FieldKind::keyword, FieldKind::number,
                                   FieldKind::date, FieldKind::flag);
    field.weight = field.kind == FieldKind::text ? *rc::gen::inRange(1U, 6U) : 0;
    field.facetable = field.kind != FieldKind::text && *rc::gen::arbitrary<bool>();
    declared.push_back(field);
  }
  return declared;
}

inline std::vector<ArticleField> draw_fields(const std::vector<FieldDeclaration>& declared) {
  std::vector<ArticleField> fields;
  for (const FieldDeclaration& field : declared) {
    std::vector<FieldValue> values;
    const bool several = field.kind == FieldKind::text || field.kind == FieldKind::keyword;
    for (int left = *rc::gen::inRange(0, several ? 3 : 2); left > 0; --left) {
      if (several) values.emplace_back("a " + *words(4));
      if (field.kind == FieldKind::number) values.emplace_back(*rc::gen::inRange(-3, 4) / 2.0);
      if (field.kind == FieldKind::date) values.emplace_back(std::int64_t{*rc::gen::inRange(0, 5)} * 86'400);
      if (field.kind == FieldKind::flag) values.emplace_back(*rc::gen::arbitrary<bool>());
    }
    if (!values.empty()) fields.push_back({field.name, std::move(values)});
  }
  return fields;
}

inline std::vector<Article> draw_collection(const std::vector<FieldDeclaration>& declared = {}) {
  const auto count = *rc::gen::inRange<std::size_t>(2, 160);
  std::vector<Article> articles;
  for (std::size_t i = 0; i < count; ++i) {
    Article article;
    article.id = article.url = "https://news.example/" + std::to_string(i);
    article.title = "x " + *words(4);
    article.excerpt = *words(8);
    for (int left = *rc::gen::inRange(0, 6); left > 0; --left)
      (left == 1 ? article.title : article.excerpt) += ' ' + draw_family_word();
    article.topics = {*rc::gen::element<std::string>("alpha", "beta")};
    // Few values, so that ties are common.
    if (*rc::gen::inRange(0, 5) > 0) article.quality = *rc::gen::inRange(0, 5) * 25;
    if (*rc::gen::inRange(0, 5) > 0) article.published_at = *rc::gen::inRange(0, 3) * 86'400;
    if (*rc::gen::inRange(0, 5) > 0) article.heat = *rc::gen::inRange(0, 3);
    article.fields = draw_fields(declared);
    articles.push_back(article);
  }
  return articles;
}

inline RankingProfile draw_profile() {
  RankingProfile profile;
  profile.k1 = *rc::gen::element(0.4, 1.2, 2.0);
  profile.b = *rc::gen::element(0.0, 0.5, 0.75);
  profile.quality_weight = *rc::gen::element(0.0, 0.2, 1.0, 10.0);
  profile.recency_weight = *rc::gen::element(0.0, 0.0, 2.0);
  profile.half_life_days = 3;
  profile.exact_weight = *rc::gen::element(0.0, 0.2);
  profile.coverage_weight = *rc::gen::element(0.0, 0.8, 3.0);
  profile.whole_title_weight = *rc::gen::element(0.0, 1.0);
  profile.neighbour_weight = *rc::gen::element(0.0, 0.2, 1.0);
  profile.near_share = 0;
  profile.match_share = 0;
  return profile;
}

inline void write_index(const std::string& folder, const std::vector<Article>& articles,
                        const std::vector<FieldDeclaration>& declared = {}) {
  auto writer = newsrank::IndexWriter::open(folder, {.fields = declared});
  RC_ASSERT(writer.has_value());
  for (const Article& article : articles) RC_ASSERT(writer->put(article).has_value());
  RC_ASSERT(writer->commit().has_value());
}

}  // namespace newsrank::test
