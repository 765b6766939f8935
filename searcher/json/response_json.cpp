#include "json/response_json.hpp"

#include "json/article_json.hpp"

namespace newsrank::detail {
namespace {

Json explanation_object(const Explanation& why) {
  Json terms = Json::array();
  for (const TermExplanation& term : why.terms) {
    terms.push_back({{"kind", term.kind},
                     {"text", term.text},
                     {"contribution", term.contribution},
                     {"scale", term.scale},
                     {"articles", term.articles},
                     {"idf", term.idf},
                     {"fields",
                      {{"title", term.in_title},
                       {"excerpt", term.in_excerpt},
                       {"body", term.in_body},
                       {"topic", term.in_topics}}}});
  }
  return {{"terms", terms},
          {"relevance", why.relevance},
          {"quality", or_null(why.quality)},
          {"normalised_quality", why.normalised_quality},
          {"quality_factor", why.quality_factor},
          {"age_days", or_null(why.age_days)},
          {"recency_factor", why.recency_factor},
          {"score", why.score},
          {"above_next", why.above_next}};
}

Json snippet_object(const Snippet& snippet) {
  Json marks = Json::array();
  for (const Mark& mark : snippet.marks) {
    marks.push_back(
        {{"begin", mark.begin}, {"end", mark.end}, {"kind", mark.kind == MarkKind::phrase ? "phrase" : "word"}});
  }
  return {{"field", snippet.field},           {"text", snippet.text},
          {"begin", snippet.begin},           {"marks", marks},
          {"cut_before", snippet.cut_before}, {"cut_after", snippet.cut_after}};
}

Json snippets_object(const HitSnippets& snippets) {
  Json fragments = Json::array();
  for (const Snippet& fragment : snippets.fragments) fragments.push_back(snippet_object(fragment));
  return {{"title", snippet_object(snippets.title)}, {"fragments", fragments}};
}

Json copy_object(const StoryCopy& copy) {
  return {{"id", copy.id},
          {"url", copy.url},
          {"provider", {{"name", copy.provider.name}, {"domain", copy.provider.domain}}},
          {"score", copy.score}};
}

Json hit_object(const Hit& hit) {
  Json object{{"rank", hit.rank},
              {"score", hit.score},
              {"relevance", hit.relevance},
              {"quality_factor", hit.quality_factor},
              {"recency_factor", hit.recency_factor}};
  object.update(article_summary_json(hit.article));
  object["copies"] = Json::array();
  for (const StoryCopy& copy : hit.copies) object["copies"].push_back(copy_object(copy));
  if (hit.snippets) object["snippets"] = snippets_object(*hit.snippets);
  if (hit.explanation) object["explanation"] = explanation_object(*hit.explanation);
  return object;
}

std::string_view severity_name(DiagnosticSeverity severity) {
  switch (severity) {
    case DiagnosticSeverity::error:
      return "error";
    case DiagnosticSeverity::warning:
      return "warning";
    case DiagnosticSeverity::note:
      return "note";
  }
  return "note";
}

Json diagnostic_object(const QueryDiagnostic& diagnostic) {
  return {{"severity", severity_name(diagnostic.severity)},
          {"code", diagnostic.code},
          {"message", diagnostic.message},
          {"hint", diagnostic.hint},
          {"begin", diagnostic.begin},
          {"end", diagnostic.end}};
}

Json facet_value_object(const FacetValue& value) {
  Json object{{"value", value.value}, {"label", value.label}, {"count", value.count}};
  if (value.children.empty()) return object;
  object["children"] = Json::array();
  for (const FacetValue& child : value.children) object["children"].push_back(facet_value_object(child));
  return object;
}

Json facet_object(const Facet& facet) {
  Json values = Json::array();
  for (const FacetValue& value : facet.values) values.push_back(facet_value_object(value));
  return {{"field", facet.field},       {"values", values},         {"distinct", facet.distinct},
          {"articles", facet.articles}, {"missing", facet.missing}, {"exact", facet.exact}};
}

}  // namespace

Json response_json(std::string_view text, const SearchResponse& response, std::string_view query_id) {
  Json object{{"schema_version", kJsonSchemaVersion}};
  if (!query_id.empty()) object["query_id"] = query_id;
  object["query"] = text;
  object["total"] = {{"value", response.total.value}, {"exact", response.total.exact}};
  object["profile"] = response.profile.name;
  object["hits"] = Json::array();
  for (const Hit& hit : response.hits) object["hits"].push_back(hit_object(hit));
  object["facets"] = Json::array();
  for (const Facet& facet : response.facets) object["facets"].push_back(facet_object(facet));
  object["suggestion"] = or_null(response.suggestion);
  object["missing"] = response.missing;
  object["diagnostics"] = Json::array();
  for (const QueryDiagnostic& diagnostic : response.diagnostics)
    object["diagnostics"].push_back(diagnostic_object(diagnostic));
  return object;
}

Json completions_json(std::string_view text, const Completions& completions) {
  Json titles = Json::array();
  for (const TitleCompletion& title : completions.titles) titles.push_back({{"title", title.title}, {"id", title.id}});
  return {{"schema_version", kJsonSchemaVersion},
          {"text", text},
          {"queries", completions.queries},
          {"topics", completions.topics},
          {"titles", titles}};
}

}  // namespace newsrank::detail
