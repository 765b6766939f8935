// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/html/html_tags.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace newsrank {
namespace {

struct Element {
  std::string_view name;
  bool separates;
};

// Sorted by name.
constexpr std::array<Element, 120> kElements{{
    {"a", false},       {"abbr", false},    {"acronym", false}, {"address", true},    {"area", true},
    {"article", true},  {"aside", true},    {"audio", true},    {"b", false},         {"base", true},
    {"bdi", false},     {"bdo", false},     {"big", false},     {"blockquote", true}, {"body", true},
    {"br", true},       {"button", true},   {"canvas", true},   {"caption", true},    {"center", true},
    {"cite", false},    {"code", false},    {"col", true},      {"colgroup", true},   {"data", false},
    {"datalist", true}, {"dd", true},       {"del", false},     {"details", true},    {"dfn", false},
    {"dialog", true},   {"dir", true},      {"div", true},      {"dl", true},         {"dt", true},
    {"em", false},      {"embed", true},    {"fieldset", true}, {"figcaption", true}, {"figure", true},
    {"font", false},    {"footer", true},   {"form", true},     {"frame", true},      {"frameset", true},
    {"h1", true},       {"h2", true},       {"h3", true},       {"h4", true},         {"h5", true},
    {"h6", true},       {"head", true},     {"header", true},   {"hgroup", true},     {"hr", true},
    {"html", true},     {"i", false},       {"iframe", true},   {"img", true},        {"input", true},
    {"ins", false},     {"kbd", false},     {"label", false},   {"legend", true},     {"li", true},
    {"link", true},     {"main", true},     {"map", true},      {"mark", false},      {"marquee", true},
    {"menu", true},     {"meta", true},     {"meter", true},    {"nav", true},        {"nobr", false},
    {"noscript", true}, {"object", true},   {"ol", true},       {"optgroup", true},   {"option", true},
    {"output", true},   {"p", true},        {"param", true},    {"picture", true},    {"pre", true},
    {"progress", true}, {"q", false},       {"s", false},       {"samp", false},      {"script", true},
    {"section", true},  {"select", true},   {"small", false},   {"source", true},     {"span", false},
    {"strike", false},  {"strong", false},  {"style", true},    {"sub", false},       {"summary", true},
    {"sup", false},     {"svg", true},      {"table", true},    {"tbody", true},      {"td", true},
    {"template", true}, {"textarea", true}, {"tfoot", true},    {"th", true},         {"thead", true},
    {"time", false},    {"title", true},    {"tr", true},       {"track", true},      {"tt", false},
    {"u", false},       {"ul", true},       {"var", false},     {"video", true},      {"wbr", false},
}};
static_assert(std::is_sorted(kElements.begin(), kElements.end(),
                             [](const Element& a, const Element& b) { return a.name < b.name; }));
constexpr std::size_t kMaxMarkup = 1024;  // of a tag that is looked at as a whole
constexpr std::size_t kMaxName = 10;      // "blockquote", "figcaption"

const Element* find_element(std::string_view name) {
  const auto* const found =
      std::lower_bound(kElements.begin(), kElements.end(), name,
                       [](const Element& element, std::string_view key) { return element.name < key; });
  return found != kElements.end() && found->name == name ? found : nullptr;
}

// Searches forward for one mark; asked with ascending positions it looks at each byte once.
class ForwardFinder {
 public:
  ForwardFinder(std::string_view text, std::string_view mark) : text_(text), mark_(mark) {}

  std::size_t find(std::size_t from) {
    if (!searched_ || (found_ != std::string_view::npos && found_ < from)) found_ = find_caseless(from);
    searched_ = true;
    return found_;
  }

 private:
  // The mark is in lower case.
  std::size_t find_caseless(std::size_t from) const {
    const auto same = [](char c, char lower) {
      return c == lower || (c >= 'A' && c <= 'Z' && static_cast<char>(c - 'A' + 'a') == lower);
    };
    for (std::size_t at = text_.find(mark_.front(), from); at != std::string_view::npos;
         at = text_.find(mark_.front(), at + 1)) {
      if (text_.size() - at < mark_.size()) return std::string_view::npos;
      if (std::equal(mark_.begin(), mark_.end(), text_.begin() + static_cast<std::ptrdiff_t>(at),
                     [&](char lower, char c) { return same(c, lower); })) {
        return at;
      }
    }
    return std::string_view::npos;
  }

 private:
  std::string_view text_;
  std::string_view mark_;
  std::size_t found_ = 0;
  bool searched_ = false;
};

class TagRemover {
 public:
  explicit TagRemover(std::string_view text)
      : text_(text),
        tag_end_(text, ">"),
        comment_end_(text, "-->"),
        section_end_(text, "]]>"),
        script_end_(text, "</script"),
        style_end_(text, "</style") {}

  std::string without_tags() {
    std::string kept;
    kept.reserve(text_.size());
    std::size_t at = 0;
    while (at < text_.size()) {
      const std::size_t open = std::min({text_.find('<', at), skipped_, text_.size()});
      kept.append(text_, at, open - at);
      if (open == text_.size()) break;
      if (open == skipped_) {
        at = open + 3;
        skipped_ = std::string_view::npos;
        continue;
      }
      separates_ = false;
      at = end_of_markup(open);
      if (at == open) kept += text_[at++];
      if (separates_) kept += ' ';
    }
    return kept;
  }

 private:
  // Past the comment, tag or script that begins at `open`; `open` itself if none does.
  std::size_t end_of_markup(std::size_t open) {
    const std::string_view rest = text_.substr(open);
    if (rest.starts_with("<!--")) {
      const std::size_t end = comment_end_.find(open);
      separates_ = end != std::string_view::npos;
      return separates_ ? end + 3 : open;
    }
    if (const std::size_t end = end_of_declaration(rest, open); end != open) return end;
    const bool closing = rest.starts_with("</");
    const Element* element = element_at(open + (closing ? 2 : 1));
    const std::size_t end = element == nullptr ? std::string_view::npos : end_of_tag(open);
    if (end == std::string_view::npos || (!closing && is_type_argument(open, end))) return open;
    separates_ = element->separates;
    if (!closing && (element->name == "script" || element->name == "style")) {
      const std::size_t last = (element->name == "script" ? script_end_ : style_end_).find(end);
      if (last != std::string_view::npos) return last;  // the closing tag is the next to be removed
    }
    return end + 1;
  }

  // Past `<![CDATA[`, whose text stays, and its end; past <!DOCTYPE …> and <?xml …?>.
  std::size_t end_of_declaration(std::string_view rest, std::size_t open) {
    constexpr std::string_view kSection = "<![CDATA[";
    if (rest.starts_with(kSection)) {
      const std::size_t end = section_end_.find(open);
      if (end != std::string_view::npos) skipped_ = end;
      separates_ = true;
      return open + kSection.size();
    }
    const bool doctype = rest.size() > 9 && rest.starts_with("<!") && (rest[2] == 'D' || rest[2] == 'd') &&
                         (rest[3] == 'O' || rest[3] == 'o') && (rest[4] == 'C' || rest[4] == 'c');
    if (!doctype && !rest.starts_with("<?xml")) return open;
    const std::size_t end = tag_end_.find(open);
    separates_ = end != std::string_view::npos;
    return separates_ ? end + 1 : open;
  }

  // The `>` that ends the tag: one in a quoted attribute does not. Npos: there is none.
  std::size_t end_of_tag(std::size_t open) {
    const std::size_t plain = tag_end_.find(open);
    if (plain == std::string_view::npos) return plain;
    for (std::size_t at = open; at < text_.size() && looked_at_ < kMostLooks * text_.size(); ++at, ++looked_at_) {
      if (text_[at] == '>') return at;
      if (text_[at] != '=' || at + 1 >= text_.size() || (text_[at + 1] != '"' && text_[at + 1] != '\'')) continue;
      const std::size_t quote = text_.substr(0, std::min(text_.size(), at + kMaxAttribute)).find(text_[at + 1], at + 2);
      looked_at_ += (quote == std::string_view::npos ? kMaxAttribute : quote - at);
      if (quote == std::string_view::npos) return plain;
      at = quote;
    }
    return plain;
  }

  // `List<Data>`: a name in a capital behind a letter.
  bool is_type_argument(std::size_t open, std::size_t end) const {
    const bool capital = text_[open + 1] >= 'A' && text_[open + 1] <= 'Z';
    const bool small = open + 2 < end && text_[open + 2] >= 'a' && text_[open + 2] <= 'z';
    const char before = open == 0 ? ' ' : text_[open - 1];
    const bool letter = (before >= 'a' && before <= 'z') || (before >= 'A' && before <= 'Z');
    return letter && capital && small && text_.substr(open, end - open).find_first_of(" =/") == std::string_view::npos;
  }

  // The element whose name stands at `begin` and ends as a tag's name ends.
  const Element* element_at(std::size_t begin) {
    std::array<char, kMaxName> name{};
    std::size_t size = 0;
    for (; begin + size < text_.size(); ++size) {
      const char c = text_[begin + size];
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && (c < '0' || c > '9')) break;
      if (size == kMaxName) return nullptr;
      name[size] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    constexpr std::string_view kAfterName = " \t\r\n/>";
    if (begin + size >= text_.size() || kAfterName.find(text_[begin + size]) == std::string_view::npos) return nullptr;
    return find_element(std::string_view(name.data(), size));
  }

  static constexpr std::size_t kMaxAttribute = 4096;
  static constexpr std::size_t kMostLooks = 8;

  std::string_view text_;
  std::size_t looked_at_ = 0;
  std::size_t skipped_ = std::string_view::npos;  // the end of a CDATA section
  ForwardFinder tag_end_;
  ForwardFinder comment_end_;
  ForwardFinder section_end_;
  ForwardFinder script_end_;
  ForwardFinder style_end_;
  bool separates_ = false;
};

}  // namespace

bool holds_markup(std::string_view text) {
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    const std::string_view near = text.substr(at, kMaxMarkup);
    const std::string_view tag = near.substr(0, near.find('>'));
    std::string name;
    const bool closing = tag.starts_with("</");
    for (std::size_t i = closing ? 2 : 1; i < tag.size() && name.size() <= kMaxName; ++i) {
      const char c = tag[i] >= 'A' && tag[i] <= 'Z' ? static_cast<char>(tag[i] - 'A' + 'a') : tag[i];
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) break;
      name += c;
    }
    const Element* const element = find_element(name);
    if (element == nullptr) continue;
    if (closing || name == "br" || name == "p" || name == "hr" || tag.find('=') != std::string_view::npos) return true;
  }
  return false;
}

void remove_tags(std::string& text) {
  if (text.find('<') != std::string::npos) text = TagRemover(text).without_tags();
}

}  // namespace newsrank
