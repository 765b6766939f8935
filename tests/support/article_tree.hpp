// SPDX-License-Identifier: GPL-2.0-or-later
// Small trees of article files for tests.
#pragma once

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace newsrank::test {

// What one article is said to be: the same number and variant are the same text everywhere.
struct Said {
  int number = 0;
  int variant = 0;
};

inline std::string article_yaml(const Said& said, const std::string& indent) {
  const std::string line = "\n" + indent;
  std::string text = fmt::format("title: \"Story {} told in way {}\"", said.number, said.variant);
  text += fmt::format("{}webUrl: \"https://news.example/story/{}\"", line, said.number);
  text += fmt::format("{}publishedDateTime: 2024-01-{:02}T10:00:00Z", line, 1 + said.variant % 2);
  if (said.variant != 1) text += fmt::format("{}quality: {}", line, 10 * said.number + said.variant);
  if (said.variant == 2) text += line + "excerpt: \"More about it\"";
  return text;
}

// A document as it stands in a stream; a closing fence makes it an article file.
inline std::string article_document(const Said& own, const std::vector<Said>& related) {
  std::string text = "---\n" + article_yaml(own, "") + "\n";
  if (!related.empty()) text += "related:\n";
  for (const Said& said : related) text += "  - " + article_yaml(said, "    ") + "\n";
  return text;
}

// Writes a file with a time of last modification that is long past and different for each write.
inline void write_file(const std::string& path, const std::string& text) {
  static int writes = 0;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
  const auto time = std::filesystem::file_time_type::clock::now() - std::chrono::hours(24);
  std::filesystem::last_write_time(path, time + std::chrono::milliseconds(7 * ++writes));
}

}  // namespace newsrank::test
