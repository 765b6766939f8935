// SPDX-License-Identifier: GPL-2.0-or-later
// A ReadSink that keeps what it is given, for tests.
#pragma once

#include <fmt/format.h>

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsrank/article.hpp"
#include "reading/read_sink.hpp"

namespace newsrank::test {

struct RecordingSink : ReadSink {
  void mention(const Mention& mention, std::string_view record) override {
    mentions.push_back(mention);
    if (!record.empty()) records.emplace(mention.content, record);
  }
  void problem(Problem problem) override { problems.push_back(std::move(problem)); }

  // The articles in the order of delivery.
  std::vector<Article> articles() const {
    std::vector<Article> all;
    for (const Mention& said : mentions) all.push_back(*decode_article(records.at(said.content)));
    return all;
  }

  // The problems as they are printed, without the path.
  std::vector<std::string> problem_lines() const {
    std::vector<std::string> lines;
    for (const Problem& p : problems) lines.push_back(fmt::format("{}:{}: {}", p.line, p.column, p.reason));
    return lines;
  }

  std::vector<Mention> mentions;
  std::map<std::uint64_t, std::string> records;
  std::vector<Problem> problems;
};

}  // namespace newsrank::test
