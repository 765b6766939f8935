// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/fields/article_builder.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "core/text/ascii.hpp"
#include "core/text/utf8.hpp"
#include "reading/fields/date_text.hpp"
#include "reading/fields/flag_text.hpp"
#include "reading/fields/own_field_values.hpp"
#include "reading/fields/shown_text.hpp"
#include "reading/html/html_text.hpp"
#include "reading/sites/page_file.hpp"

namespace newsrank {
namespace {

bool is_absolute(std::string_view url) {
  const std::size_t colon = url.find("://");
  return colon != std::string_view::npos && url.substr(0, colon).find_first_of("/?# ") == std::string_view::npos;
}

class Builder {
 public:
  Builder(const YamlTape& tape, const ArticleFields& fields, const PageDefaults& defaults, Article& article,
          std::vector<TextProblem>& remarks)
      : tape_(tape), fields_(fields), defaults_(defaults), article_(article), remarks_(remarks) {}

  std::optional<TextProblem> build(std::size_t offset) {
    text(ArticleKey::title, article_.title);
    text(ArticleKey::excerpt, article_.excerpt);
    text(ArticleKey::type, article_.type);
    first_text(ArticleKey::category, article_.category);
    first_text(ArticleKey::language, article_.language);
    if (article_.language.empty() && site() != nullptr)
      article_.language = page_language(*site(), defaults_.page->site_path);
    date();
    number(ArticleKey::quality, article_.quality);
    number(ArticleKey::heat, article_.heat);
    flags();
    provider();
    for (const ArticleFields::Value& list : fields_.topics()) topics(list);
    title(offset);
    url(offset);
    read_own_fields(tape_, fields_, article_, remarks_);
    quality();
    for (const WrittenKey& key : fields_.repeated()) {
      const auto number = find_field_name(key.name);
      const bool list = number && field_name(*number).key == ArticleKey::related;
      remark(key.offset, "the key " + shown(key.name) +
                             (list ? " is given again: both lists are read" : " is given again: the first one counts"));
    }
    for (const WrittenKey& key : fields_.unused()) check_indentation(key);
    return std::move(problem_);
  }

 private:
  const Site* site() const { return defaults_.page == nullptr ? nullptr : defaults_.page->site; }

  // Only the first problem is reported.
  void refuse(std::size_t offset, std::string reason) {
    if (!problem_) problem_ = TextProblem{offset, std::move(reason)};
  }
  void remark(std::size_t offset, std::string reason) { remarks_.push_back({offset, std::move(reason)}); }

  // A no-break space looks like indentation and is part of the key.
  void check_indentation(const WrittenKey& key) {
    const bool plain = key.name.empty() || static_cast<unsigned char>(key.name.front()) < 0x80;
    if (plain || trim_unicode(key.name).data() == key.name.data()) return;
    remark(key.offset, "the key " + shown(key.name) + " is not indented: that takes plain blanks");
  }

  // The trimmed scalar of a key; empty if absent.
  std::string_view scalar(ArticleKey key) {
    const auto place = fields_.find(key);
    return place ? scalar_at(*place, fields_.written_name(key)) : std::string_view{};
  }

  std::string_view scalar_at(std::size_t place, std::string_view name) {
    const YamlNode& node = tape_[place];
    if (node.kind == YamlKind::scalar) return trim_unicode(node.text);
    if (node.kind != YamlKind::null)
      refuse(node.offset, std::string(name) + " must be one value, not a list or mapping");
    return {};
  }

  std::size_t offset_of(ArticleKey key) const {
    const auto place = fields_.find(key);
    return place ? tape_[*place].offset : 0;
  }

  void text(ArticleKey key, std::string& out) { out = clean_text(scalar(key)); }

  // The same of a key that may hold a list, of which the first item counts.
  void first_text(ArticleKey key, std::string& out) {
    const auto place = fields_.find(key);
    if (!place || tape_[*place].kind != YamlKind::sequence) return text(key, out);
    out = clean_text(scalar_at(*place + 1, "an item of " + std::string(fields_.written_name(key))));
  }

  void title(std::size_t offset) {
    if (!article_.title.empty()) return;
    if (defaults_.title.empty()) return refuse(offset, "no title");
    article_.title = defaults_.title;
    remark(offset, "no title: " + defaults_.title_from + " is taken");
  }

  void url(std::size_t offset) {
    for (const ArticleFields::Value& value : fields_.urls()) {
      const std::string_view written = scalar_at(value.place, value.key.name);
      if (written.empty() || is_page_path(value, written)) continue;
      return take_url(std::string(written), tape_[value.place].offset);
    }
    if (defaults_.page == nullptr) return refuse(offset, "no webUrl and no originalUrl");
    std::string address = site() != nullptr && !site()->base_url.empty() ? address_on_site() : "";
    if (!address.empty()) return take_url(std::move(address), offset);
    article_.url = defaults_.page->address;
    article_.id = identity_of_path(defaults_.page->source_path);
  }

  // A relative address says where on its site a page stands; those of articles from elsewhere must be absolute.
  bool is_page_path(const ArticleFields::Value& value, std::string_view written) const {
    static const auto first = find_field_name("webUrl");
    static const auto second = find_field_name("originalUrl");
    const auto known = find_field_name(value.key.name);
    return defaults_.page != nullptr && known != first && known != second && !is_absolute(written);
  }

  void take_url(std::string url, std::size_t offset) {
    Result<std::string> id = canonical_url(url);
    if (!id) return refuse(offset, id.error().message);
    article_.url = std::move(url);
    article_.id = std::move(*id);
  }

  std::string address_on_site() {
    PageNaming naming;
    for (const ArticleFields::Value& value : fields_.urls()) {
      const std::string_view written = scalar_at(value.place, value.key.name);
      if (naming.path.empty() && is_page_path(value, written) && written != "false") naming.path = written;
    }
    naming.slug = scalar(ArticleKey::slug);
    naming.title = article_.title;
    naming.published_at = article_.published_at;
    naming.written_date = scalar(ArticleKey::published_at);
    naming.categories = categories_;
    if (!article_.category.empty() && naming.categories.empty()) naming.categories = {article_.category};
    return page_address(*site(), defaults_.page->site_path, naming);
  }

  void date() {
    const std::string_view value = scalar(ArticleKey::published_at);
    if (value.empty()) {
      if (defaults_.page != nullptr) article_.published_at = date_in_path(defaults_.page->site_path);
      return;
    }
    article_.published_at = read_date(value);
    if (!article_.published_at) {
      refuse(offset_of(ArticleKey::published_at),
             std::string(fields_.written_name(ArticleKey::published_at)) +
                 " must be a date such as 2024-03-05 or 2024-03-05T08:30:00Z, not " + shown(value));
    }
  }

  void number(ArticleKey key, std::optional<double>& out) {
    const std::string_view value = scalar(key);
    if (value.empty()) return;
    out = detail::parse_signed_number<double>(value);
    if (!out) refuse(offset_of(key), std::string(fields_.written_name(key)) + " must be a number, not " + shown(value));
    const bool of_range = key == ArticleKey::quality && fields_.map().quality().range;
    if (out && *out < 0 && !of_range) out.reset();
    if (out && *out == 0) out = 0.0;  // not the negative zero
  }

  // Made from a field of the index's own, or from another range of numbers, if the map says so.
  void quality() {
    const QualityRule& rule = fields_.map().quality();
    for (const ArticleField& own : article_.fields) {
      if (own.name == rule.field) article_.quality = std::get<double>(own.values.front());
    }
    if (article_.quality) article_.quality = rule(*article_.quality);
    if (article_.quality && *article_.quality < 0) article_.quality.reset();
  }

  std::optional<bool> flag(ArticleKey key) {
    const std::string_view value = scalar(key);
    if (value.empty()) return std::nullopt;
    const std::optional<bool> set = parse_flag(value);
    if (!set) {
      refuse(offset_of(key), std::string(fields_.written_name(key)) + " must be true or false, not " + shown(value));
    }
    return set;
  }

  void flags() {
    article_.published = flag(ArticleKey::published);
    const std::optional<bool> draft = flag(ArticleKey::draft);
    if (draft && !article_.published) article_.published = !*draft;
    if (!article_.published && site() != nullptr && is_draft_place(*site(), defaults_.page->site_path))
      article_.published = false;
    article_.removed = flag(ArticleKey::removed).value_or(false);
  }

  void provider() {
    const auto place = fields_.find(ArticleKey::provider);
    if (!place) return;
    const YamlNode& node = tape_[*place];
    if (node.kind == YamlKind::scalar) {
      article_.provider.name = clean_text(node.text);
    } else if (node.kind == YamlKind::sequence) {
      refuse(node.offset, std::string(fields_.written_name(ArticleKey::provider)) +
                              " must be a mapping of name and domain, not a list");
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
      if ((name == "name" && std::exchange(has_name, true)) || (name == "domain" && std::exchange(has_domain, true))) {
        remark(tape_[key].offset, "the key " + shown(name) + " is given again: the first one counts");
      } else if (name == "name") {
        article_.provider.name = clean_text(scalar_at(value, "provider name"));
      } else if (name == "domain") {
        article_.provider.domain = clean_text(scalar_at(value, "provider domain"));
        for (char& c : article_.provider.domain) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      }
      key = value + tape_[value].extent;
    }
  }

  void topics(const ArticleFields::Value& value) {
    static const std::optional<std::size_t> categories = find_field_name("categories");
    topics_before_ = article_.topics.size();
    are_categories_ = find_field_name(value.key.name) == categories;
    const YamlNode& node = tape_[value.place];
    const std::string name(value.key.name);
    if (node.kind == YamlKind::scalar) return topics_of(node.text);
    if (node.kind == YamlKind::mapping) return refuse(node.offset, name + " must be a list, not a mapping");
    for (std::size_t item = value.place + 1; item < value.place + node.extent; item += tape_[item].extent) {
      topic(scalar_at(item, "an item of " + name));
    }
  }

  // One text for several: with commas between, or blanks where the site's generator takes these.
  void topics_of(std::string_view text) {
    const bool blanks = site() != nullptr && site()->kind == SiteKind::jekyll && text.find(',') == text.npos;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find_first_of(blanks ? " \t" : ","), text.size());
      topic(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  void topic(std::string_view written) {
    std::string name = clean_text(written);
    // Tags often repeat a category.
    const auto earlier = article_.topics.begin() + static_cast<std::ptrdiff_t>(topics_before_);
    if (are_categories_ && !name.empty()) categories_.push_back(name);
    if (name.empty() || std::find(article_.topics.begin(), earlier, name) != earlier) return;
    article_.topics.push_back(std::move(name));
  }

  const YamlTape& tape_;
  const ArticleFields& fields_;
  const PageDefaults& defaults_;
  Article& article_;
  std::vector<TextProblem>& remarks_;
  std::optional<TextProblem> problem_;
  std::size_t topics_before_ = 0;  // from lists that are done
  bool are_categories_ = false;    // what is being read
  std::vector<std::string> categories_;
};

}  // namespace

std::optional<TextProblem> build_article(const YamlTape& tape, const ArticleFields& fields, std::size_t offset,
                                         const PageDefaults& defaults, Article& article,
                                         std::vector<TextProblem>& remarks) {
  return Builder(tape, fields, defaults, article, remarks).build(offset);
}

}  // namespace newsrank
