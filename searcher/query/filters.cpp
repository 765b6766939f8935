#include "query/filters.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "index/terms.hpp"
#include "newsrank/article.hpp"
#include "newsrank/schema.hpp"

namespace newsrank::detail {
namespace {

using XQuery = Xapian::Query;

Part flag_filter(const Query& node, const Field& field) {
  if (node.text == "any") return match_all_part();
  if (field.name == "removed" && node.text == "false") {
    return filter_part(XQuery(XQuery::OP_AND_NOT, XQuery::MatchAll, XQuery(prefixed_term(field.prefix, "true"))));
  }
  return filter_part(XQuery(prefixed_term(field.prefix, node.text)));
}

// A host from what people paste: an address or a host.
std::string_view host_of(std::string_view text) {
  const auto scheme = text.find("://");
  if (scheme != std::string_view::npos) text.remove_prefix(scheme + 3);
  text = text.substr(0, text.find_first_of("/?#:"));
  if (text.starts_with("www.")) text.remove_prefix(4);
  return text;
}

// Without blanks and hyphens: how a value was joined should not matter.
std::string letters_of(std::string_view text) {
  std::string letters;
  std::copy_if(text.begin(), text.end(), std::back_inserter(letters), [](char c) { return c != ' ' && c != '-'; });
  return letters;
}

// Up to three values of the field that hold `text`, as a hint: `topic with it: "openai"`; empty if there are none.
std::string similar_values(const Xapian::Database& database, const Field& field, std::string_view text) {
  constexpr std::size_t kMaxScanned = 20'000;
  constexpr std::size_t kMaxShown = 3;
  const std::string wanted = letters_of(text);
  if (wanted.empty()) return {};
  std::vector<std::pair<Xapian::doccount, std::string>> found;
  const std::string prefix(field.prefix);
  std::size_t scanned = 0;
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix) && scanned < kMaxScanned;
       ++term) {
    ++scanned;
    const std::string value = (*term).substr(prefix.size());
    if (letters_of(value).find(wanted) != std::string::npos) found.emplace_back(term.get_termfreq(), '"' + value + '"');
  }
  if (found.empty()) return {};
  std::sort(found.begin(), found.end(),
            [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < std::min(found.size(), kMaxShown); ++i) shown.push_back(found[i].second);
  return fmt::format("{} with it: {}", field.name, fmt::join(shown, ", "));
}

}  // namespace

std::optional<Part> value_filter(const Query& node, Analyzer& analyzer, const Xapian::Database& database,
                                 std::vector<QueryDiagnostic>& diagnostics) {
  const Field& field = *find_field(node.field);
  if (field.kind == FieldKind::flag) return flag_filter(node, field);
  if (field.kind == FieldKind::identity) {
    const auto id = canonical_url(node.text);
    if (id) return filter_part(XQuery(identity_term(*id)));
    diagnostics.push_back(remark(node, DiagnosticSeverity::error, "bad_url", id.error().message, id.error().hint));
    return std::nullopt;
  }
  std::string text = analyzer.fold(node.text);
  if (field.name == "site") text = host_of(text);
  const std::string term = prefixed_term(field.prefix, text);
  if (!database.term_exists(term)) {
    diagnostics.push_back(remark(node, DiagnosticSeverity::warning, "unknown_value",
                                 fmt::format("no article has the {} \"{}\"", field.name, node.text),
                                 similar_values(database, field, text)));
  }
  return filter_part(XQuery(term));
}

Part range_filter(const Query& node) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const QueryRange& range = node.range;
  const Xapian::valueno slot = find_field(node.field)->slot;
  const double lower = range.lower.value_or(-kInfinity);
  const double upper = range.upper.value_or(kInfinity);
  const std::string first =
      Xapian::sortable_serialise(range.lower_exclusive ? std::nextafter(lower, kInfinity) : lower);
  const std::string last =
      Xapian::sortable_serialise(range.upper_exclusive ? std::nextafter(upper, -kInfinity) : upper);
  // Without an upper bound GE is cheaper. An absent value is the empty string, which sorts below the lowest number: a
  // lower bound keeps it out.
  if (!range.upper) return filter_part(XQuery(XQuery::OP_VALUE_GE, slot, first));
  return filter_part(XQuery(XQuery::OP_VALUE_RANGE, slot, first, last));
}

}  // namespace newsrank::detail
