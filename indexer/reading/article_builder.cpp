#include "reading/article_builder.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <utility>

#include "reading/html/html_text.hpp"

namespace newsrank {
namespace {

constexpr std::size_t kShownBytes = 60;

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

// A value as it is quoted in a message.
std::string shown(std::string_view text) {
  std::size_t end = std::min(text.size(), kShownBytes);
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80) --end;
  return '"' + printable_line(text.substr(0, end)) + (end < text.size() ? "…\"" : "\"");
}

// "2", "2.5", "-1", "+3e2"; absent if it is no finite number.
std::optional<double> parse_number(std::string_view text) {
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

// The words of YAML 1.1, all lower case, all upper case or capitalised.
std::optional<bool> parse_flag(std::string_view text) {
  constexpr std::array<std::string_view, 11> kTrue{"true", "True", "TRUE", "yes", "Yes", "YES",
                                                   "on",   "On",   "ON",   "y",   "Y"};
  constexpr std::array<std::string_view, 11> kFalse{"false", "False", "FALSE", "no", "No", "NO",
                                                    "off",   "Off",   "OFF",   "n",  "N"};
  if (std::find(kTrue.begin(), kTrue.end(), text) != kTrue.end()) return true;
  if (std::find(kFalse.begin(), kFalse.end(), text) != kFalse.end()) return false;
  return std::nullopt;
}

class Builder {
 public:
  Builder(const YamlTape& tape, const ArticleFields& fields, Article& article)
      : tape_(tape), fields_(fields), article_(article) {}

  std::optional<TextProblem> build(std::size_t offset) {
    text(ArticleKey::title, article_.title);
    text(ArticleKey::excerpt, article_.excerpt);
    text(ArticleKey::category, article_.category);
    text(ArticleKey::type, article_.type);
    text(ArticleKey::language, article_.language);
    url(offset);
    date();
    number(ArticleKey::quality, article_.quality);
    number(ArticleKey::heat, article_.heat);
    flags();
    provider();
    topics();
    if (article_.title.empty()) refuse(offset, "no title");
    return std::move(problem_);
  }

 private:
  // The first problem is the one that is told.
  void refuse(std::size_t offset, std::string reason) {
    if (!problem_) problem_ = TextProblem{offset, std::move(reason)};
  }

  // The trimmed scalar of a key; empty if absent.
  std::string_view scalar(ArticleKey key) {
    const auto place = fields_.find(key);
    return place ? scalar_at(*place, name_of(key)) : std::string_view{};
  }

  std::string_view scalar_at(std::size_t place, std::string_view name) {
    const YamlNode& node = tape_[place];
    if (node.kind == YamlKind::scalar) return trim(node.text);
    if (node.kind != YamlKind::null)
      refuse(node.offset, std::string(name) + " must be one value, not a list or mapping");
    return {};
  }

  std::size_t offset_of(ArticleKey key) const {
    const auto place = fields_.find(key);
    return place ? tape_[*place].offset : 0;
  }

  void text(ArticleKey key, std::string& out) { out = clean_text(scalar(key)); }

  void url(std::size_t offset) {
    const std::string_view web = scalar(ArticleKey::web_url);
    const std::string_view original = scalar(ArticleKey::original_url);
    article_.url = web.empty() ? original : web;
    if (article_.url.empty()) return refuse(offset, "no webUrl and no originalUrl");
    Result<std::string> id = canonical_url(article_.url);
    if (!id) return refuse(offset_of(web.empty() ? ArticleKey::original_url : ArticleKey::web_url), id.error().message);
    article_.id = std::move(*id);
  }

  void date() {
    const std::string_view value = scalar(ArticleKey::published_at);
    if (value.empty()) return;
    article_.published_at = parse_date_time(value);
    if (!article_.published_at) {
      refuse(offset_of(ArticleKey::published_at), "publishedDateTime must be a date of ISO 8601, not " + shown(value));
    }
  }

  void number(ArticleKey key, std::optional<double>& out) {
    const std::string_view value = scalar(key);
    if (value.empty()) return;
    out = parse_number(value);
    if (!out) refuse(offset_of(key), std::string(name_of(key)) + " must be a number, not " + shown(value));
    if (out && *out < 0) out.reset();
    if (out && *out == 0) out = 0.0;  // not the negative zero
  }

  std::optional<bool> flag(ArticleKey key) {
    const std::string_view value = scalar(key);
    if (value.empty()) return std::nullopt;
    const std::optional<bool> set = parse_flag(value);
    if (!set) refuse(offset_of(key), std::string(name_of(key)) + " must be true or false, not " + shown(value));
    return set;
  }

  void flags() {
    article_.published = flag(ArticleKey::published);
    article_.removed = flag(ArticleKey::removed).value_or(false);
  }

  void provider() {
    const auto place = fields_.find(ArticleKey::provider);
    if (!place) return;
    const YamlNode& node = tape_[*place];
    if (node.kind == YamlKind::scalar) {
      article_.provider.name = clean_text(node.text);
    } else if (node.kind == YamlKind::sequence) {
      refuse(node.offset, "provider must be a mapping of name and domain, not a list");
    } else {
      provider_keys(*place);
    }
  }

  void provider_keys(std::size_t mapping) {
    const std::size_t end = mapping + tape_[mapping].extent;
    bool has_name = false;
    bool has_domain = false;
    for (std::size_t key = mapping + 1; key < end;) {
      const std::size_t value = key + tape_[key].extent;
      const std::string_view name = tape_[key].kind == YamlKind::scalar ? tape_[key].text : std::string_view{};
      if (name == "name" && !std::exchange(has_name, true)) {
        article_.provider.name = clean_text(scalar_at(value, "provider name"));
      } else if (name == "domain" && !std::exchange(has_domain, true)) {
        article_.provider.domain = clean_text(scalar_at(value, "provider domain"));
        for (char& c : article_.provider.domain) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      }
      key = value + tape_[value].extent;
    }
  }

  void topics() {
    const auto place = fields_.find(ArticleKey::topics);
    if (!place) return;
    const YamlNode& node = tape_[*place];
    if (node.kind == YamlKind::scalar) return topic(*place);
    if (node.kind == YamlKind::mapping) return refuse(node.offset, "topics must be a list, not a mapping");
    for (std::size_t item = *place + 1; item < *place + node.extent; item += tape_[item].extent) topic(item);
  }

  void topic(std::size_t place) {
    std::string name = clean_text(scalar_at(place, "a topic"));
    if (!name.empty()) article_.topics.push_back(std::move(name));
  }

  const YamlTape& tape_;
  const ArticleFields& fields_;
  Article& article_;
  std::optional<TextProblem> problem_;
};

}  // namespace

std::optional<TextProblem> build_article(const YamlTape& tape, const ArticleFields& fields, std::size_t offset,
                                         Article& article) {
  return Builder(tape, fields, article).build(offset);
}

}  // namespace newsrank
