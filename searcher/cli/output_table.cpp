#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/fields.hpp"
#include "cli/output.hpp"
#include "cli/record_format.hpp"
#include "json/response_json.hpp"

namespace newsrank::cli {
namespace {

using detail::Json;

// The hits' JSON objects, each with the query that found it.
std::vector<Json> hit_objects(const RunQuery& query, const SearchResponse& response) {
  Json object = detail::response_json(query.text, response);
  std::vector<Json> hits;
  for (Json& hit : object["hits"]) {
    if (!query.id.empty()) hit["query_id"] = query.id;
    hit["query"] = query.text;
    hits.push_back(std::move(hit));
  }
  return hits;
}

// The chosen fields, or the format's own; those of a batch begin with the query they belong to.
std::vector<std::string> columns_of(const Options& options) {
  std::vector<std::string> fields = options.settings.fields;
  if (fields.empty()) fields = default_fields(options.settings.format);
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
  TablePrinter(std::FILE* out, const Options& options)
      : out_(out), format_(options.settings.format), fields_(columns_of(options)) {}

  void print(const RunQuery& query, const SearchResponse& response) override {
    if (!has_head_) print_head();
    for (const Json& hit : hit_objects(query, response)) {
      std::vector<std::string> cells;
      for (const std::string& field : fields_) cells.push_back(cell(hit, field));
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

  std::string cell(const Json& hit, const std::string& field) const {
    const Json value = field_value(hit, field);
    const std::string text = cell_text(value);
    if (format_ == Format::markdown) return markdown_cell(hit, field, text);
    // Numbers are none that a spreadsheet could take for formulas.
    const std::string safe = value.is_number() ? text : spreadsheet_text(text);
    return format_ == Format::csv ? csv_field(safe) : safe;
  }

  static std::string markdown_cell(const Json& hit, const std::string& field, const std::string& text) {
    if (field == "url" || field == "id") return fmt::format("<{}>", plain_url(text));
    if (field == "date") return text.substr(0, text.find('T'));
    if (field != "title") return markdown_text(text);
    return fmt::format("[{}](<{}>)", markdown_text(text), plain_url(hit.at("url").get<std::string>()));
  }

  std::FILE* out_;
  Format format_;
  std::vector<std::string> fields_;
  bool has_head_ = false;
};

class JsonLinesPrinter : public Printer {
 public:
  JsonLinesPrinter(std::FILE* out, const Options& options) : out_(out) {
    if (!options.settings.fields.empty()) fields_ = columns_of(options);
  }

  void print(const RunQuery& query, const SearchResponse& response) override {
    for (const Json& hit : hit_objects(query, response)) {
      Json chosen;
      for (const std::string& field : fields_) chosen[field] = field_value(hit, field);
      fmt::print(out_, "{}\n", detail::json_text(fields_.empty() ? hit : chosen));
    }
  }

 private:
  std::FILE* out_;
  std::vector<std::string> fields_;  // empty: all
};

class UrlPrinter : public Printer {
 public:
  explicit UrlPrinter(std::FILE* out) : out_(out) {}

  void print(const RunQuery&, const SearchResponse& response) override {
    for (const Hit& hit : response.hits) fmt::print(out_, "{}\n", plain_url(hit.article.url));
  }

 private:
  std::FILE* out_;
};

}  // namespace

std::unique_ptr<Printer> make_table_printer(std::FILE* out, const Options& options) {
  return std::make_unique<TablePrinter>(out, options);
}

std::unique_ptr<Printer> make_jsonl_printer(std::FILE* out, const Options& options) {
  return std::make_unique<JsonLinesPrinter>(out, options);
}

std::unique_ptr<Printer> make_url_printer(std::FILE* out) {
  return std::make_unique<UrlPrinter>(out);
}

}  // namespace newsrank::cli
