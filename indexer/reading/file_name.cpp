// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/file_name.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace newsrank {
namespace {

std::string lower_extension(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const std::size_t dot = name.rfind('.');
  std::string extension(dot == std::string_view::npos ? std::string_view{} : name.substr(dot));
  for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return extension;
}

}  // namespace

bool is_article_name(std::string_view path) {
  constexpr std::array<std::string_view, 19> kExtensions{
      ".md",   ".markdown", ".mdx",   ".html",   ".htm", ".adoc", ".org", ".rst",  ".txt", ".yml",
      ".yaml", ".json",     ".jsonl", ".ndjson", ".csv", ".tsv",  ".rss", ".atom", ".xml"};
  return std::find(kExtensions.begin(), kExtensions.end(), lower_extension(path)) != kExtensions.end();
}

bool is_stream_name(std::string_view path) {
  const std::string extension = lower_extension(path);
  return extension == ".yml" || extension == ".yaml";
}

bool is_markdown_name(std::string_view path) {
  const std::string extension = lower_extension(path);
  return extension == ".md" || extension == ".markdown" || extension == ".mdx";
}

bool is_table_name(std::string_view path) {
  const std::string extension = lower_extension(path);
  return extension == ".csv" || extension == ".tsv";
}

bool is_xml_name(std::string_view path) {
  return lower_extension(path) == ".xml";
}

bool is_lines_name(std::string_view path) {
  const std::string extension = lower_extension(path);
  return extension == ".jsonl" || extension == ".ndjson";
}

}  // namespace newsrank
