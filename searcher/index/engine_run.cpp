// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/engine_run.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace newsrank::detail {
namespace {

using XQuery = Xapian::Query;

// So little that no sum of weights changes.
constexpr double kNextToNothing = 1e-100;

bool is_combination(XQuery::op type) {
  switch (type) {
    case XQuery::OP_AND:
    case XQuery::OP_OR:
    case XQuery::OP_XOR:
    case XQuery::OP_MAX:
    case XQuery::OP_SYNONYM:
    case XQuery::OP_AND_MAYBE:
    case XQuery::OP_AND_NOT:
    case XQuery::OP_FILTER:
    case XQuery::OP_SCALE_WEIGHT:
      return true;
    default:
      return false;
  }
}

bool is_scaled_to_nothing(const XQuery& query) {
  return query.serialise() == XQuery(XQuery::OP_SCALE_WEIGHT, query.get_subquery(0), 0).serialise();
}

// The engine tells no factor: what stands before the part in the query's bytes is kept.
XQuery with_part(const XQuery& scaled, const XQuery& part) {
  const std::string all = scaled.serialise();
  const std::size_t head = all.size() - scaled.get_subquery(0).serialise().size();
  return XQuery::unserialise(all.substr(0, head) + part.serialise());
}

// Whether the parts of a combination other than the first have no weight.
bool only_first_weighs(XQuery::op type) {
  return type == XQuery::OP_FILTER || type == XQuery::OP_AND_NOT;
}

bool has_optional(const XQuery& query) {
  if (query.get_type() == XQuery::OP_AND_MAYBE) return true;
  for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) {
    if (has_optional(query.get_subquery(i))) return true;
  }
  return false;
}

bool has_optional_unweighted(const XQuery& query) {
  for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) {
    const XQuery part = query.get_subquery(i);
    if (i > 0 && only_first_weighs(query.get_type()) ? has_optional(part) : has_optional_unweighted(part)) return true;
  }
  return false;
}

// What matches, whatever it weighs.
XQuery without_optional(const XQuery& query) {
  const XQuery::op type = query.get_type();
  if (!is_combination(type)) return query;
  if (type == XQuery::OP_AND_MAYBE || type == XQuery::OP_SCALE_WEIGHT) return without_optional(query.get_subquery(0));
  std::vector<XQuery> parts;
  for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) parts.push_back(without_optional(query.get_subquery(i)));
  return XQuery(type, parts.begin(), parts.end());
}

// Where nothing is weighed, what is optional decides nothing. Xapian 1.4.22 was met with an exclusion of four words,
// one of them with such a part, that excluded nothing.
XQuery optional_where_weighed(const XQuery& query) {
  if (!has_optional_unweighted(query)) return query;
  const XQuery::op type = query.get_type();
  if (type == XQuery::OP_SCALE_WEIGHT) return with_part(query, optional_where_weighed(query.get_subquery(0)));
  std::vector<XQuery> parts;
  for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) {
    const XQuery part = query.get_subquery(i);
    parts.push_back(i > 0 && only_first_weighs(type) ? without_optional(part) : optional_where_weighed(part));
  }
  return XQuery(type, parts.begin(), parts.end());
}

class FillingTerms {
 public:
  explicit FillingTerms(const IndexReader& index) : index_(index) {}

  // Looks for those that would be read without weights.
  void collect(const XQuery& query, bool weighted) {
    const XQuery::op type = query.get_type();
    if (type == XQuery::OP_SCALE_WEIGHT && is_scaled_to_nothing(query)) weighted = false;
    if (is_combination(type)) {
      for (std::size_t i = 0; i < query.get_num_subqueries(); ++i)
        collect(query.get_subquery(i), weighted && (i == 0 || !only_first_weighs(type)));
    } else if (type == XQuery::LEAF_TERM && !weighted) {
      const std::string term = *query.get_terms_begin();
      if (index_.fills_a_shard(term)) terms_.insert(term);
    }
  }

  bool empty() const { return terms_.empty(); }
  bool stand_in(const XQuery& query) const {
    return std::any_of(query.get_terms_begin(), query.get_terms_end(),
                       [&](const std::string& term) { return terms_.contains(term); });
  }

 private:
  const IndexReader& index_;
  std::set<std::string> terms_;
};

// The documents of a term, from its own posting list. Servers cannot be given one.
class TermDocuments : public Xapian::PostingSource {
 public:
  explicit TermDocuments(std::string term) : term_(std::move(term)) {}

  TermDocuments* clone() const override { return new TermDocuments(term_); }
  void init(const Xapian::Database& database) override {
    database_ = database;
    documents_ = database_.get_termfreq(term_);
    posting_ = database_.postlist_begin(term_);
    begun_ = false;
  }

  Xapian::doccount get_termfreq_min() const override { return documents_; }
  Xapian::doccount get_termfreq_est() const override { return documents_; }
  Xapian::doccount get_termfreq_max() const override { return documents_; }

  void next(double /*min_weight*/) override {
    if (begun_) ++posting_;
    begun_ = true;
  }
  void skip_to(Xapian::docid document, double /*min_weight*/) override {
    begun_ = true;
    if (!at_end()) posting_.skip_to(document);
  }
  bool at_end() const override { return begun_ && posting_ == Xapian::PostingIterator(); }
  Xapian::docid get_docid() const override { return *posting_; }

 private:
  std::string term_;
  Xapian::Database database_;
  Xapian::doccount documents_ = 0;
  Xapian::PostingIterator posting_;
  bool begun_ = false;
};

class Rewriter {
 public:
  Rewriter(const FillingTerms& terms, bool local) : terms_(terms), local_(local) {}

  XQuery run(const XQuery& query, bool weighted) const {
    const XQuery::op type = query.get_type();
    if (!terms_.stand_in(query)) return query;
    if (type == XQuery::LEAF_TERM && !weighted && local_)
      return XQuery((new TermDocuments(*query.get_terms_begin()))->release());
    if (!is_combination(type)) return query;
    if (type == XQuery::OP_SCALE_WEIGHT) return scaled(query, weighted);
    if (!local_ && type == XQuery::OP_FILTER) return filtered(query, weighted);
    if (!local_ && type == XQuery::OP_AND_NOT) return left_over(query, weighted);
    std::vector<XQuery> parts;
    for (std::size_t i = 0; i < query.get_num_subqueries(); ++i)
      parts.push_back(run(query.get_subquery(i), weighted && (i == 0 || !only_first_weighs(type))));
    return XQuery(type, parts.begin(), parts.end());
  }

 private:
  static XQuery weightless(const XQuery& query) { return XQuery(XQuery::OP_SCALE_WEIGHT, query, kNextToNothing); }

  XQuery scaled(const XQuery& query, bool weighted) const {
    const XQuery part = query.get_subquery(0);
    const bool to_nothing = is_scaled_to_nothing(query);
    if (local_ && (!weighted || to_nothing)) return XQuery(XQuery::OP_SCALE_WEIGHT, run(part, false), 0);
    const XQuery written = Rewriter(terms_, false).run(part, true);  // one that has bytes
    return to_nothing ? weightless(written) : with_part(query, written);
  }

  // A filter in which the engine gives weights.
  XQuery filtered(const XQuery& query, bool weighted) const {
    XQuery result = run(query.get_subquery(0), weighted);
    for (std::size_t i = 1; i < query.get_num_subqueries(); ++i) {
      const XQuery part = query.get_subquery(i);
      result = terms_.stand_in(part) ? XQuery(XQuery::OP_AND, result, weightless(run(part, true)))
                                     : XQuery(XQuery::OP_FILTER, result, part);
    }
    return result;
  }

  // An exclusion within a synonym, where the engine keeps to a term's own list, as it may need the occurrences.
  XQuery left_over(const XQuery& query, bool weighted) const {
    XQuery result = run(query.get_subquery(0), weighted);
    XQuery others(std::string{});
    for (std::size_t i = 1; i < query.get_num_subqueries(); ++i) {
      const XQuery part = query.get_subquery(i);
      XQuery& whole = terms_.stand_in(part) ? others : result;
      whole = XQuery(XQuery::OP_AND_NOT, whole, part);
    }
    return XQuery(XQuery::OP_AND, result, weightless(XQuery(XQuery::OP_SYNONYM, &others, &others + 1)));
  }

  const FillingTerms& terms_;
  const bool local_;
};

}  // namespace

void set_unweighted(Xapian::Enquire& enquire, const IndexReader& index, const Xapian::Query& asked) {
  const XQuery query = optional_where_weighed(asked);
  FillingTerms terms(index);
  if (index.has_gaps()) terms.collect(query, false);
  const bool local = !index.has_remote();
  if (terms.empty() || local) {
    enquire.set_weighting_scheme(Xapian::BoolWeight());
  } else {
    enquire.set_weighting_scheme(Xapian::TfIdfWeight("nnn"));  // the occurrences themselves
  }
  enquire.set_query(terms.empty() ? query : Rewriter(terms, local).run(query, !local));
}

void set_weighted(Xapian::Enquire& enquire, const IndexReader& index, const Xapian::Query& asked,
                  const Xapian::Weight& weight) {
  const XQuery query = optional_where_weighed(asked);
  FillingTerms terms(index);
  if (index.has_gaps()) terms.collect(query, true);
  enquire.set_weighting_scheme(weight);
  enquire.set_query(terms.empty() ? query : Rewriter(terms, !index.has_remote()).run(query, true));
}

double own_weight(double weight) {
  return weight < kNextToNothing * 1e10 ? 0 : weight;
}

}  // namespace newsrank::detail
