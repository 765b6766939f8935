// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/seen_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "programs/terminal/terminal_text.hpp"
#include "programs/text_file.hpp"

namespace newsrank::cli {
namespace {

constexpr std::string_view kHead = "# newsrank: articles that were shown";
constexpr std::size_t kMaxSeenBytes = std::size_t{64} * 1024 * 1024;

}  // namespace

Result<SeenFile> SeenFile::open(const std::string& name) {
  SeenFile file(name);
  std::error_code failure;
  if (std::filesystem::status(name, failure).type() == std::filesystem::file_type::not_found) return file;
  auto text = read_text_file(name, kMaxSeenBytes);
  if (!text) return std::move(text).error();
  std::string_view rest = *text;
  if (!rest.empty() && !rest.starts_with(kHead))
    return Error{ErrorCode::invalid_argument, fmt::format("{} is not a file of --unseen", name),
                 fmt::format("its first line would be: {}", kHead)};
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (!line.empty() && line.front() != '#') file.add(std::string(line));
  }
  return file;
}

void SeenFile::add(const std::string& id) {
  if (seen_.insert(id).second) lines_.push_back(id);
}

bool SeenFile::has(const Hit& hit) const {
  return seen_.contains(column_text(hit.article.id));
}

void SeenFile::add(const Hit& hit) {
  add(column_text(hit.article.id));
  for (const StoryCopy& copy : hit.copies) add(column_text(copy.id));
}

Result<void> SeenFile::save() const {
  std::string text = fmt::format("{}\n", kHead);
  for (const std::string& line : lines_) text += line + "\n";
  return replace_text_file(name_, text);
}

Result<SearchResponse> search_unseen(Searcher& searcher, SearchRequest request, const SeenFile& seen) {
  const std::size_t wanted = request.limit;
  request.offset = 0;
  for (request.limit = std::clamp<std::size_t>(2 * wanted, 10, kMaxResultWindow);;
       request.limit = std::min(4 * request.limit, kMaxResultWindow)) {
    auto response = searcher.search(request);
    if (!response) return response;
    const bool all = response->hits.size() < request.limit || request.limit == kMaxResultWindow;
    std::erase_if(response->hits, [&](const Hit& hit) { return hit.also || seen.has(hit); });
    if (!all && response->hits.size() < wanted) continue;
    response->total = {response->hits.size(), all, response->hits.size()};
    if (response->hits.size() > wanted) response->hits.resize(wanted);
    for (std::size_t i = 0; i < response->hits.size(); ++i) response->hits[i].rank = i + 1;
    return response;
  }
}

}  // namespace newsrank::cli
