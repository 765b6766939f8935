// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/syntax/filter_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "query/syntax/diagnostics.hpp"
#include "query/syntax/field_names.hpp"
#include "query/syntax/leaf.hpp"
#include "query/syntax/tree.hpp"

namespace newsrank::detail {
namespace {

Error invalid_filter(std::string message, std::string hint) {
  return {ErrorCode::invalid_argument, std::move(message), std::move(hint)};
}

Result<LeafContext> context_of(const SearchFilter& filter, const FilterContext& context) {
  const FieldName name = resolve_field(filter.field, *context.fields);
  if (name.field == nullptr)
    return invalid_filter(fmt::format("unknown filter field {}", in_quotes(filter.field)),
                          suggest_field(filter.field, *context.fields));
  if (name.field->kind == FieldKind::text) {
    return invalid_filter(fmt::format("{} has no whole values to filter by", name.field->name),
                          fmt::format("write {}:word in the query", name.field->name));
  }
  return LeafContext{name.field, name.comparison, context.now};
}

Result<Query> filter_node(const SearchFilter& filter, const FilterContext& context) {
  const auto leaf_context = context_of(filter, context);
  if (!leaf_context) return leaf_context.error();
  const Place place{context.place, context.place};
  Diagnostics diagnostics;
  std::vector<Query> values;
  for (const std::string& value : filter.values) {
    values.push_back(make_phrase_leaf({value, std::string(value.size(), '\0'), place}, *leaf_context, diagnostics));
    if (values.back().kind != QueryKind::nothing) continue;
    const QueryDiagnostic remark = diagnostics.take().front();
    return invalid_filter(fmt::format("filter {}: {}", leaf_context->field->name, remark.message), remark.hint);
  }
  return make_group(QueryKind::any_of, std::move(values));
}

// One side of a range that a filter gives alone.
struct LoneBound {
  const Field* field = nullptr;
  bool is_lower = false;
  std::string text{};  // of an upper bound that is left out itself with its <
};

// Of `>=2024`, `2024..` and their like, with what the name of the field says.
std::optional<LoneBound> lone_bound(const SearchFilter& filter, const FilterContext& context) {
  const auto leaf = context_of(filter, context);
  if (!leaf || filter.values.size() != 1) return std::nullopt;
  if (leaf->field->kind != FieldKind::date && leaf->field->kind != FieldKind::number) return std::nullopt;
  std::string text = std::string(leaf->comparison) + filter.values.front();
  LoneBound bound{leaf->field, text.starts_with(">=") || text.ends_with("..")};
  if (text.starts_with(">=") || text.starts_with("<=") || text.starts_with("..")) {
    text.erase(0, 2);
  } else if (bound.is_lower) {
    text.resize(text.size() - 2);
  } else if (!text.starts_with('<')) {
    return std::nullopt;
  }
  if (text.empty() || text.find("..") != std::string::npos) return std::nullopt;
  bound.text = std::move(text);
  return bound;
}

// Filters of one field that exclude each other because its bounds are reversed, as one filter.
std::vector<SearchFilter> with_bounds_in_order(std::span<const SearchFilter> filters, const FilterContext& context) {
  std::vector<SearchFilter> ordered(filters.begin(), filters.end());
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    const auto lower = lone_bound(ordered[i], context);
    if (!lower || !lower->is_lower) continue;
    for (std::size_t j = 0; j < ordered.size(); ++j) {
      const auto upper = lone_bound(ordered[j], context);
      if (!upper || upper->is_lower || upper->field != lower->field) continue;
      const std::string both = lower->text + ".." + upper->text;
      Diagnostics diagnostics;
      make_range(both, {context.place, context.place}, {lower->field, {}, context.now}, diagnostics);
      auto remarks = diagnostics.take();
      if (remarks.size() != 1 || remarks.front().code != "reversed_range") continue;
      remarks.front().message = fmt::format("filter {}: {}", lower->field->name, remarks.front().message);
      if (context.remarks != nullptr) context.remarks->push_back(std::move(remarks.front()));
      ordered[i] = {std::string(lower->field->name), {both}};
      ordered.erase(ordered.begin() + static_cast<std::ptrdiff_t>(j));
      return with_bounds_in_order(ordered, context);
    }
  }
  return ordered;
}

bool is_filter_by(const Query& node, std::string_view field) {
  switch (node.kind) {
    case QueryKind::value:
    case QueryKind::range:
      return node.field == field;
    case QueryKind::bag:
    case QueryKind::all_of:
    case QueryKind::any_of:
      return std::all_of(node.children.begin(), node.children.end(), [&](const Query& child) {
        return child.occur != Occur::must_not && is_filter_by(child, field);
      });
    default:
      return false;
  }
}

Query without(const Query& node, std::string_view field);

Query bag_without(const Query& bag, std::string_view field) {
  const auto takes_part = [](const Query& child) { return child.occur != Occur::must_not && !is_filter(child); };
  // The only words of a bag have to match as if they were required.
  const bool one = std::count_if(bag.children.begin(), bag.children.end(), takes_part) == 1;
  std::vector<Query> children;
  for (const Query& child : bag.children) {
    const bool has_to_match = child.occur == Occur::must || is_filter(child) || one;
    if (child.occur == Occur::must_not || !has_to_match) {
      children.push_back(child);
      continue;
    }
    children.push_back(without(child, field));
    children.back().occur = child.occur;
  }
  return make_bag(std::move(children));
}

Query group_without(const Query& node, std::string_view field) {
  switch (node.kind) {
    case QueryKind::bag:
      return bag_without(node, field);
    case QueryKind::all_of: {
      std::vector<Query> children;
      for (const Query& child : node.children) children.push_back(without(child, field));
      return make_group(QueryKind::all_of, std::move(children));
    }
    case QueryKind::and_not: {
      Query positive = without(node.children.front(), field);
      if (positive.kind == QueryKind::nothing) positive.kind = QueryKind::all;
      return make_and_not(std::move(positive), {node.children.begin() + 1, node.children.end()});
    }
    default:
      return node;
  }
}

// The field that a filter is by; empty: it is none, or by several.
std::string_view field_of(const Query& node) {
  const Query* leaf = &node;
  while (!leaf->children.empty()) leaf = &leaf->children.front();
  return !leaf->field.empty() && is_filter_by(node, leaf->field) ? std::string_view(leaf->field) : std::string_view();
}

void collect_filters(const Query& node, std::vector<FieldFilters>& found) {
  if (const std::string_view field = field_of(node); !field.empty()) {
    const auto same =
        std::find_if(found.begin(), found.end(), [&](const FieldFilters& each) { return each.field == field; });
    const auto place = same == found.end() ? found.insert(found.end(), {std::string(field), {}}) : same;
    return place->filters.push_back(node);
  }
  if (node.kind != QueryKind::bag && node.kind != QueryKind::all_of && node.kind != QueryKind::and_not) return;
  for (const Query& child : node.children) {
    if (child.occur != Occur::must_not) collect_filters(child, found);
    if (node.kind == QueryKind::and_not) break;
  }
}

void collect_values(const Query& node, std::vector<std::string>& values) {
  if (node.occur == Occur::must_not) return;
  const bool known = std::find(values.begin(), values.end(), node.text) != values.end();
  if (node.kind == QueryKind::value && !known) values.push_back(node.text);
  for (const Query& child : node.children) collect_values(child, values);
}

// `nothing` if nothing stays.
Query without(const Query& node, std::string_view field) {
  if (is_filter_by(node, field)) return {};
  if (node.children.empty() || node.kind == QueryKind::any_of) return node;
  Query result = group_without(node, field);
  // Filters have no boost, and `nothing` none to keep.
  if (result.kind != QueryKind::nothing && !is_filter(result))
    result.boost = std::min(kMaxBoost, result.boost * node.boost);
  return result;
}

}  // namespace

Result<Query> with_filters(Query tree, std::span<const SearchFilter> filters, const FilterContext& context) {
  std::size_t count = 0;
  std::vector<Query> nodes;
  for (const SearchFilter& filter : with_bounds_in_order(filters, context)) {
    count += filter.values.size();
    if (count > context.max_values)
      return invalid_filter(fmt::format("more than {} values to filter by", context.max_values), "use fewer");
    auto node = filter_node(filter, context);
    if (!node) return std::move(node).error();
    nodes.push_back(std::move(*node));
  }
  if (count == 0) return tree;
  if (tree.kind == QueryKind::bag && tree.boost == 1) {
    nodes.insert(nodes.begin(), std::make_move_iterator(tree.children.begin()),
                 std::make_move_iterator(tree.children.end()));
  } else {
    nodes.insert(nodes.begin(), std::move(tree));
  }
  return make_bag(std::move(nodes));
}

std::vector<std::string> filter_values(const Query& tree, std::string_view field) {
  std::vector<std::string> values;
  if (is_filter_by(tree, field)) {
    collect_values(tree, values);
  } else if (tree.kind == QueryKind::bag || tree.kind == QueryKind::all_of || tree.kind == QueryKind::and_not) {
    const bool first_alone = tree.kind == QueryKind::and_not;
    for (const Query& child : tree.children) {
      for (std::string& value : filter_values(child, field)) {
        if (child.occur != Occur::must_not && std::find(values.begin(), values.end(), value) == values.end())
          values.push_back(std::move(value));
      }
      if (first_alone) break;
    }
  }
  return values;
}

std::vector<FieldFilters> required_filters(const Query& tree) {
  std::vector<FieldFilters> found;
  collect_filters(tree, found);
  return found;
}

Query without_filters_by(const Query& tree, std::string_view field) {
  Query result = without(tree, field);
  if (result.kind == QueryKind::nothing && tree.kind != QueryKind::nothing) result.kind = QueryKind::all;
  return result;
}

}  // namespace newsrank::detail
