// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/translation/filters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "core/url.hpp"
#include "index/identity.hpp"
#include "index/terms.hpp"
#include "newsrank/article.hpp"
#include "newsrank/schema.hpp"
#include "query/translation/known_values.hpp"

namespace newsrank::detail {
namespace {

using XQuery = Xapian::Query;

Part flag_filter(const Query& node, const Field& field) {
  if (node.text == "any") return match_all_part();
  if (field.name == "removed" && node.text == "false") {
    return filter_part(XQuery(XQuery::OP_AND_NOT, all_documents(), XQuery(prefixed_term(field.prefix, "true"))));
  }
  return filter_part(XQuery(prefixed_term(field.prefix, node.text)));
}

// The host in what people paste. "www." is left out: articles have the domain above it, too.
std::string_view written_host(std::string_view text) {
  const std::string_view host = host_of(text);
  return host.starts_with("www.") ? host.substr(4) : host;
}

}  // namespace

std::optional<Part> value_filter(const Query& node, const Field& field, Analyzer& analyzer,
                                 const Xapian::Database& database, std::vector<QueryDiagnostic>& diagnostics) {
  if (field.kind == FieldKind::flag) return flag_filter(node, field);
  if (field.kind == FieldKind::identity) {
    const auto id = canonical_id(node.text);
    if (id) return filter_part(XQuery(identity_term(*id)));
    diagnostics.push_back(remark(node, DiagnosticSeverity::error, "bad_url", id.error().message, id.error().hint));
    return std::nullopt;
  }
  std::string text = analyzer.fold(node.text);
  if (field.name == "site") text = std::string(written_host(text));
  const std::string term = prefixed_term(field.prefix, text);
  if (!database.term_exists(term)) {
    diagnostics.push_back(remark(node, DiagnosticSeverity::warning, "unknown_value",
                                 fmt::format("no article has the {} \"{}\"", field.name, node.text),
                                 suggest_value(database, analyzer, field, text)));
  }
  return filter_part(XQuery(term));
}

Part range_filter(const Query& node, const Field& field) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const QueryRange& range = node.range;
  const Xapian::valueno slot = field.slot;
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
