// SPDX-License-Identifier: GPL-2.0-or-later
// Everything an index holds about each article, as text that can be compared.
#pragma once

#include <fmt/format.h>
#include <xapian.h>

#include <map>
#include <string>

namespace newsrank::test {

inline std::string dump_document(const Xapian::Document& document, std::string& identity) {
  std::string text = "data " + document.get_data() + "\n";
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
    if ((*term).starts_with('Q')) identity = *term;
    text += fmt::format("term {} {}", *term, term.get_wdf());
    for (auto position = term.positionlist_begin(); position != term.positionlist_end(); ++position) {
      text += fmt::format(" {}", *position);
    }
    text += "\n";
  }
  for (auto value = document.values_begin(); value != document.values_end(); ++value) {
    text += fmt::format("value {} {}\n", value.get_valueno(), *value);
  }
  return text;
}

// By identity term. An article that stands in the index twice, or has no identity, is marked so that no index is equal.
inline std::map<std::string, std::string> dump_index(const std::string& folder) {
  std::map<std::string, std::string> articles;
  const Xapian::Database database(folder);
  for (auto posting = database.postlist_begin(""); posting != database.postlist_end(""); ++posting) {
    std::string identity = fmt::format("none {} of {}", *posting, folder);
    const std::string text = dump_document(database.get_document(*posting), identity);
    if (!articles.emplace(identity, text).second) articles[identity] = "twice in " + folder;
  }
  return articles;
}

}  // namespace newsrank::test
