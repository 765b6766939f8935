#include "storage/document/document_builder.hpp"

#include <algorithm>

#include "analysis/story_signature.hpp"
#include "index/stored_versions.hpp"
#include "index/terms.hpp"
#include "newsrank/schema.hpp"

namespace newsrank::detail {
namespace {

// Between topics, so that a phrase never runs from one into the next.
constexpr std::uint32_t kTopicGap = 100;

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

// Of a canonical URL: without user information and port.
std::string_view host_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  const auto user = url.rfind('@');
  if (user != std::string_view::npos) url.remove_prefix(user + 1);
  const auto port = url.rfind(':');
  if (port != std::string_view::npos && url.find(']', port) == std::string_view::npos) url = url.substr(0, port);
  return url;
}

// Names have parent domains, addresses (last label of digits, or in brackets) have none.
bool is_address(std::string_view host) {
  const std::string_view last = host.substr(host.rfind('.') + 1);
  return host.starts_with('[') || std::all_of(last.begin(), last.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string_view> topics_of(const Article& article) {
  std::vector<std::string_view> topics;
  for (const std::string& topic : article.topics) {
    if (const std::string_view trimmed = trim(topic); !trimmed.empty()) topics.push_back(trimmed);
  }
  return topics;
}

std::string_view prefix_of(std::string_view field) {
  return find_field(field)->prefix;
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
  built_ = {};
  built_.document.add_boolean_term(detail::identity_term(identity));
  add_texts(*article);
  add_keywords(*article);
  add_values(*article);
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

void DocumentBuilder::add_token(const TextField& field, const Token& token, std::uint32_t first) {
  add_term(kStemPrefix, token.stem, field.weight);
  if (field.is_title) add_term(kTitleStemPrefix, token.stem, 1);
  if (token.kind == TokenKind::base) return;
  add_term("", token.text, field.weight);
  built_.text_tokens += is_storable_term(term_) ? field.weight : 0;
  add_position(field.prefix, token.text, first + token.position);
  if (token.span > 1) add_position(field.prefix, token.text, first + token.position + token.span - 1);
  if (token.kind == TokenKind::joined && token.span > 1) add_term(kJoinedPrefix, token.text, 0);
}

std::uint32_t DocumentBuilder::add_text(const TextField& field, std::string_view text, std::uint32_t first) {
  analyzer_.analyze(text, tokens_);
  std::uint32_t next = first;
  for (const Token& token : tokens_) {
    add_token(field, token, first);
    next = std::max(next, first + token.position + token.span);
  }
  return next;
}

void DocumentBuilder::add_texts(const Article& article) {
  const auto field = [](std::string_view name) {
    const Field& found = *find_field(name);
    return TextField{found.prefix, found.weight, name == "title"};
  };
  add_text(field("title"), article.title, 1);
  std::string signature = min_hashes(tokens_);
  add_text(field("excerpt"), article.excerpt, 1);
  signature += min_hashes(tokens_);
  if (!signature.empty()) built_.document.add_value(kStorySlot, signature);
  add_text(field("body"), article.body, 1);
  std::uint32_t position = 1;
  for (const std::string_view topic : topics_of(article)) {
    position = add_text({kTopicTextPrefix, kTopicTextWeight}, topic, position) + kTopicGap;
  }
}

void DocumentBuilder::add_keyword(std::string_view field, std::string_view value) {
  const std::string folded = analyzer_.fold(value);
  if (!folded.empty()) add_term(prefix_of(field), folded, 0);
}

void DocumentBuilder::add_site(std::string_view canonical_url) {
  std::string_view host = host_of(canonical_url);
  add_keyword("site", host);
  if (is_address(host)) return;
  for (auto dot = host.find('.'); dot != std::string_view::npos; dot = host.find('.')) {
    host.remove_prefix(dot + 1);
    if (host.find('.') != std::string_view::npos) add_keyword("site", host);
  }
}

void DocumentBuilder::add_keywords(const Article& article) {
  for (const std::string_view topic : topics_of(article)) add_keyword("topic", topic);
  add_keyword("provider", article.provider.domain);
  add_keyword("provider", article.provider.name);
  add_site(article.id);
  add_keyword("category", article.category);
  add_keyword("type", article.type);
  add_keyword("lang", article.language);
  if (article.published) add_term(prefix_of("published"), *article.published ? "true" : "false", 0);
  if (article.removed) add_term(prefix_of("removed"), "true", 0);
}

void DocumentBuilder::add_values(const Article& article) {
  Xapian::Document& document = built_.document;
  const auto add_number = [&](std::uint32_t slot, double value) {
    document.add_value(slot, Xapian::sortable_serialise(value));
  };
  const auto add_text_value = [&](std::uint32_t slot, const std::string& value) {
    if (!value.empty()) document.add_value(slot, value);
  };
  if (article.quality) add_number(kQualitySlot, *article.quality);
  if (article.published_at) add_number(kDateSlot, static_cast<double>(*article.published_at));
  if (article.heat) add_number(kHeatSlot, *article.heat);
  add_text_value(kTopicSlot, pack_values(topics_of(article)));
  add_text_value(kProviderSlot, article.provider.domain.empty() ? article.provider.name : article.provider.domain);
  add_text_value(kCategorySlot, article.category);
  add_text_value(kTypeSlot, article.type);
  add_text_value(kLanguageSlot, article.language);
}

}  // namespace newsrank::detail
