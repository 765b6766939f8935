// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/duplicates.hpp"

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>

#include "index/identity.hpp"

namespace newsrank::detail {
namespace {

// A look-up costs as much as reading so many terms on.
constexpr Xapian::doccount kReadOn = 16;

class ListedDocuments : public Xapian::PostingSource {
 public:
  explicit ListedDocuments(std::shared_ptr<const std::vector<Xapian::docid>> documents)
      : documents_(std::move(documents)) {}

  ListedDocuments* clone() const override { return new ListedDocuments(documents_); }
  void init(const Xapian::Database& /*database*/) override { next_ = 0; }

  Xapian::doccount get_termfreq_min() const override { return size(); }
  Xapian::doccount get_termfreq_est() const override { return size(); }
  Xapian::doccount get_termfreq_max() const override { return size(); }

  void next(double /*min_weight*/) override { ++next_; }
  void skip_to(Xapian::docid document, double /*min_weight*/) override {
    const auto from = documents_->begin() + static_cast<std::ptrdiff_t>(next_ == 0 ? 0 : next_ - 1);
    next_ = static_cast<std::size_t>(std::lower_bound(from, documents_->end(), document) - documents_->begin()) + 1;
  }
  bool at_end() const override { return next_ > documents_->size(); }
  Xapian::docid get_docid() const override { return (*documents_)[next_ - 1]; }

 private:
  Xapian::doccount size() const { return static_cast<Xapian::doccount>(documents_->size()); }

  std::shared_ptr<const std::vector<Xapian::docid>> documents_;
  std::size_t next_ = 0;  // behind the current one; 0: not begun
};

}  // namespace

bool may_share_articles(const ShardPlace& a, const ShardPlace& b) {
  const unsigned common = std::gcd(a.shards, b.shards);
  return a.database != b.database && a.shard % common == b.shard % common;
}

std::vector<std::string> common_identities(const Xapian::Database& a, const Xapian::Database& b) {
  const auto* few = &a;
  const auto* many = &b;
  if (few->get_doccount() > many->get_doccount()) std::swap(few, many);
  const bool look_up = few->get_doccount() < many->get_doccount() / kReadOn;
  const std::string prefix(kIdentityPrefix);
  auto each = few->allterms_begin(prefix);
  auto other = many->allterms_begin(prefix);
  const auto each_end = few->allterms_end(prefix);
  const auto other_end = many->allterms_end(prefix);
  std::vector<std::string> common;
  for (; each != each_end && other != other_end; ++each) {
    const std::string identity = *each;
    if (look_up) {
      other.skip_to(identity);
    } else {
      while (other != other_end && *other < identity) ++other;
    }
    if (other != other_end && *other == identity) common.push_back(identity);
  }
  return common;
}

Xapian::Query listed_documents(std::vector<Xapian::docid> documents) {
  auto list = std::make_shared<const std::vector<Xapian::docid>>(std::move(documents));
  return Xapian::Query((new ListedDocuments(std::move(list)))->release());
}

}  // namespace newsrank::detail
