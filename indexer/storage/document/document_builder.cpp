// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/document/document_builder.hpp"

#include <algorithm>

#include "analysis/capitals.hpp"
#include "core/members.hpp"
#include "core/text/ascii.hpp"
#include "core/url.hpp"
#include "index/article_words.hpp"
#include "index/stored_versions.hpp"
#include "index/terms.hpp"
#include "results/stories/same_story.hpp"

namespace newsrank::detail {
namespace {

// Texts are analysed in slices: a token takes ten times the memory of its text.
constexpr std::size_t kSliceBytes = std::size_t{256} << 10U;

// The first slice of a text, which ends behind white space, where there is any.
std::string_view first_slice(std::string_view text) {
  if (text.size() <= kSliceBytes) return text;
  const std::size_t space = text.substr(0, kSliceBytes).find_last_of(" \t\r\n");
  if (space != std::string_view::npos && space > 0) return text.substr(0, space + 1);
  std::size_t end = kSliceBytes;
  while (end > 1 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

// Between the texts of a list, so that a phrase never runs from one into the next.
constexpr std::uint32_t kTopicGap = 100;

constexpr std::size_t kMaxTopics = 10'000;  // that can be filtered by, likewise of the values of any list

// Names have parent domains, addresses (last label of digits, or in brackets) have none.
bool is_address(std::string_view host) {
  const std::string_view last = host.substr(host.rfind('.') + 1);
  return host.starts_with('[') || std::all_of(last.begin(), last.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void add_trimmed(std::string_view text, std::vector<std::string_view>& values) {
  if (const std::string_view trimmed = trim(text); !trimmed.empty()) values.push_back(trimmed);
}

std::vector<std::string_view> values_of(const std::vector<std::string>& texts) {
  std::vector<std::string_view> values;
  for (const std::string& text : texts) add_trimmed(text, values);
  return values;
}

std::vector<std::string_view> values_of(const std::vector<FieldValue>& own) {
  std::vector<std::string_view> values;
  for (const FieldValue& value : own) {
    if (const auto* const text = std::get_if<std::string>(&value)) add_trimmed(*text, values);
  }
  return values;
}

}  // namespace

std::uint64_t count_text_tokens(const Xapian::Document& document) {
  std::uint64_t count = 0;
  const auto end = document.termlist_end();
  for (auto term = document.termlist_begin(); term != end; ++term) {
    const std::string text = *term;
    const bool prefixed = (text.front() >= 'A' && text.front() <= 'Z') || text.front() == ':';
    if (!prefixed || text.front() == ':') count += term.get_wdf();
  }
  return count;
}

Result<BuiltDocument> DocumentBuilder::build(const IdentityHash& identity, std::span<const std::string_view> versions) {
  if (versions.empty()) return Error{ErrorCode::invalid_argument, "an article without a version", ""};
  auto article = decode_article(versions.front());
  if (!article) {
    // A damaged record is the caller's mistake; memory may run out for any.
    const bool damaged = article.error().code == ErrorCode::index_corrupt;
    return Error{damaged ? ErrorCode::invalid_argument : article.error().code, article.error().message, ""};
  }
  return build(identity, *article, versions);
}

BuiltDocument DocumentBuilder::build(const IdentityHash& identity, const Article& winner,
                                     std::span<const std::string_view> versions) {
  built_ = {};
  built_.identity_term = identity_term(identity);
  built_.document.add_boolean_term(built_.identity_term);
  add_texts(identity, winner);
  add_values(winner);
  built_.document.set_data(pack_versions(versions));
  return std::move(built_);
}

void DocumentBuilder::add_term(std::string_view prefix, std::string_view text, std::uint32_t wdf) {
  assign_prefixed_term(term_, prefix, text);
  if (is_storable_term(term_)) built_.document.add_term(term_, wdf);
}

void DocumentBuilder::add_position(std::string_view prefix, std::string_view text, std::uint32_t position) {
  assign_prefixed_term(term_, prefix, text);
  if (is_storable_term(term_)) built_.document.add_posting(term_, position, 0);
}

void DocumentBuilder::add_token(const TextField& field, std::string_view text, const Token& token,
                                std::uint32_t first) {
  add_term(kStemPrefix, token.stem, field.weight);
  if (field.is_title && token.position < kMaxTitleWords) add_term(kTitleStemPrefix, token.stem, 1);
  if (token.kind == TokenKind::base || token.kind == TokenKind::variant) return;
  add_term("", token.text, field.weight);
  built_.text_tokens += is_storable_term(term_) ? field.weight : 0;
  add_position(field.prefix, token.text, first + token.position);
  if (token.span > 1) add_position(field.prefix, token.text, first + token.position + token.span - 1);
  if (token.kind == TokenKind::joined && token.span > 1) add_term(kJoinedPrefix, token.text, 0);
  if (is_in_capitals(text, token)) add_term(kCapitalPrefix, token.text, field.weight);
}

std::uint32_t DocumentBuilder::add_text(const TextField& field, std::string_view text, std::uint32_t first) {
  std::uint32_t next = first;
  do {
    if (is_full() && !text.empty()) {
      built_.cut = true;
      tokens_.clear();
      return next;
    }
    const std::string_view slice = first_slice(text);
    text.remove_prefix(slice.size());
    analyzer_.analyze(slice, tokens_);
    const std::uint32_t begin = next;
    for (const Token& token : tokens_) {
      add_token(field, slice, token, begin);
      next = std::max(next, begin + token.position + token.span);
    }
  } while (!text.empty());
  return next;
}

void DocumentBuilder::add_texts(const IdentityHash& identity, const Article& article) {
  std::string signature;
  std::string words;
  for_each_member_of_type<std::string>(article, [&](const Member& member, const std::string& text) {
    if (member.field.kind != FieldKind::text || member.field.name.empty()) return;
    const bool is_title = member.name == "title";
    const bool is_excerpt = member.name == "excerpt";
    add_text({member.field.prefix, member.field.weight, is_title}, text, 1);
    if (is_title) std::swap(tokens_, title_tokens_);
    if (!is_excerpt) return;
    words = pack_words(article.title, title_tokens_, tokens_, analyzer_);
    signature = story_signature(identity, story_text(article, title_tokens_, tokens_));
  });
  if (!words.empty()) built_.document.add_value(kWordsSlot, words);
  if (!signature.empty()) built_.document.add_value(kStorySlot, signature);
  std::uint32_t position = 1;
  for (const std::string_view topic : values_of(article.topics)) {
    position = add_text({kTopicTextPrefix, kTopicTextWeight}, topic, position) + kTopicGap;
  }
  for_each_own(article, [&](const Field& field, const std::vector<FieldValue>& values) {
    if (field.kind != FieldKind::text) return;
    position = 1;
    for (const std::string_view text : values_of(values))
      position = add_text({field.prefix, field.weight}, text, position) + kTopicGap;
  });
}

template <typename Visit>
void DocumentBuilder::for_each_own(const Article& article, Visit visit) const {
  if (!fields_) return;
  for (const ArticleField& each : article.fields) {
    if (const Field* const field = fields_->find_own(each.name)) visit(*field, each.values);
  }
}

void DocumentBuilder::add_keyword(const Field& field, std::string_view value) {
  const std::string folded = analyzer_.fold(value);
  if (!folded.empty()) add_term(field.prefix, folded, 0);
}

void DocumentBuilder::add_site(std::string_view address) {
  static const Field* const site = find_field("site");
  std::string_view host = host_of(address);
  add_keyword(*site, host);
  if (is_address(host)) return;
  for (auto dot = host.find('.'); dot != std::string_view::npos; dot = host.find('.')) {
    host.remove_prefix(dot + 1);
    if (host.find('.') != std::string_view::npos) add_keyword(*site, host);
  }
}

// The terms and the value of a member that is no text.
void DocumentBuilder::add_values(const Article& article) {
  for_each_member(article, [&](const Member& member, const auto& value) { add_value(member.field, value); });
  for_each_own(article, [&](const Field& field, const auto& values) { add_own_values(field, values); });
  const std::string& address = is_web_address(article.id) ? article.id : article.url;
  if (is_web_address(address)) add_site(address);
}

void DocumentBuilder::add_slot(const Field& field, const std::string& value) {
  if (field.slot != kNoSlot && !value.empty()) built_.document.add_value(field.slot, value);
}

// Of members that share a field the last one that is there is its value: a provider's domain rather than its name.
void DocumentBuilder::add_value(const Field& field, const std::string& text) {
  if (field.kind != FieldKind::keyword) return;
  add_keyword(field, text);
  add_slot(field, text);
}

void DocumentBuilder::add_value(const Field& field, const std::vector<std::string>& texts) {
  add_list(field, values_of(texts));
}

void DocumentBuilder::add_list(const Field& field, std::vector<std::string_view> values) {
  built_.cut = built_.cut || values.size() > kMaxTopics;
  if (values.size() > kMaxTopics) values.resize(kMaxTopics);
  for (const std::string_view value : values) add_keyword(field, value);
  add_slot(field, pack_values(values));
}

void DocumentBuilder::add_value(const Field& field, bool flag) {
  if (flag) add_term(field.prefix, "true", 0);
}

void DocumentBuilder::add_value(const Field& field, const std::optional<bool>& flag) {
  if (flag) add_term(field.prefix, *flag ? "true" : "false", 0);
}

void DocumentBuilder::add_value(const Field& field, const std::optional<double>& number) {
  if (number) add_slot(field, Xapian::sortable_serialise(*number));
}

void DocumentBuilder::add_value(const Field& field, const std::optional<std::int64_t>& moment) {
  if (moment) add_slot(field, Xapian::sortable_serialise(static_cast<double>(*moment)));
}

// What the member that holds the fields of the index's own comes to is added by for_each_own().
void DocumentBuilder::add_value(const Field& /*field*/, const std::vector<ArticleField>& /*own*/) {}

// As values of the kind that is declared; others, which no writer stores, are left out.
void DocumentBuilder::add_own_values(const Field& field, const std::vector<FieldValue>& values) {
  if (field.kind == FieldKind::text) return;
  if (field.kind == FieldKind::keyword) return add_list(field, values_of(values));
  if (values.empty()) return;
  if (const auto* const number = std::get_if<double>(&values.front()))
    add_value(field, std::optional(*number));
  else if (const auto* const moment = std::get_if<std::int64_t>(&values.front()))
    add_value(field, std::optional(*moment));
  else if (const auto* const flag = std::get_if<bool>(&values.front())) {
    add_value(field, std::optional(*flag));
    add_slot(field, *flag ? "true" : "false");
  }
}

}  // namespace newsrank::detail
