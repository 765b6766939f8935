// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/output/hit_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "programs/output/text_decoration.hpp"
#include "programs/terminal/terminal_text.hpp"

namespace newsrank::cli {
namespace {

constexpr std::size_t kCopiesNames = 4;

}  // namespace

const std::string& provider_name(const Provider& provider) {
  return provider.name.empty() ? provider.domain : provider.name;
}

std::string hit_facts(const Article& article, const HitNotes& notes) {
  std::string line = notes.also ? "also" : "";
  const auto add = [&](const std::string& fact) {
    if (!line.empty()) line += " · ";
    line += fact;
  };
  if (const std::string& provider = provider_name(article.provider); !provider.empty()) add(provider);
  if (article.published_at) {
    const std::string date = format_date_time(*article.published_at).substr(0, 10);
    add(notes.now ? fmt::format("{} ({})", date, relative_age(*article.published_at, *notes.now)) : date);
  }
  if (!article.type.empty() && article.type != "article") add(article.type);
  add(article.quality ? fmt::format("quality {:g}", *article.quality) : "quality unknown");
  if (article.quality && !notes.quality.empty()) line += " " + notes.quality;
  return line;
}

std::string copies_text(const Hit& hit) {
  std::vector<std::string> names;
  for (const StoryCopy& copy : hit.copies) {
    const std::string& name = provider_name(copy.provider);
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  std::string line = fmt::format("+{} more", hit.copies.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    line += i == 0 ? " from " : ", ";
    if (i == kCopiesNames) return line + "…";
    line += names[i];
  }
  return line;
}

std::string total_text(const TotalHits& total) {
  return fmt::format("{}{} article{}", total.exact ? "" : "about ", grouped(total.value), total.value == 1 ? "" : "s");
}

std::string found_text(const TotalHits& total) {
  const std::string found = total_text(total) + " found";
  return total.all_words == total.value ? found
                                        : fmt::format("{}, {} with every word", found, grouped(total.all_words));
}

bool is_corrected(const SearchResponse& response) {
  return std::any_of(response.diagnostics.begin(), response.diagnostics.end(),
                     [](const QueryDiagnostic& each) { return each.code == "corrected"; });
}

}  // namespace newsrank::cli
