// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/html/html_entities.hpp"

#include <algorithm>

#include "reading/html/html_entity_table.hpp"

namespace newsrank {
namespace {

static_assert(std::is_sorted(kHtmlEntities.begin(), kHtmlEntities.end(),
                             [](const HtmlEntity& a, const HtmlEntity& b) { return a.name < b.name; }));

const HtmlEntity* find_entity(std::string_view name) {
  const auto* const found =
      std::lower_bound(kHtmlEntities.begin(), kHtmlEntities.end(), name,
                       [](const HtmlEntity& entity, std::string_view key) { return entity.name < key; });
  return found != kHtmlEntities.end() && found->name == name ? found : nullptr;
}

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

std::string_view html_entity(std::string_view name) {
  const HtmlEntity* const found = find_entity(name);
  return found == nullptr ? std::string_view{} : found->text;
}

std::string_view unended_entity(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_word);
  const std::string_view name = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  if (end != text.end() && *end == '=') return {};
  const HtmlEntity* const found = find_entity(name);
  return found != nullptr && found->without_semicolon ? name : std::string_view{};
}

}  // namespace newsrank
