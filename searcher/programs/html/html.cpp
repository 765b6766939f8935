// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/html/html.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "newsrank/snippet.hpp"
#include "programs/output/record_format.hpp"
#include "programs/terminal/terminal_text.hpp"

namespace newsrank::html {
namespace {

std::string escaped(std::string_view text) {
  const bool simple = std::all_of(text.begin(), text.end(), [](char c) {
    return c >= ' ' && c <= '~' && c != '&' && c != '<' && c != '>' && c != '"' && c != '\'';
  });
  if (simple) return std::string(text);
  Snippet plain;
  plain.text = cli::printable(text);
  return snippet_html(plain);
}

// A path from the root, a query, a fragment or a path below the page; never //host or a scheme.
bool is_own_path(std::string_view path) {
  if (path.starts_with("//") || path.find('\\') != std::string_view::npos) return false;
  return path.starts_with('/') || path.starts_with('?') || path.starts_with('#') || path.starts_with("./");
}

bool starts_with_scheme(std::string_view address, std::string_view scheme) {
  return address.size() > scheme.size() &&
         std::equal(scheme.begin(), scheme.end(), address.begin(),
                    [](char lower, char c) { return lower == (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c); });
}

std::string attribute_markup(std::string_view name, std::string_view value) {
  std::string markup;
  return markup.append(" ").append(name).append("=\"").append(escaped(value)).append("\"");
}

std::string open_tag(std::string_view name, std::initializer_list<Attribute> attributes) {
  std::string markup;
  markup.append("<").append(name);
  for (const Attribute& each : attributes) markup += each.markup();
  return markup += ">";
}

}  // namespace

bool is_web_address(std::string_view address) {
  return starts_with_scheme(address, "https://") || starts_with_scheme(address, "http://");
}

Attribute::Attribute(Name name, std::string_view value) : markup_(attribute_markup(name.text(), value)) {}

Attribute::Attribute(Name name) : markup_(fmt::format(" {}", name.text())) {}

Attribute Attribute::when(bool present, Name name, std::string_view value) {
  return present ? Attribute(name, value) : Attribute();
}

Attribute Attribute::when(bool present, Name name) {
  return present ? Attribute(name) : Attribute();
}

Attribute href(std::string_view address) {
  Attribute attribute;
  if (is_web_address(address) || is_own_path(address))
    attribute.markup_ = attribute_markup("href", cli::plain_url(address));
  return attribute;
}

Attribute action(std::string_view path) {
  Attribute attribute;
  if (is_own_path(path)) attribute.markup_ = attribute_markup("action", path);
  return attribute;
}

Attribute source(std::string_view path) {
  Attribute attribute;
  if (is_own_path(path)) attribute.markup_ = attribute_markup("src", path);
  return attribute;
}

Html::Html(std::string_view text) : markup_(escaped(text)) {}

Html Html::trusted(std::string_view markup) {
  Html html;
  html.markup_ = markup;
  return html;
}

Html element(Name name, std::initializer_list<Attribute> attributes, std::initializer_list<Html> children) {
  Html html;
  html.markup_ = open_tag(name.text(), attributes);
  for (const Html& child : children) html.markup_ += child.markup_;
  html.markup_.append("</").append(name.text()).append(">");
  return html;
}

Html element(Name name, std::initializer_list<Html> children) {
  return element(name, {}, children);
}

Html lone(Name name, std::initializer_list<Attribute> attributes) {
  Html html;
  html.markup_ = open_tag(name.text(), attributes);
  html.markup_.insert(html.markup_.size() - 1, "/");
  return html;
}

Html module_script(std::string_view path) {
  return Html::trusted(fmt::format("<script type=\"module\"{}></script>", source(path).markup()));
}

Html style_sheet(std::string_view css) {
  return Html::trusted(fmt::format("<style>{}</style>", css));
}

}  // namespace newsrank::html
