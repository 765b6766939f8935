// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/like_file.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <optional>
#include <string_view>
#include <utility>

#include "programs/text_file.hpp"

namespace newsrank::cli {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{4} * 1024 * 1024;
constexpr std::string_view kFence = "---";

struct Parts {
  std::string front_matter;
  std::string body;
};

// The offset behind the line that begins at `begin`.
std::size_t next_line(std::string_view text, std::size_t begin) {
  const auto end = text.find('\n', begin);
  return end == std::string_view::npos ? text.size() : end + 1;
}

bool is_fence(std::string_view line) {
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
  return line == kFence;
}

std::optional<Parts> cut(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  const std::size_t first = next_line(text, 0);
  if (!is_fence(text.substr(0, first))) return std::nullopt;
  for (std::size_t begin = first; begin < text.size();) {
    const std::size_t end = next_line(text, begin);
    if (is_fence(text.substr(begin, end - begin)))
      return Parts{std::string(text.substr(first, begin - first)), std::string(text.substr(end))};
    begin = end;
  }
  return std::nullopt;
}

std::string scalar(const YAML::Node& node) {
  return node && node.IsScalar() ? node.Scalar() : std::string{};
}

Article article_of(const YAML::Node& front_matter) {
  Article article;
  if (!front_matter.IsMap()) return article;
  article.title = scalar(front_matter["title"]);
  article.excerpt = scalar(front_matter["excerpt"]);
  article.url = scalar(front_matter["webUrl"]);
  if (article.url.empty()) article.url = scalar(front_matter["originalUrl"]);
  if (const YAML::Node topics = front_matter["topics"]; topics && topics.IsSequence()) {
    for (const YAML::Node& topic : topics) {
      if (topic.IsScalar()) article.topics.push_back(topic.Scalar());
    }
  }
  return article;
}

}  // namespace

Result<Article> parse_like_text(const std::string& text, const std::string& name) {
  const auto parts = cut(text);
  Article article;
  if (!parts) {
    article.body = text;
    return article;
  }
  try {
    article = article_of(YAML::Load(parts->front_matter));
  } catch (const YAML::Exception& exception) {
    // The front matter begins on the file's second line.
    return Error{ErrorCode::invalid_argument, fmt::format("{}:{}: {}", name, exception.mark.line + 2, exception.msg),
                 "--like takes an address in the index, an article with YAML front matter, or a text"};
  }
  article.body = parts->body;
  return article;
}

Result<Article> read_like_file(const std::string& path) {
  const auto text = read_text_file(path, kMaxBytes);
  if (!text)
    return Error{text.error().code, text.error().message,
                 "--like takes an address in the index, or the name of a file of at most 4 MiB"};
  return parse_like_text(*text, path);
}

}  // namespace newsrank::cli
