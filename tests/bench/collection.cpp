// SPDX-License-Identifier: GPL-2.0-or-later
#include "collection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "language.hpp"

namespace newsrank::bench {
namespace {

constexpr std::uint64_t kProviders = 800;
constexpr std::uint64_t kTopics = 2000;
constexpr std::uint64_t kRelated = 30;
constexpr std::uint64_t kFilesPerFolder = 1000;

// Of `count` things the first ones more often.
std::uint64_t draw_skewed(Random& random, std::uint64_t count) {
  return static_cast<std::uint64_t>(std::pow(static_cast<double>(count), random.uniform())) - 1;
}

std::string provider_name(std::uint64_t number) {
  Random random(number + 7'000'000);
  return draw_title(random, 1 + random.below(3));
}

std::string topic(std::uint64_t number) {
  Random random(number + 9'000'000);
  return draw_title(random, 1 + random.below(2));
}

// A title as it stands in an address.
std::string slug(std::string_view title) {
  std::string text;
  for (const char c : title) {
    if (c == ' ') text += '-';
    if (c >= 'A' && c <= 'Z') text += static_cast<char>(c - 'A' + 'a');
    if (c >= 'a' && c <= 'z') text += c;
  }
  return text;
}

// The lines of an article, each behind `indent`. `extra`: also an address and an image, which nothing is made of.
std::string fields(const Article& article, std::string_view indent, bool extra) {
  std::string text;
  const auto line = [&](std::string_view key, const auto& value) {
    fmt::format_to(std::back_inserter(text), "{}{}: {}\n", indent, key, value);
  };
  const auto quoted = [](std::string_view value) { return fmt::format("\"{}\"", value); };
  line("title", quoted(article.title));
  line("excerpt", quoted(article.excerpt));
  line("publishedDateTime", format_date_time(*article.published_at));
  line("webUrl", quoted(article.url));
  if (extra) line("ampWebUrl", quoted(article.url + "amp/"));
  line("type", article.type);
  fmt::format_to(std::back_inserter(text), "{0}provider:\n{0}  name: {1}\n{0}  domain: {2}\n", indent,
                 article.provider.name, article.provider.domain);
  if (article.quality) line("quality", *article.quality);
  if (extra) {
    fmt::format_to(std::back_inserter(text),
                   "{0}images:\n{0}  - url: \"https://media.{1}/files/{2}.jpg\"\n{0}    width: 1280\n"
                   "{0}    height: 720\n{0}    isCached: true\n",
                   indent, article.provider.domain, slug(article.title));
  }
  return text;
}

std::string own_fields(const Article& article, bool extra) {
  std::string text = "category: news\n" + fields(article, "", extra);
  fmt::format_to(std::back_inserter(text), "heat: -1\npublished: {}\ntopics:\n", *article.published);
  for (const std::string& each : article.topics) text += "  - " + each + '\n';
  return text;
}

std::string related_entry(const Article& article) {
  std::string text = fields(article, "    ", true);
  text[2] = '-';
  return text;
}

void write_file(const std::string& path, std::string_view text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  if (!out.flush()) throw std::runtime_error("cannot write " + path);
}

// The place of file `number` below `folder`, which is made.
std::string file_path(const std::string& folder, std::uint64_t number) {
  const std::string below = fmt::format("{}/{:04}", folder, number / kFilesPerFolder);
  if (number % kFilesPerFolder == 0) std::filesystem::create_directories(below);
  return fmt::format("{}/{:08}.md", below, number);
}

}  // namespace

Article generate_article(std::uint64_t seed, std::uint64_t number) {
  Random random(Random(seed).next() + number);
  random = Random(random.next());  // neighbours would else be the same sequence, one step apart
  Article article;
  article.title = draw_title(random, 5 + random.below(7));
  article.excerpt = draw_sentences(random, 20 + random.below(25));
  const std::uint64_t provider = draw_skewed(random, kProviders);
  article.provider.name = provider_name(provider);
  article.provider.domain = fmt::format("{}{}.example.com", slug(article.provider.name), provider);
  const auto topics = 1 + random.below(2);
  for (std::uint64_t n = 0; n < topics; ++n) article.topics.push_back(topic(draw_skewed(random, kTopics)));
  article.published_at = 1'262'304'000 + static_cast<std::int64_t>(random.below(16 * 31'557'600ULL));
  article.category = "news";
  article.type = random.one_in(10) ? "video" : "article";
  article.published = random.one_in(5);
  if (!random.one_in(70)) article.quality = std::floor(140 * (random.uniform() + random.uniform()) / 2);
  article.url =
      fmt::format("https://www.{}/news/{}-{}/", article.provider.domain, slug(article.title).substr(0, 60), number);
  article.id = article.url;
  return article;
}

std::string as_document(const Article& article) {
  return "---\n" + own_fields(article, false);
}

void write_stream(std::uint64_t seed, std::uint64_t count, const std::function<void(std::string_view)>& write) {
  for (std::uint64_t number = 0; number < count; ++number) write(as_document(generate_article(seed, number)));
}

void write_files(std::uint64_t seed, std::uint64_t count, const std::string& folder) {
  for (std::uint64_t number = 0; number < count; ++number) {
    write_file(file_path(folder, number), as_document(generate_article(seed, number)) + "---\n");
  }
}

void write_related(std::uint64_t seed, std::uint64_t files, const std::string& folder) {
  Random random(seed);
  for (std::uint64_t number = 0; number < files; ++number) {
    std::string text = "---\n" + own_fields(generate_article(seed, number), true) + "related:\n";
    for (std::uint64_t n = 0; n < kRelated; ++n) text += related_entry(generate_article(seed, random.below(files)));
    write_file(file_path(folder, number), text + "---\n");
  }
}

}  // namespace newsrank::bench
