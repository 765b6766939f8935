// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/html/html_page.hpp"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <vector>

#include "reading/html/html_text.hpp"
#include "reading/json/json_reader.hpp"

namespace newsrank {
namespace {

constexpr std::size_t kMaxPage = std::size_t{4} << 20U;  // what follows is left out
constexpr unsigned kMaxErrors = 0;

bool is_element(const GumboNode& node, GumboTag tag) {
  return node.type == GUMBO_NODE_ELEMENT && node.v.element.tag == tag;
}

std::string attribute(const GumboNode& node, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&node.v.element.attributes, name);
  return found == nullptr ? "" : found->value;
}

const GumboVector* children_of(const GumboNode& node) {
  if (node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE) return &node.v.element.children;
  return node.type == GUMBO_NODE_DOCUMENT ? &node.v.document.children : nullptr;
}

// Calls visit(node) for a node and all below it, in their order, without recursion; false: not what is below.
template <typename Visit>
void walk(const GumboNode& root, Visit&& visit) {
  std::vector<const GumboNode*> open{&root};
  while (!open.empty()) {
    const GumboNode& node = *open.back();
    open.pop_back();
    if (!visit(node)) continue;
    const GumboVector* children = children_of(node);
    if (children == nullptr) continue;
    for (unsigned i = children->length; i > 0; --i)
      open.push_back(static_cast<const GumboNode*>(children->data[i - 1]));
  }
}

bool is_text(const GumboNode& node) {
  return node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA;
}

// Elements that hold no text of the article.
bool is_aside(const GumboNode& node) {
  constexpr std::array kTags{GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_TEMPLATE,
                             GUMBO_TAG_NAV,    GUMBO_TAG_ASIDE, GUMBO_TAG_FOOTER,   GUMBO_TAG_HEADER,
                             GUMBO_TAG_FORM,   GUMBO_TAG_SVG,   GUMBO_TAG_IFRAME,   GUMBO_TAG_HEAD};
  return node.type == GUMBO_NODE_TEMPLATE ||
         std::any_of(kTags.begin(), kTags.end(), [&](GumboTag tag) { return is_element(node, tag); });
}

// Whether more elements may be open at once than pages of people have.
bool nests_deeply(std::string_view html) {
  constexpr int kMostOpen = 2'000;
  int open = 0;
  for (std::size_t at = html.find('<'); at != std::string_view::npos && at + 1 < html.size();
       at = html.find('<', at + 1)) {
    const char next = html[at + 1];
    if (next == '/') {
      open = std::max(open - 1, 0);
    } else if ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z')) {
      constexpr std::string_view kEndless = "br img input meta link hr p li td tr th option dt dd source wbr col area ";
      const std::string_view name =
          html.substr(at + 1, std::min<std::size_t>(html.find_first_of(" \t\n\r/>", at + 1), html.size()) - at - 1);
      if (name.size() > 6 || kEndless.find(std::string(name) + " ") == std::string_view::npos) ++open;
    }
    if (open > kMostOpen) return true;
  }
  return false;
}

bool is_inline(GumboTag tag) {
  constexpr std::array kTags{GUMBO_TAG_A,    GUMBO_TAG_ABBR, GUMBO_TAG_B,     GUMBO_TAG_BDI,    GUMBO_TAG_BDO,
                             GUMBO_TAG_CITE, GUMBO_TAG_CODE, GUMBO_TAG_EM,    GUMBO_TAG_FONT,   GUMBO_TAG_I,
                             GUMBO_TAG_KBD,  GUMBO_TAG_MARK, GUMBO_TAG_Q,     GUMBO_TAG_S,      GUMBO_TAG_SAMP,
                             GUMBO_TAG_SPAN, GUMBO_TAG_SUB,  GUMBO_TAG_SMALL, GUMBO_TAG_STRONG, GUMBO_TAG_SUP,
                             GUMBO_TAG_U,    GUMBO_TAG_VAR,  GUMBO_TAG_WBR};
  return std::find(kTags.begin(), kTags.end(), tag) != kTags.end();
}

std::string text_of(const GumboNode& root) {
  std::string text;
  walk(root, [&](const GumboNode& node) {
    if (is_text(node)) text += node.v.text.text;
    if (node.type == GUMBO_NODE_ELEMENT && !is_inline(node.v.element.tag)) text += '\n';
    return &node == &root || !is_aside(node);
  });
  return finished_text(text);
}

// What the head says: of each key the value of the best source.
class HeadValues {
 public:
  void set(std::string_view key, int rank, std::string value) {
    if (finished_text(value).empty()) return;
    Value& known = values_[std::string(key)];
    if (known.items.empty() || rank < known.rank) known = {rank, {std::move(value)}};
  }
  void add(std::string_view key, int rank, std::string value) {
    if (finished_text(value).empty()) return;
    Value& known = values_[std::string(key)];
    if (known.items.empty() || rank < known.rank) known = {rank, {}};
    if (rank == known.rank) known.items.push_back(std::move(value));
  }

  void write(YamlTape& tape) const {
    const std::size_t mapping = tape.open(YamlKind::mapping, 0);
    for (const auto& [key, value] : values_) {
      tape.add(YamlKind::scalar, 0, tape.keep(key));
      if (value.items.size() == 1) {
        tape.add(YamlKind::scalar, 0, tape.keep(value.items.front()));
        continue;
      }
      const std::size_t list = tape.open(YamlKind::sequence, 0);
      for (const std::string& item : value.items) tape.add(YamlKind::scalar, 0, tape.keep(item));
      tape.close(list);
    }
    tape.close(mapping);
  }

 private:
  struct Value {
    int rank = 0;
    std::vector<std::string> items;
  };
  std::map<std::string, Value> values_;
};

enum Rank : int { kLinkedData, kOpenGraph, kMeta, kElement };

struct MetaName {
  std::string_view name;  // of the attribute property or name
  std::string_view key;
  Rank rank;
};

constexpr std::array<MetaName, 16> kMetaNames{{{"og:title", "title", kOpenGraph},
                                               {"twitter:title", "title", kMeta},
                                               {"og:description", "description", kOpenGraph},
                                               {"description", "description", kMeta},
                                               {"article:published_time", "date", kOpenGraph},
                                               {"date", "date", kMeta},
                                               {"datepublished", "date", kMeta},
                                               {"dc.date", "date", kMeta},
                                               {"article:tag", "tags", kOpenGraph},
                                               {"keywords", "tags", kMeta},
                                               {"article:section", "section", kOpenGraph},
                                               {"og:site_name", "site_name", kOpenGraph},
                                               {"og:url", "canonical_url", kMeta},
                                               {"news_keywords", "tags", kMeta},
                                               {"author", "author", kMeta},
                                               {"dc.language", "lang", kMeta}}};

void read_meta(const GumboNode& node, HeadValues& values) {
  std::string name = attribute(node, "property");
  if (name.empty()) name = attribute(node, "name");
  if (name.empty()) name = attribute(node, "itemprop");
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  for (const MetaName& known : kMetaNames) {
    if (name == known.name) values.add(known.key, known.rank, attribute(node, "content"));
  }
}

// The first object of a JSON-LD text whose type ends in "Article" or "Posting"; lists and @graph are looked through.
class LinkedData {
 public:
  LinkedData(const YamlTape& tape, HeadValues& values) : tape_(tape), values_(values) {}

  void read(std::size_t at) {
    if (tape_[at].kind == YamlKind::sequence) {
      for (std::size_t item = at + 1; item < at + tape_[at].extent; item += tape_[item].extent) read(item);
    }
    if (tape_[at].kind != YamlKind::mapping) return;
    if (const auto graph = find(at, "@graph"); graph != 0) read(graph);
    const std::string type = text(find(at, "@type"));
    if (!type.ends_with("Article") && !type.ends_with("Posting")) return;
    values_.set("title", kLinkedData, text(find(at, "headline")));
    values_.set("description", kLinkedData, text(find(at, "description")));
    values_.set("date", kLinkedData, text(find(at, "datePublished")));
    values_.set("section", kLinkedData, text(find(at, "articleSection")));
    values_.set("lang", kLinkedData, text(find(at, "inLanguage")));
    if (const auto publisher = find(at, "publisher"); publisher != 0)
      values_.set("site_name", kLinkedData, text(find(publisher, "name")));
    read_authors(find(at, "author"));
    const auto keywords = find(at, "keywords");
    if (keywords == 0) return;
    if (tape_[keywords].kind == YamlKind::scalar) return values_.set("tags", kLinkedData, text(keywords));
    for (std::size_t item = keywords + 1; item < keywords + tape_[keywords].extent; item += tape_[item].extent)
      values_.add("tags", kLinkedData, text(item));
  }

 private:
  // Persons, or their names, or a list of these.
  void read_authors(std::size_t at) {
    if (at == 0) return;
    if (tape_[at].kind != YamlKind::sequence) return add_author(at);
    for (std::size_t item = at + 1; item < at + tape_[at].extent; item += tape_[item].extent) add_author(item);
  }
  void add_author(std::size_t at) {
    values_.add("author", kLinkedData, text(tape_[at].kind == YamlKind::mapping ? find(at, "name") : at));
  }

  // The place of the value; 0: there is none.
  std::size_t find(std::size_t mapping, std::string_view name) const {
    if (tape_[mapping].kind != YamlKind::mapping) return 0;
    for (std::size_t key = mapping + 1; key < mapping + tape_[mapping].extent;) {
      const std::size_t value = key + tape_[key].extent;
      if (tape_[key].text == name) return value;
      key = value + tape_[value].extent;
    }
    return 0;
  }

  // Of a list its first item.
  std::string text(std::size_t at) const {
    if (at != 0 && tape_[at].kind == YamlKind::sequence && tape_[at].extent > 1) ++at;
    return at != 0 && tape_[at].kind == YamlKind::scalar ? std::string(tape_[at].text) : "";
  }

  const YamlTape& tape_;
  HeadValues& values_;
};

void read_linked_data(const GumboNode& script, HeadValues& values) {
  std::string json;
  walk(script, [&](const GumboNode& node) {
    if (is_text(node)) json += node.v.text.text;
    return true;
  });
  YamlTape tape;
  if (!read_json(json, {}, tape)) LinkedData(tape, values).read(0);
}

void read_head_element(const GumboNode& node, HeadValues& values) {
  if (is_element(node, GUMBO_TAG_META)) read_meta(node, values);
  if (is_element(node, GUMBO_TAG_TITLE)) values.set("title", kElement, text_of(node));
  if (is_element(node, GUMBO_TAG_HTML)) values.set("lang", kElement, attribute(node, "lang"));
  if (is_element(node, GUMBO_TAG_LINK) && attribute(node, "rel") == "canonical")
    values.set("canonical_url", kOpenGraph, attribute(node, "href"));
  if (is_element(node, GUMBO_TAG_SCRIPT) && attribute(node, "type") == "application/ld+json")
    read_linked_data(node, values);
}

}  // namespace

bool is_html_page(std::string_view text) {
  constexpr std::size_t kHead = 4096;
  text = text.substr(0, kHead);
  std::size_t at = text.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  while (at != std::string_view::npos && text.substr(at).starts_with("<!--")) {
    const std::size_t end = text.find("-->", at);
    at = end == std::string_view::npos ? end : text.find_first_not_of(" \t\r\n", end + 3);
  }
  if (at == std::string_view::npos) return false;
  std::string lower(text.substr(at, 14));
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower.starts_with("<!doctype html") || lower.starts_with("<html");
}

void read_html_page(std::string_view html, YamlTape& tape, std::string& body) {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = kMaxErrors;
  html = html.substr(0, kMaxPage);
  if (nests_deeply(html)) {  // gumbo frees its tree by recursion
    tape.close(tape.open(YamlKind::mapping, 0));
    body = clean_text(html);
    return;
  }
  const auto destroy = [&options](GumboOutput* output) { gumbo_destroy_output(&options, output); };
  const std::unique_ptr<GumboOutput, decltype(destroy)> page(
      gumbo_parse_with_options(&options, html.data(), html.size()), destroy);
  HeadValues values;
  const GumboNode* main = nullptr;
  const GumboNode* article = nullptr;
  const GumboNode* whole = nullptr;
  const GumboNode* heading = nullptr;
  walk(*page->root, [&](const GumboNode& node) {
    read_head_element(node, values);
    const auto first = [&](const GumboNode*& place, GumboTag tag) {
      if (place == nullptr && is_element(node, tag)) place = &node;
    };
    first(main, GUMBO_TAG_MAIN);
    first(article, GUMBO_TAG_ARTICLE);
    first(whole, GUMBO_TAG_BODY);
    first(heading, GUMBO_TAG_H1);
    return true;
  });
  if (heading != nullptr) values.set("title", kElement + 1, text_of(*heading));
  values.write(tape);
  const GumboNode* text = main != nullptr ? main : article != nullptr ? article : whole;
  body = text == nullptr ? "" : text_of(*text);
}

}  // namespace newsrank
