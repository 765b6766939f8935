// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "json/response_json.hpp"
#include "programs/output/output.hpp"

namespace newsrank::cli {
namespace {

class JsonPrinter : public Printer {
 public:
  explicit JsonPrinter(std::FILE* out) : out_(out) {}

  // One object on one line.
  void print(const RunQuery& query, const SearchResponse& response) override {
    fmt::print(out_, "{}\n", detail::response_json(query.text, response, query.id));
  }

  void print_error(const RunQuery& query, const Error& error) override {
    fmt::print(out_, "{}\n", detail::error_json(query.text, error, query.id));
  }

 private:
  std::FILE* out_;
};

}  // namespace

std::unique_ptr<Printer> make_json_printer(std::FILE* out) {
  return std::make_unique<JsonPrinter>(out);
}

void print_completions_json(std::FILE* out, const std::string& text, const Completions& completions) {
  fmt::print(out, "{}\n", detail::completions_json(text, completions));
}

}  // namespace newsrank::cli
