// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/syntax/tree.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace newsrank {

bool operator==(const Query& a, const Query& b) {
  return a.kind == b.kind && a.field == b.field && a.text == b.text && a.slop == b.slop && a.range == b.range &&
         a.occur == b.occur && a.boost == b.boost && a.children == b.children;
}

namespace detail {
namespace {

void set_place(Query& group) {
  if (group.children.empty()) return;
  group.begin = group.children.front().begin;
  group.end = group.children.front().end;
  for (const Query& child : group.children) {
    group.begin = std::min(group.begin, child.begin);
    group.end = std::max(group.end, child.end);
  }
}

void drop_nothing(std::vector<Query>& children) {
  children.erase(std::remove_if(children.begin(), children.end(),
                                [](const Query& child) { return child.kind == QueryKind::nothing; }),
                 children.end());
}

// Replaces every child that `dissolves` by its own children.
template <typename Predicate>
void splice(std::vector<Query>& children, Predicate dissolves) {
  if (std::none_of(children.begin(), children.end(), dissolves)) return;
  std::vector<Query> flat;
  for (Query& child : children) {
    if (dissolves(child)) {
      std::move(child.children.begin(), child.children.end(), std::back_inserter(flat));
    } else {
      flat.push_back(std::move(child));
    }
  }
  children = std::move(flat);
}

Query only_child(Query& group) {
  Query child = std::move(group.children.front());
  child.occur = Occur::should;
  return child;
}

Query everything() {
  Query all;
  all.kind = QueryKind::all;
  return all;
}

// A group of words within a bag is the same as its words in that bag, if they all take part in one way.
bool dissolves_in_bag(const Query& child) {
  return child.kind == QueryKind::bag && child.boost == 1 && child.occur != Occur::must_not &&
         std::all_of(child.children.begin(), child.children.end(),
                     [&](const Query& word) { return word.occur == child.occur && !is_filter(word); });
}

}  // namespace

bool is_filter(const Query& query) {
  const auto& children = query.children;
  switch (query.kind) {
    case QueryKind::value:
    case QueryKind::range:
      return true;
    case QueryKind::bag:
    case QueryKind::all_of:
    case QueryKind::any_of:
      return !children.empty() && std::all_of(children.begin(), children.end(), is_filter);
    case QueryKind::and_not:
      return children.size() > 1 && (children.front().kind == QueryKind::all || is_filter(children.front())) &&
             std::all_of(children.begin() + 1, children.end(), is_filter);
    default:
      return false;
  }
}

Query make_group(QueryKind kind, std::vector<Query> children) {
  drop_nothing(children);
  splice(children, [&](const Query& child) { return child.kind == kind && child.boost == 1; });
  for (Query& child : children) child.occur = Occur::should;
  Query group;
  if (children.empty()) return group;
  group.kind = kind;
  group.children = std::move(children);
  set_place(group);
  return group.children.size() == 1 ? only_child(group) : group;
}

Query make_and_not(Query positive, std::vector<Query> negative) {
  drop_nothing(negative);
  positive.occur = Occur::should;
  if (negative.empty() || positive.kind == QueryKind::nothing) return positive;
  Query group;
  if (positive.kind == QueryKind::and_not && positive.boost == 1) {
    group = std::move(positive);
  } else {
    group.kind = QueryKind::and_not;
    group.children.push_back(std::move(positive));
  }
  for (Query& child : negative) {
    child.occur = Occur::should;
    group.children.push_back(std::move(child));
  }
  set_place(group);
  return group;
}

Query make_bag(std::vector<Query> children) {
  drop_nothing(children);
  splice(children, dissolves_in_bag);
  Query bag;
  if (children.empty()) return bag;
  for (Query& child : children) {
    if (child.occur == Occur::must && is_filter(child)) child.occur = Occur::should;
  }
  const auto is_excluded = [](const Query& child) { return child.occur == Occur::must_not; };
  if (std::all_of(children.begin(), children.end(), is_excluded)) {
    Query all = everything();
    all.begin = all.end = children.front().begin;
    return make_and_not(std::move(all), std::move(children));
  }
  bag.kind = QueryKind::bag;
  bag.children = std::move(children);
  set_place(bag);
  return bag.children.size() == 1 ? only_child(bag) : bag;
}

}  // namespace detail
}  // namespace newsrank
