// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/one_article.hpp"

#include <filesystem>
#include <optional>
#include <system_error>

#include "reading/article_reader.hpp"

namespace newsrank {
namespace {

class FirstArticle : public ReadSink {
 public:
  void mention(const Mention& /*mention*/, std::string_view record) override {
    if (article || record.empty()) return;
    if (auto decoded = decode_article(record)) article = std::move(*decoded);
  }
  void problem(Problem told) override {
    if (!first_problem) first_problem = std::move(told);
  }

  std::optional<Article> article;
  std::optional<Problem> first_problem;
};

}  // namespace

Result<Article> read_one_article(const std::string& path) {
  BlockCache cache(1);
  ArticleReader reader({}, cache);
  FirstArticle sink;
  std::error_code ignored;
  const PagePlace page{file_address(std::filesystem::absolute(path, ignored).lexically_normal().string()), nullptr,
                       path, path};
  reader.read_file(path, sink, &page);
  if (sink.article) return std::move(*sink.article);
  Error error{ErrorCode::invalid_argument, path + ": holds no article", ""};
  if (const auto& problem = sink.first_problem) {
    error.message = path + (problem->line > 0 ? ":" + std::to_string(problem->line) : "") + ": " + problem->reason;
  }
  return error;
}

}  // namespace newsrank
