// SPDX-License-Identifier: GPL-2.0-or-later
#include "json/response_json.hpp"

#include "json/query_json.hpp"

#include "json/article_json.hpp"

namespace newsrank::detail {
namespace {

void write_places(JsonWriter& out, const TermExplanation& term) {
  out.member("title", term.in_title);
  out.member("excerpt", term.in_excerpt);
  out.member("body", term.in_body);
  out.member("topic", term.in_topics);
}

void write_term(JsonWriter& out, const TermExplanation& term) {
  out.member("kind", term.kind);
  out.member("text", term.text);
  out.member("contribution", term.contribution);
  out.member("scale", term.scale);
  out.member("articles", term.articles);
  out.member("idf", term.idf);
  out.object("fields", term, write_places);
}

void write_explanation(JsonWriter& out, const Explanation& why) {
  out.objects("terms", why.terms, write_term);
  out.member("relevance", why.relevance);
  out.member("quality", why.quality);
  out.member("normalised_quality", why.normalised_quality);
  out.member("quality_factor", why.quality_factor);
  out.member("age_days", why.age_days);
  out.member("recency_factor", why.recency_factor);
  out.member("score", why.score);
  out.member("above_next", why.above_next);
}

void write_mark(JsonWriter& out, const Mark& mark) {
  out.member("begin", mark.begin);
  out.member("end", mark.end);
  out.member("kind", mark.kind == MarkKind::phrase ? "phrase" : "word");
}

void write_snippet(JsonWriter& out, const Snippet& snippet) {
  out.member("field", snippet.field);
  out.member("text", snippet.text);
  out.member("begin", snippet.begin);
  out.objects("marks", snippet.marks, write_mark);
  out.member("cut_before", snippet.cut_before);
  out.member("cut_after", snippet.cut_after);
}

void write_snippets(JsonWriter& out, const HitSnippets& snippets) {
  out.object("title", snippets.title, write_snippet);
  out.objects("fragments", snippets.fragments, write_snippet);
}

void write_copy(JsonWriter& out, const StoryCopy& copy) {
  out.member("id", copy.id);
  out.member("url", copy.url);
  out.object("provider", copy.provider, write_provider);
  out.member("score", copy.score);
}

void write_facet_value(JsonWriter& out, const FacetValue& value) {
  out.member("value", value.value);
  out.member("label", value.label);
  out.member("count", value.count);
  if (value.selected) out.member("selected", true);
  if (!value.children.empty()) out.objects("children", value.children, write_facet_value);
}

void write_total(JsonWriter& out, const TotalHits& total) {
  out.member("value", total.value);
  out.member("exact", total.exact);
  out.member("all_words", total.all_words);
}

void write_title(JsonWriter& out, const TitleCompletion& title) {
  out.member("title", title.title);
  out.member("id", title.id);
}

}  // namespace

void write_facet(JsonWriter& out, const Facet& facet) {
  out.member("field", facet.field);
  out.objects("values", facet.values, write_facet_value);
  out.member("distinct", facet.distinct);
  out.member("articles", facet.articles);
  out.member("missing", facet.missing);
  out.member("exact", facet.exact);
}

void write_hit(JsonWriter& out, const Hit& hit) {
  write_hit(out, hit, summary_members());
}

void write_hit(JsonWriter& out, const Hit& hit, const MemberSet& shown) {
  write_hit(out, hit, hit.article, shown, [](std::string_view) { return true; });
}

void write_hit(JsonWriter& out, const Hit& hit, const Article& article, const MemberSet& shown,
               const std::function<bool(std::string_view)>& wanted) {
  const auto member = [&](std::string_view name, const auto& value) {
    if (wanted(name)) out.member(name, value);
  };
  member("rank", hit.rank);
  member("score", hit.score);
  member("relevance", hit.relevance);
  member("quality_factor", hit.quality_factor);
  member("recency_factor", hit.recency_factor);
  member("also", hit.also);
  write_article_members(out, article, shown);
  if (wanted("copies")) out.objects("copies", hit.copies, write_copy);
  if (hit.snippets && wanted("snippets")) out.object("snippets", *hit.snippets, write_snippets);
  if (hit.explanation && wanted("explanation")) out.object("explanation", *hit.explanation, write_explanation);
}

Result<MemberSet> shown_members(SearchRequest& request) {
  const Result<MemberSet> shown = request.fields ? member_set(*request.fields) : summary_members();
  if (!shown) return shown;
  if (request.snippets) {
    request.fields.reset();  // snippets read the texts anyway
  } else if (!request.fields) {
    request.fields.emplace();
    for (const Member& row : kMembers) {
      const std::string_view name = row.object.empty() ? row.name : row.object;
      if (shown->test(place_of(row)) && !name.empty()) request.fields->emplace_back(name);
    }
  }
  return shown;
}

namespace {

void write_shard(JsonWriter& out, const ShardAnswer& shard) {
  out.member("database", shard.database);
  out.member("shard", shard.shard);
  out.member("commit", shard.commit);
  out.member("replica", shard.replica);
}

}  // namespace

std::string response_json(std::string_view text, const SearchResponse& response, std::string_view query_id,
                          const MemberSet& shown) {
  return json_object([&](JsonWriter& out) {
    out.member("schema_version", kJsonSchemaVersion);
    if (!query_id.empty()) out.member("query_id", query_id);
    out.member("query", text);
    out.object("total", response.total, write_total);
    out.member("profile", response.profile.name);
    out.objects("hits", response.hits, [&](JsonWriter& item, const Hit& hit) { write_hit(item, hit, shown); });
    out.objects("facets", response.facets, write_facet);
    out.member("suggestion", response.suggestion);
    out.member("missing", response.missing);
    out.objects("shards", response.shards, write_shard);
    out.objects("diagnostics", response.diagnostics, write_diagnostic);
  });
}

std::string error_json(std::string_view text, const Error& error, std::string_view query_id) {
  return json_object([&](JsonWriter& out) {
    out.member("schema_version", kJsonSchemaVersion);
    if (!query_id.empty()) out.member("query_id", query_id);
    out.member("query", text);
    out.object("error", [&] {
      out.member("code", to_string(error.code));
      out.member("message", error.message);
      out.member("hint", error.hint);
    });
  });
}

std::string completions_json(std::string_view text, const Completions& completions) {
  return json_object([&](JsonWriter& out) {
    out.member("schema_version", kJsonSchemaVersion);
    out.member("text", text);
    out.member("queries", completions.queries);
    out.member("topics", completions.topics);
    out.objects("titles", completions.titles, write_title);
    out.member("values", completions.values);
  });
}

}  // namespace newsrank::detail
