// SPDX-License-Identifier: GPL-2.0-or-later
#include "results/snippets/snippets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "index/terms.hpp"
#include "newsrank/schema.hpp"
#include "query/syntax/diagnostics.hpp"
#include "ranking/weighting.hpp"
#include "results/snippets/fragment_choice.hpp"
#include "results/snippets/mark_finder.hpp"
#include "results/snippets/text_cutter.hpp"

namespace newsrank::detail {
namespace {

constexpr std::size_t kMaxBytes = 65'536;
constexpr std::array<std::string_view, 2> kFragmentFields{"excerpt", "body"};
// What an earlier fragment shows already counts little in a further one.
constexpr double kShownBefore = 0.1;

// One field of a hit with what was found in it.
struct FieldText {
  std::string_view name;
  std::string_view text;  // its beginning, if it is long
  bool cut_off = false;
  std::vector<Occurrence> occurrences;
};

struct Fragment {
  std::size_t field = 0;  // by its place among the fields
  TextRange core;
  TextPart part;
};

std::string_view text_of(const Article& article, std::string_view field) {
  if (field == "title") return article.title;
  return field == "body" ? article.body : article.excerpt;
}

class SnippetMaker {
 public:
  SnippetMaker(const Xapian::Database& database, const std::vector<Clause>& clauses, const SnippetOptions& options,
               Analyzer& analyzer);
  HitSnippets make(const Article& article);

 private:
  FieldText read(const Article& article, std::string_view name);
  double weight_of(const Clause& clause) const;
  double weight_of(const TextForm& form) const;
  std::vector<Fragment> choose(std::size_t count);
  std::optional<Fragment> best_fragment(const std::vector<Fragment>& taken, const std::vector<double>& weights,
                                        std::size_t length) const;
  void cut(std::vector<Fragment>& fragments);
  std::vector<Fragment> beginning() const;
  Snippet snippet(const FieldText& field, const TextPart& part);

  const Xapian::Database& database_;
  const SnippetOptions& options_;
  double articles_;
  MarkFinder finder_;
  TextCutter cutter_;
  std::vector<double> weights_;  // of the clauses
  std::vector<FieldText> fields_;
};

SnippetMaker::SnippetMaker(const Xapian::Database& database, const std::vector<Clause>& clauses,
                           const SnippetOptions& options, Analyzer& analyzer)
    : database_(database), options_(options), articles_(database.get_doccount()), finder_(clauses, analyzer) {
  for (const Clause& clause : clauses) weights_.push_back(weight_of(clause));
}

// A clause is as telling as the most frequent of its forms.
double SnippetMaker::weight_of(const Clause& clause) const {
  double least = clause.forms.empty() ? 0 : std::numeric_limits<double>::infinity();
  for (const TextForm& form : clause.forms) least = std::min(least, weight_of(form));
  return least;
}

// The sum of the words' weights in a phrase; of alternatives the first one's, which is the most frequent of a pattern
// and the user's own of synonyms.
double SnippetMaker::weight_of(const TextForm& form) const {
  const bool stems = form.kind == TextFormKind::stem;
  const bool in_a_row = form.kind == TextFormKind::phrase || form.kind == TextFormKind::near;
  double sum = 0;
  for (std::size_t i = 0; i < (in_a_row ? form.words.size() : std::min<std::size_t>(1, form.words.size())); ++i) {
    const std::string term = prefixed_term(stems ? kStemPrefix : "", form.words[i]);
    if (is_storable_term(term)) sum += bm25_idf(articles_, static_cast<double>(database_.get_termfreq(term)));
  }
  // A word that nearly all articles have is still worth showing.
  constexpr double kLeast = 0.01;
  return std::max(sum, kLeast);
}

FieldText SnippetMaker::read(const Article& article, std::string_view name) {
  FieldText field;
  field.name = name;
  field.text = text_of(article, name);
  if (field.text.size() > kMaxBytes) {
    field.cut_off = true;
    std::size_t size = kMaxBytes;
    while (size > 0 && (static_cast<unsigned char>(field.text[size]) & 0xC0U) == 0x80U) --size;
    field.text = field.text.substr(0, size);
  }
  field.occurrences = finder_.find(field.text, name);
  // What ends where the text was cut may be the beginning of another word.
  if (field.cut_off) {
    std::erase_if(field.occurrences, [&](const Occurrence& each) { return each.end == field.text.size(); });
  }
  return field;
}

std::optional<Fragment> SnippetMaker::best_fragment(const std::vector<Fragment>& taken,
                                                    const std::vector<double>& weights, std::size_t length) const {
  std::optional<Fragment> best;
  double best_score = 0;
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    const auto is_free = [&](const Occurrence& each) {
      return std::none_of(taken.begin(), taken.end(), [&](const Fragment& other) {
        return other.field == i && each.begin < other.core.end && each.end > other.core.begin;
      });
    };
    std::vector<Occurrence> run;
    const auto consider = [&] {
      const auto found = best_stretch(fields_[i].text, run, weights, length);
      if (found && (!best || found->score > best_score)) {
        best = Fragment{i, {found->begin, found->end}, {}};
        best_score = found->score;
      }
      run.clear();
    };
    // Between the fragments that are taken.
    for (const Occurrence& each : fields_[i].occurrences) {
      if (is_free(each)) {
        run.push_back(each);
      } else {
        consider();
      }
    }
    consider();
  }
  return best;
}

// At most `count` of them, best first; each gets an equal share of the length.
std::vector<Fragment> SnippetMaker::choose(std::size_t count) {
  std::vector<Fragment> chosen;
  std::vector<double> weights = weights_;
  while (chosen.size() < count) {
    auto next = best_fragment(chosen, weights, std::max<std::size_t>(1, options_.length / count));
    if (!next) break;
    for (const Occurrence& each : fields_[next->field].occurrences) {
      if (each.begin >= next->core.begin && each.end <= next->core.end)
        weights[each.clause] = weights_[each.clause] * kShownBefore;
    }
    chosen.push_back(*next);
  }
  return chosen;
}

// Best first, so that the best have the most room.
void SnippetMaker::cut(std::vector<Fragment>& fragments) {
  const std::size_t length = std::max<std::size_t>(1, options_.length / fragments.size());
  for (std::size_t i = 0; i < fragments.size(); ++i) {
    Fragment& fragment = fragments[i];
    const FieldText& field = fields_[fragment.field];
    TextRange room{0, field.text.size()};
    for (std::size_t j = 0; j < fragments.size(); ++j) {
      if (j == i || fragments[j].field != fragment.field) continue;
      const TextRange& other = j < i ? fragments[j].part.range : fragments[j].core;
      if (other.end <= fragment.core.begin) room.begin = std::max(room.begin, other.end);
      if (other.begin >= fragment.core.end) room.end = std::min(room.end, other.begin);
    }
    cutter_.set_text(field.text, field.cut_off);
    fragment.part = cutter_.cut(fragment.core, room, length);
  }
}

std::vector<Fragment> SnippetMaker::beginning() const {
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    if (!fields_[i].text.empty()) return {{i, {}, {}}};
  }
  return {};
}

// `cutter_` holds the field's text.
Snippet SnippetMaker::snippet(const FieldText& field, const TextPart& part) {
  Snippet snippet;
  snippet.field = field.name;
  snippet.text = field.text.substr(part.range.begin, part.range.end - part.range.begin);
  snippet.begin = part.range.begin;
  snippet.cut_before = part.cut_before;
  snippet.cut_after = part.cut_after;
  for (const Occurrence& each : field.occurrences) {
    const TextRange range = cutter_.whole_clusters({each.begin, each.end});
    if (range.begin < part.range.begin || range.end > part.range.end) continue;
    Mark mark{range.begin - part.range.begin, range.end - part.range.begin,
              each.quoted ? MarkKind::phrase : MarkKind::word};
    if (!snippet.marks.empty() && mark.begin < snippet.marks.back().end) {
      Mark& last = snippet.marks.back();
      last.end = std::max(last.end, mark.end);
      if (mark.kind == MarkKind::phrase) last.kind = MarkKind::phrase;
    } else {
      snippet.marks.push_back(mark);
    }
  }
  return snippet;
}

HitSnippets SnippetMaker::make(const Article& article) {
  HitSnippets snippets;
  FieldText title = read(article, "title");
  cutter_.set_text(title.text, false);
  snippets.title = snippet(title, {{0, title.text.size()}, false, false});
  snippets.title.text = article.title;

  if (options_.fragments == 0) return snippets;
  fields_.clear();
  for (const std::string& name : options_.fields) fields_.push_back(read(article, name));
  std::vector<Fragment> fragments = choose(options_.fragments);
  // Fewer have more room each, and may be others then.
  while (!fragments.empty() && fragments.size() < options_.fragments) {
    std::vector<Fragment> fewer = choose(fragments.size());
    const bool settled = fewer.size() == fragments.size();
    fragments = std::move(fewer);
    if (settled) break;
  }
  if (fragments.empty()) fragments = beginning();
  if (fragments.empty()) return snippets;
  cut(fragments);
  std::sort(fragments.begin(), fragments.end(), [](const Fragment& a, const Fragment& b) {
    return a.field != b.field ? a.field < b.field : a.part.range.begin < b.part.range.begin;
  });
  for (const Fragment& fragment : fragments) {
    const FieldText& field = fields_[fragment.field];
    cutter_.set_text(field.text, field.cut_off);
    if (Snippet made = snippet(field, fragment.part); !made.text.empty()) snippets.fragments.push_back(std::move(made));
  }
  return snippets;
}

}  // namespace

Result<void> check_snippets(const SnippetOptions& options) {
  if (options.length < 1 || options.length > kMaxSnippetLength) {
    return Error{ErrorCode::invalid_argument, fmt::format("a snippet cannot have {} characters", options.length),
                 fmt::format("ask for 1 to {}", kMaxSnippetLength)};
  }
  if (options.fragments > kMaxSnippetFragments) {
    return Error{ErrorCode::invalid_argument, fmt::format("more than {} fragments", kMaxSnippetFragments),
                 "ask for fewer"};
  }
  for (auto field = options.fields.begin(); field != options.fields.end(); ++field) {
    if (std::find(kFragmentFields.begin(), kFragmentFields.end(), *field) == kFragmentFields.end() ||
        std::find(options.fields.begin(), field, *field) != field) {
      return Error{ErrorCode::invalid_argument, fmt::format("fragments of the field {}", in_quotes(*field)),
                   "name excerpt, body or both, each once"};
    }
  }
  return {};
}

void add_snippets(const Xapian::Database& database, const std::vector<Clause>& clauses, const SnippetOptions& options,
                  Analyzer& analyzer, std::vector<Hit>& hits) {
  SnippetMaker maker(database, clauses, options, analyzer);
  for (Hit& hit : hits) hit.snippets = maker.make(hit.article);
}

}  // namespace newsrank::detail
