// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "core/member_set.hpp"
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
std::vector<std::string> selected_fields(const PrinterOptions& options) {
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
      : out_(out), options_(options), format_(options.format), fields_(column_names(selected_fields(options))) {}

  void print(const RunQuery& query, const SearchResponse& response) override {
    if (!response.facets.empty()) return print_counts(response);
    if (!has_head_) print_head(fields_);
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

  void print_head(const std::vector<std::string>& columns) {
    has_head_ = true;
    // By which spreadsheets know UTF-8.
    if (options_.byte_order_mark) fmt::print(out_, "\xEF\xBB\xBF");
    print_row(columns);
    if (format_ == Format::markdown) print_row(std::vector<std::string>(columns.size(), "---"));
  }

  // The counts instead of hits: a row for each value, behind it those of its children.
  void print_counts(const SearchResponse& response) {
    if (!has_head_) print_head({"facet", "value", "label", "by", "count"});
    const std::size_t listed = response.facets.size() - (options_.timeline ? 1 : 0);
    for (std::size_t i = 0; i < listed; ++i) {
      const Facet& facet = response.facets[i];
      for (const FacetValue& value : facet.values) {
        print_count({facet.field, value.value, value.label, "", value.count});
        for (const FacetValue& child : value.children)
          print_count({facet.field, value.value, value.label, child.label, child.count});
      }
    }
    if (!options_.timeline) return;
    constexpr std::size_t kMostPeriods = 60;
    const Timeline timeline = make_timeline(response.facets.back(), options_.unit, kMostPeriods);
    for (const Period& period : timeline.periods) {
      const std::string value = period.since == period.until ? period.since : period.since + ".." + period.until;
      print_count({std::string(unit_name(timeline.unit)), value, period.label, "", period.count});
    }
  }

  struct CountRow {
    std::string facet;
    std::string value;
    std::string label;
    std::string by;
    std::uint64_t count;
  };

  void print_count(const CountRow& row) {
    std::vector<std::string> cells;
    for (const std::string& text : {row.facet, row.value, row.label, row.by}) {
      const std::string shown = cell_text(FieldValue(text));
      cells.push_back(format_ == Format::markdown ? markdown_text(shown) : safe_text(shown));
    }
    cells.push_back(fmt::format("{}", row.count));
    print_row(cells);
  }

  std::string safe_text(const std::string& text) const {
    const std::string safe = spreadsheet_text(text);
    return format_ == Format::csv ? csv_field(safe) : safe;
  }

  std::string cell(const Row& row, const std::string& field) const {
    const FieldValue value = field_value(row, field);
    const std::string text = cell_text(value);
    if (format_ == Format::markdown) return markdown_cell(row.hit, field, text);
    // Numbers are none that a spreadsheet could take for formulas.
    const bool number = std::holds_alternative<double>(value) || std::holds_alternative<std::uint64_t>(value);
    return number ? text : safe_text(text);
  }

  static std::string markdown_cell(const Hit& hit, const std::string& field, const std::string& text) {
    if (field == "url" || field == "id") return fmt::format("<{}>", plain_url(text));
    if (field == "published_at") return text.substr(0, text.find('T'));
    if (field != "title") return markdown_text(text);
    return fmt::format("[{}](<{}>)", markdown_text(text), plain_url(detail::shown_address(hit.article)));
  }

  std::FILE* out_;
  PrinterOptions options_;
  Format format_;
  std::vector<std::string> fields_;
  bool has_head_ = false;
};

class JsonLinesPrinter : public Printer {
 public:
  JsonLinesPrinter(std::FILE* out, const PrinterOptions& options) : out_(out) {
    if (options.fields.empty()) return;
    wanted_.emplace();
    for (const std::string& field : selected_fields(options)) {
      wanted_->names.insert(field.substr(0, field.find('.')));
      for (const detail::Member& row : detail::kMembers) {
        if (field == row.name || field == row.object || field == detail::path_of(row))
          wanted_->members.set(place_of(row));
      }
    }
  }

  void print(const RunQuery& query, const SearchResponse& response) override {
    for (const Hit& hit : response.hits) {
      fmt::print(out_, "{}\n", detail::json_object([&](detail::JsonWriter& out) { write(out, {query, hit}); }));
    }
  }

 private:
  // What is chosen of a hit, by names of members.
  struct Wanted {
    std::set<std::string, std::less<>> names{};
    detail::MemberSet members{};
  };

  void write(detail::JsonWriter& out, const Row& row) const {
    if (wanted_) {
      write_chosen(out, row);
    } else {
      detail::write_hit(out, row.hit);
    }
    if (!row.query.id.empty() && is_wanted("query_id")) out.member("query_id", row.query.id);
    if (is_wanted("query")) out.member("query", row.query.text);
  }

  void write_chosen(detail::JsonWriter& out, const Row& row) const {
    Article article = row.hit.article;
    std::erase_if(article.fields, [&](const ArticleField& own) { return !is_wanted(own.name); });
    detail::MemberSet shown = wanted_->members;
    detail::add_member(shown, "fields");
    detail::write_hit(out, row.hit, article, shown, [&](std::string_view name) { return is_wanted(name); });
  }

  bool is_wanted(std::string_view name) const { return !wanted_ || wanted_->names.contains(name); }

  std::FILE* out_;
  std::optional<Wanted> wanted_;  // absent: all
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
