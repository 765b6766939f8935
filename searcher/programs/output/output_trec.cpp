// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/url.hpp"
#include "programs/output/output.hpp"
#include "programs/terminal/terminal_text.hpp"

namespace newsrank::cli {
namespace {

class TrecPrinter : public Printer {
 public:
  explicit TrecPrinter(std::FILE* out) : out_(out) {}

  // Judging tools order a run by its scores, as floats, and break ties their own way: scores that are equal as floats
  // are written one step apart, so that the order is ours.
  void print(const RunQuery& query, const SearchResponse& response) override {
    const std::string id = query.id.empty() ? "1" : column_text(query.id);
    float above = std::numeric_limits<float>::infinity();
    for (const Hit& hit : response.hits) {
      const float below = std::nextafter(above, -std::numeric_limits<float>::infinity());
      const float score = std::min(static_cast<float>(hit.score), below);
      fmt::print(out_, "{} Q0 {} {} {:.9g} newsrank\n", id, column_text(detail::shown_address(hit.article)), hit.rank,
                 score);
      above = score;
    }
  }

 private:
  std::FILE* out_;
};

}  // namespace

std::unique_ptr<Printer> make_trec_printer(std::FILE* out) {
  return std::make_unique<TrecPrinter>(out);
}

}  // namespace newsrank::cli
