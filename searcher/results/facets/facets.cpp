// SPDX-License-Identifier: GPL-2.0-or-later
#include "results/facets/facets.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "core/members.hpp"
#include "index/terms.hpp"
#include "newsrank/schema.hpp"
#include "query/syntax/diagnostics.hpp"
#include "ranking/exact_ranking.hpp"
#include "results/facets/facet_values.hpp"
#include "results/facets/value_tally.hpp"

namespace newsrank::detail {
namespace {

enum class FacetKind : std::uint8_t { text, list, number, date, quality };

struct FacetField {
  std::string_view name;
  const Field* filter = nullptr;  // the field of the query language
  FacetKind kind = FacetKind::text;
  DateForm form{};  // of dates
};

struct Grouping {
  std::string_view name;
  std::string_view filter;
  FacetKind kind;
  DateForm form;
};

// The facets of what is compared; fields of whole values are facets by themselves.
constexpr std::array<Grouping, 7> kGroupings{{
    {"year", "date", FacetKind::date, DateForm::year},
    {"quarter", "date", FacetKind::date, DateForm::quarter},
    {"month", "date", FacetKind::date, DateForm::month},
    {"week", "date", FacetKind::date, DateForm::week},
    {"day", "date", FacetKind::date, DateForm::day},
    {"date", "date", FacetKind::date, DateForm::year_with_months},
    {"quality", "quality", FacetKind::quality, {}},
}};

bool has_own_facet(const Field& field) {
  return !field.own && field.kind == FieldKind::keyword && field.slot != kNoSlot;
}

FacetKind kind_of(const Field& field) {
  if (field.kind == FieldKind::number) return FacetKind::number;
  if (field.kind == FieldKind::date) return FacetKind::date;
  const bool list = field.own ? field.kind == FieldKind::keyword : holds_lists(field);
  return list ? FacetKind::list : FacetKind::text;
}

std::optional<FacetField> find_facet_field(std::string_view name, const FieldTable& fields) {
  for (const Grouping& grouping : kGroupings) {
    if (grouping.name == name)
      return FacetField{grouping.name, find_field(grouping.filter), grouping.kind, grouping.form};
  }
  const Field* const field = fields.find(name);
  const bool counted =
      field != nullptr && (field->own ? fields.declaration_of(*field).facetable : has_own_facet(*field));
  if (!counted) return std::nullopt;
  return FacetField{field->name, field, kind_of(*field), DateForm::year_with_months};
}

std::string facet_field_names(const FieldTable& fields) {
  std::vector<std::string_view> names;
  for (const Field& field : newsrank::fields()) {
    if (has_own_facet(field)) names.push_back(field.name);
  }
  for (const Grouping& grouping : kGroupings) names.push_back(grouping.name);
  for (const FieldDeclaration& own : fields.declared()) {
    if (own.facetable) names.push_back(own.name);
  }
  return fmt::format("{}", fmt::join(names, " "));
}

class FacetCounter {
 public:
  FacetCounter(const IndexReader& index, Analyzer& analyzer)
      : index_(index), analyzer_(analyzer), bands_(index.quality_normaliser(QualityNormalisation::linear).top()) {}

  Result<std::vector<Facet>> run(const Xapian::Query& matches, const std::vector<WantedFacet>& wanted);

 private:
  void add_tally(const FacetField& field);
  const ValueTally& tally_of(const FacetField& field) const;
  FacetCounts counts_of(const FacetField& field) const;
  Result<std::string> written_as(const FacetField& field, const std::string& chosen, const Xapian::Query& matches,
                                 const std::vector<FacetValue>& values) const;
  Result<void> put_chosen_first(const FacetField& field, const std::vector<std::string>& chosen,
                                const Xapian::Query& matches, std::vector<FacetValue>& values) const;
  Result<std::optional<Provider>> newest_provider(const Xapian::Query& matches, const std::string& folded) const;
  Result<void> name_providers(const Xapian::Query& matches, std::vector<FacetValue>& values) const;

  const IndexReader& index_;
  Analyzer& analyzer_;
  QualityBands bands_;
  std::vector<ValueTally> tallies_;  // one for each slot
};

Xapian::valueno slot_of(const FacetField& field) {
  return field.filter->slot;
}

void FacetCounter::add_tally(const FacetField& field) {
  const auto is_for_field = [&](const ValueTally& tally) { return tally.slot() == slot_of(field); };
  if (std::any_of(tallies_.begin(), tallies_.end(), is_for_field)) return;
  if (field.kind == FacetKind::date) {
    tallies_.emplace_back(slot_of(field), day_of);
  } else if (field.kind == FacetKind::quality) {
    tallies_.emplace_back(slot_of(field), [this](double quality) { return bands_.band_of(quality); });
  } else {
    tallies_.emplace_back(slot_of(field));
  }
}

const ValueTally& FacetCounter::tally_of(const FacetField& field) const {
  return *std::find_if(tallies_.begin(), tallies_.end(),
                       [&](const ValueTally& tally) { return tally.slot() == slot_of(field); });
}

FacetCounts FacetCounter::counts_of(const FacetField& field) const {
  const ValueTally& tally = tally_of(field);
  switch (field.kind) {
    case FacetKind::date:
      return date_counts(tally, field.form);
    case FacetKind::quality:
      return quality_counts(tally, bands_);
    case FacetKind::number:
      return number_counts(tally);
    case FacetKind::text:
    case FacetKind::list:
      break;
  }
  return text_counts(tally, analyzer_, field.kind == FacetKind::list);
}

// That of the newest match which has it, by domain or name: it does not depend on how the index is divided.
Result<std::optional<Provider>> FacetCounter::newest_provider(const Xapian::Query& matches,
                                                              const std::string& folded) const {
  RankingRequest newest;
  newest.scores = false;
  newest.sort = SortOrder::date;
  newest.wanted = 1;
  const Xapian::Query provider_term(prefixed_term(find_field("provider")->prefix, folded));
  newest.query = Xapian::Query(Xapian::Query::OP_FILTER, matches, provider_term);
  const auto found = rank_exactly(index_, newest).documents;
  if (found.empty()) return std::optional<Provider>();
  auto article = index_.article(found.front().document);
  if (!article) return std::move(article).error();
  return std::optional(std::move(article->provider));
}

// The facet's value for what the search filters by: case and accents do not count, and a provider is also chosen by
// its name.
Result<std::string> FacetCounter::written_as(const FacetField& field, const std::string& chosen,
                                             const Xapian::Query& matches,
                                             const std::vector<FacetValue>& values) const {
  std::string folded = analyzer_.fold(chosen);
  const auto same = [&](const FacetValue& value) { return analyzer_.fold(value.value) == folded; };
  auto found = std::find_if(values.begin(), values.end(), same);
  if (found == values.end() && field.filter->name == "provider") {
    const auto provider = newest_provider(matches, folded);
    if (!provider) return provider.error();
    if (*provider) {
      folded = analyzer_.fold((*provider)->domain);
      found = std::find_if(values.begin(), values.end(), same);
    }
  }
  return found == values.end() ? chosen : found->value;
}

Result<void> FacetCounter::put_chosen_first(const FacetField& field, const std::vector<std::string>& chosen,
                                            const Xapian::Query& matches, std::vector<FacetValue>& values) const {
  auto behind = values.begin();
  for (const std::string& text : chosen) {
    const auto value = written_as(field, text, matches, values);
    if (!value) return value.error();
    auto found =
        std::find_if(values.begin(), values.end(), [&](const FacetValue& each) { return each.value == *value; });
    if (found == values.end()) {
      const auto place = behind - values.begin();
      values.insert(behind, FacetValue{*value, *value});
      behind = values.begin() + place;
      found = behind;
    }
    if (found->selected) continue;
    found->selected = true;
    std::rotate(behind, found, found + 1);
    ++behind;
  }
  return {};
}

// Names vary for one domain.
Result<void> FacetCounter::name_providers(const Xapian::Query& matches, std::vector<FacetValue>& values) const {
  for (FacetValue& value : values) {
    const std::string folded = analyzer_.fold(value.value);
    const auto provider = newest_provider(matches, folded);
    if (!provider) return provider.error();
    if (*provider && !(*provider)->name.empty() && analyzer_.fold((*provider)->domain) == folded)
      value.label = (*provider)->name;
  }
  return {};
}

Result<std::vector<Facet>> FacetCounter::run(const Xapian::Query& matches, const std::vector<WantedFacet>& wanted) {
  for (const WantedFacet& each : wanted) add_tally(*find_facet_field(each.request.field, index_.fields()));
  const std::uint64_t articles = tally_matches(index_, matches, tallies_);
  std::vector<Facet> facets;
  for (const auto& [request, chosen] : wanted) {
    const FacetField field = *find_facet_field(request.field, index_.fields());
    FacetCounts counts = counts_of(field);
    Facet facet;
    facet.field = request.field;
    facet.distinct = counts.values.size();
    facet.articles = articles;
    facet.missing = articles - counts.articles;
    facet.values = std::move(counts.values);
    if (request.order == FacetOrder::count) {
      std::stable_sort(facet.values.begin(), facet.values.end(),
                       [](const FacetValue& a, const FacetValue& b) { return a.count > b.count; });
    }
    if (auto put = put_chosen_first(field, chosen, matches, facet.values); !put) return std::move(put).error();
    const auto selected =
        std::count_if(facet.values.begin(), facet.values.end(), [](const FacetValue& value) { return value.selected; });
    const auto most = std::max<std::size_t>(request.limit, static_cast<std::size_t>(selected));
    if (facet.values.size() > most) facet.values.resize(most);
    if (field.filter->name == "provider") {
      if (auto named = name_providers(matches, facet.values); !named) return std::move(named).error();
    }
    facets.push_back(std::move(facet));
  }
  return facets;
}

}  // namespace

Result<void> check_facets(const std::vector<FacetRequest>& requests, const FieldTable& fields) {
  if (requests.size() > kMaxFacets)
    return Error{ErrorCode::invalid_argument, fmt::format("more than {} facets", kMaxFacets), "ask for fewer"};
  for (const FacetRequest& request : requests) {
    const bool known = find_facet_field(request.field, fields).has_value();
    if (!known || !(request.by.empty() || find_facet_field(request.by, fields))) {
      return Error{ErrorCode::invalid_argument,
                   fmt::format("unknown facet {}", in_quotes(known ? request.by : request.field)),
                   fmt::format("the facets are {}", facet_field_names(fields))};
    }
    const std::size_t most = request.by.empty() ? kMaxFacetValues : kMaxCrossedValues;
    if (request.limit > most) {
      return Error{ErrorCode::invalid_argument, fmt::format("facet {}: more than {} values", request.field, most),
                   "ask for fewer"};
    }
  }
  return {};
}

std::string_view filter_field(std::string_view facet_field, const FieldTable& fields) {
  return find_facet_field(facet_field, fields)->filter->name;
}

bool is_ordered(std::string_view facet_field, const FieldTable& fields) {
  const FacetKind kind = find_facet_field(facet_field, fields)->kind;
  return kind == FacetKind::date || kind == FacetKind::number || kind == FacetKind::quality;
}

Result<std::vector<Facet>> count_facets(const IndexReader& index, Analyzer& analyzer, const Xapian::Query& matches,
                                        const std::vector<WantedFacet>& wanted) {
  return FacetCounter(index, analyzer).run(matches, wanted);
}

}  // namespace newsrank::detail
