// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/url.hpp"
#include "json/response_json.hpp"
#include "programs/output/fields.hpp"
#include "programs/output/output.hpp"
#include "programs/output/record_format.hpp"
#include "programs/output/text_decoration.hpp"
#include "programs/terminal/terminal_text.hpp"

namespace newsrank::cli {
namespace {

// One line: of a file its path, of anything else the address.
std::string url_line(const std::string& url) {
  std::string text = address_text(url);
  return text == url ? plain_url(url) : printable(text);
}

// The chosen fields, or the format's own; those of a batch begin with the query they belong to.
std::vector<std::string> columns_of(const PrinterOptions& options) {
  std::vector<std::string> fields = options.fields;
  if (fields.empty()) fields = default_fields(options.format);
  const bool named = std::find(fields.begin(), fields.end(), "query_id") != fields.end();
  if (options.batch && !named) fields.insert(fields.begin(), "query_id");
  return fields;
}

// A row is cells between separators, in the end a line break.
struct TableForm {
  std::string_view before;
  std::string_view between;
  std::string_view after;
};

class TablePrinter : public Printer {
 public:
  TablePrinter(std::FILE* out, const PrinterOptions& options)
      : out_(out), format_(options.format), fields_(columns_of(options)) {}

  void print(const RunQuery& query, const SearchResponse& response) override {
    if (!has_head_) print_head();
    for (const Hit& hit : response.hits) {
      std::vector<std::string> cells;
      for (const std::string& field : fields_) cells.push_back(cell({query, hit}, field));
      print_row(cells);
    }
  }

 private:
  TableForm form() const {
    switch (format_) {
      case Format::csv:
        return {"", ",", "\r\n"};
      case Format::tsv:
        return {"", "\t", "\n"};
      default:
        return {"| ", " | ", " |\n"};
    }
  }

  void print_row(const std::vector<std::string>& cells) {
    fmt::print(out_, "{}{}{}", form().before, fmt::join(cells, form().between), form().after);
  }

  void print_head() {
    has_head_ = true;
    print_row(fields_);
    if (format_ == Format::markdown) print_row(std::vector<std::string>(fields_.size(), "---"));
  }

  std::string cell(const Row& row, const std::string& field) const {
    const FieldValue value = field_value(row, field);
    const std::string text = cell_text(value);
    if (format_ == Format::markdown) return markdown_cell(row.hit, field, text);
    // Numbers are none that a spreadsheet could take for formulas.
    const bool number = std::holds_alternative<double>(value) || std::holds_alternative<std::uint64_t>(value);
    const std::string safe = number ? text : spreadsheet_text(text);
    return format_ == Format::csv ? csv_field(safe) : safe;
  }

  static std::string markdown_cell(const Hit& hit, const std::string& field, const std::string& text) {
    if (field == "url" || field == "id") return fmt::format("<{}>", plain_url(text));
    if (field == "date") return text.substr(0, text.find('T'));
    if (field != "title") return markdown_text(text);
    return fmt::format("[{}](<{}>)", markdown_text(text), plain_url(detail::shown_address(hit.article)));
  }

  std::FILE* out_;
  Format format_;
  std::vector<std::string> fields_;
  bool has_head_ = false;
};

class JsonLinesPrinter : public Printer {
 public:
  JsonLinesPrinter(std::FILE* out, const PrinterOptions& options) : out_(out) {
    if (options.fields.empty()) return;
    // An object has one member of a name, however often it is chosen.
    for (const std::string& field : columns_of(options)) {
      if (std::find(fields_.begin(), fields_.end(), field) == fields_.end()) fields_.push_back(field);
    }
  }

  void print(const RunQuery& query, const SearchResponse& response) override {
    for (const Hit& hit : response.hits) {
      fmt::print(out_, "{}\n", detail::json_object([&](detail::JsonWriter& out) {
                   fields_.empty() ? write_all(out, {query, hit}) : write_chosen(out, {query, hit});
                 }));
    }
  }

 private:
  static void write_all(detail::JsonWriter& out, const Row& row) {
    detail::write_hit(out, row.hit);
    if (!row.query.id.empty()) out.member("query_id", row.query.id);
    out.member("query", row.query.text);
  }

  void write_chosen(detail::JsonWriter& out, const Row& row) const {
    for (const std::string& field : fields_)
      std::visit([&](const auto& value) { out.member(field, value); }, field_value(row, field));
  }

  std::FILE* out_;
  std::vector<std::string> fields_;  // empty: all
};

class UrlPrinter : public Printer {
 public:
  explicit UrlPrinter(std::FILE* out) : out_(out) {}

  void print(const RunQuery&, const SearchResponse& response) override {
    for (const Hit& hit : response.hits) fmt::print(out_, "{}\n", url_line(detail::shown_address(hit.article)));
  }

 private:
  std::FILE* out_;
};

}  // namespace

std::unique_ptr<Printer> make_table_printer(std::FILE* out, const PrinterOptions& options) {
  return std::make_unique<TablePrinter>(out, options);
}

std::unique_ptr<Printer> make_jsonl_printer(std::FILE* out, const PrinterOptions& options) {
  return std::make_unique<JsonLinesPrinter>(out, options);
}

std::unique_ptr<Printer> make_url_printer(std::FILE* out) {
  return std::make_unique<UrlPrinter>(out);
}

}  // namespace newsrank::cli
