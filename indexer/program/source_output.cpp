// SPDX-License-Identifier: GPL-2.0-or-later
#include "program/source_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "core/text/printable.hpp"
#include "json/json_writer.hpp"
#include "program/report_output.hpp"
#include "sources/catalogue_key.hpp"

namespace newsrank {
namespace {

struct SourceCount {
  std::string path;
  std::uint64_t files = 0;
  std::uint64_t articles = 0;  // that its files are about, or mention
};

// Files of earlier programs, which noted no sources, stand under their folders.
std::vector<SourceCount> counts_of(const Catalogue& catalogue) {
  std::vector<std::string> sources = catalogue.sources();
  for (std::size_t file = 0; file < catalogue.file_count(); ++file) {
    const std::string_view path = catalogue.path(file);
    const bool known = std::any_of(sources.begin(), sources.end(),
                                   [&](const std::string& source) { return lies_below(path, source); });
    if (!known) sources.emplace_back(path.substr(0, std::max<std::size_t>(path.rfind('/'), 1)));
  }
  std::sort(sources.begin(), sources.end());
  std::vector<SourceCount> counts;
  for (const std::string& source : sources) {
    SourceCount count{source};
    std::vector<bool> said(catalogue.mentions().size());
    for (std::size_t file = 0; file < catalogue.file_count(); ++file) {
      if (!lies_below(catalogue.path(file), source)) continue;
      ++count.files;
      for (const std::uint32_t reference : catalogue.references(file)) said[reference] = true;
    }
    const std::vector<Mention>& mentions = catalogue.mentions();
    for (std::size_t i = 0, last = mentions.size(); i < mentions.size(); ++i) {
      if (!said[i]) continue;
      if (last == mentions.size() || mentions[last].identity != mentions[i].identity) ++count.articles;
      last = i;
    }
    counts.push_back(std::move(count));
  }
  return counts;
}

}  // namespace

std::string format_sources(const Catalogue& catalogue) {
  std::string text;
  for (const SourceCount& source : counts_of(catalogue)) {
    text += fmt::format("{:>10} files {:>12} articles  {}\n", detail::grouped(source.files),
                        detail::grouped(source.articles), printable(source.path));
  }
  return text.empty() ? "the index was made from no files\n" : text;
}

std::string format_sources_json(const Catalogue& catalogue) {
  return detail::json_object([&](detail::JsonWriter& out) {
           out.member("schema_version", 1);
           out.objects("sources", counts_of(catalogue), [](detail::JsonWriter& row, const SourceCount& source) {
             row.member("path", source.path);
             row.member("files", source.files);
             row.member("articles", source.articles);
           });
         }) +
         '\n';
}

std::string format_explained(const std::string& file, const ExplainedFile& explained) {
  std::string text = printable(file) + "\n";
  if (!explained.site.empty()) text += fmt::format("  {:24}{}\n", "site", printable(explained.site));
  for (const ExplainedDocument& document : explained.documents) {
    for (const auto& [key, member] : document.used) text += fmt::format("  {:24}-> {}\n", printable(key), member);
    for (const std::string& key : document.unused) text += fmt::format("  {:24}not used\n", printable(key));
    for (const Article& article : document.articles) {
      text += fmt::format("  {:24}{}\n", "title", printable(article.title));
      text += fmt::format("  {:24}{}\n", "identity", printable(article.id));
      if (article.published_at)
        text += fmt::format("  {:24}{}\n", "published_at", format_date_time(*article.published_at));
    }
  }
  for (const Problem& problem : explained.problems)
    text += fmt::format("problem {}:{}: {}\n", problem.line, problem.column, printable(problem.reason));
  for (const Problem& remark : explained.remarks)
    text += fmt::format("remark {}:{}: {}\n", remark.line, remark.column, printable(remark.reason));
  return text;
}

}  // namespace newsrank
