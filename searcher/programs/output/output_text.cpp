// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "core/clock.hpp"
#include "core/url.hpp"
#include "programs/output/facet_text.hpp"
#include "programs/output/hit_text.hpp"
#include "programs/output/output.hpp"
#include "programs/output/snippet_text.hpp"
#include "programs/output/text_decoration.hpp"
#include "programs/terminal/paint.hpp"
#include "programs/terminal/terminal_text.hpp"

namespace newsrank::cli {
namespace {

constexpr std::size_t kTitleLines = 3;
constexpr std::size_t kExcerptLines = 4;
constexpr std::size_t kCopiesLines = 2;
constexpr std::size_t kBarCells = 5;

// What stands around marked words.
struct Marks {
  std::string on{};
  std::string off{};
};

class TextPrinter : public Printer {
 public:
  TextPrinter(std::FILE* out, const PrinterOptions& options, const TerminalStyle& style)
      : out_(out),
        style_(style),
        paint_(style.colour),
        limit_(options.limit),
        offset_(options.offset),
        now_(options.now.value_or(detail::seconds_now())),
        timeline_(options.timeline),
        unit_(options.unit) {}

  void print(const RunQuery& query, const SearchResponse& response) override {
    // As wide as the greatest rank of the page, at least for two digits.
    const std::size_t last = response.hits.empty() ? 0 : response.hits.back().rank;
    rank_width_ = std::max<std::size_t>(2, fmt::formatted_size("{}", last));
    indent_ = std::string(rank_width_ + 2, ' ');
    if (!query.id.empty())
      fmt::print(out_, "{}\n\n", paint_.bold(fmt::format("== {}: {}", printable(query.id), printable(query.text))));
    print_suggestion(response);
    for (const Hit& hit : response.hits) print_hit(hit, response.profile);
    print_footer(response);
    print_facets(response);
    if (!response.hits.empty() && response.hits.front().explanation) print_profile(response.profile);
  }

 private:
  // The lines of a printable text behind the indent; `decorate` has them once their width is known.
  template <typename Decorate>
  void print_lines(std::string_view text, std::size_t max_lines, std::string_view first_indent, Marks marks,
                   Decorate decorate) {
    std::string_view indent = first_indent;
    for (const std::string& line :
         show_marks(wrap(text, style_.width - indent_.size(), max_lines), marks.on, marks.off)) {
      fmt::print(out_, "{}{}\n", indent, decorate(line));
      indent = indent_;
    }
  }

  void print_dim(std::string_view text, std::size_t max_lines) {
    print_lines(printable(text), max_lines, indent_, {}, [&](const std::string& line) { return paint_.dim(line); });
  }

  std::string linked(const std::string& url, const std::string& text) const {
    return style_.hyperlinks ? hyperlink(url, text) : text;
  }

  void print_suggestion(const SearchResponse& response) {
    if (!response.suggestion) return;
    fmt::print(out_, "{}: {}\n\n", is_corrected(response) ? "Showing results for" : "Did you mean",
               paint_.bold(printable(*response.suggestion)));
  }

  void print_hit(const Hit& hit, const RankingProfile& profile) {
    const Article& article = hit.article;
    const bool marked = hit.snippets.has_value();
    print_lines(marked ? marked_text(hit.snippets->title) : printable(article.title), kTitleLines,
                fmt::format("{:>{}}. ", hit.rank, rank_width_), title_marks(),
                [&](const std::string& line) { return linked(detail::shown_address(article), paint_.bold(line)); });
    print_dim(hit_facts(article, notes(hit, profile)), style_.decorated ? 2 : 1);
    // An address is kept in one piece, whatever its length, so that it can be opened from the terminal.
    const std::string& address = detail::shown_address(article);
    fmt::print(out_, "{}{}\n", indent_, linked(address, paint_.blue(printable(address_text(address)))));
    print_excerpt(hit);
    if (!hit.copies.empty()) print_dim(copies_text(hit), kCopiesLines);
    if (hit.explanation) print_explanation(*hit.explanation);
    fmt::print(out_, "\n");
  }

  // What answers the query of its texts.
  void print_excerpt(const Hit& hit) {
    const bool marked = hit.snippets && !hit.snippets->fragments.empty();
    print_lines(marked ? marked_text(hit.snippets->fragments.front()) : printable(hit.article.excerpt), kExcerptLines,
                indent_, excerpt_marks(), [](const std::string& line) { return line; });
  }

  // Bold in plain text, underlined in what is bold.
  Marks excerpt_marks() const { return style_.colour ? Marks{"\x1b[1m", "\x1b[22m"} : Marks{}; }
  Marks title_marks() const { return style_.colour ? Marks{"\x1b[4m", "\x1b[24m"} : Marks{}; }

  void print_explanation(const Explanation& why) {
    std::string product =
        fmt::format("score {:.4f} = relevance {:.4f} × quality {:.4f}", why.score, why.relevance, why.quality_factor);
    product += why.quality ? fmt::format(" (quality {:g}, Q {:.2f})", *why.quality, why.normalised_quality)
                           : fmt::format(" (unknown, as the median: Q {:.2f})", why.normalised_quality);
    if (why.recency_factor != 1)
      product += fmt::format(" × recency {:.4f} ({:.0f} days old)", why.recency_factor, why.age_days.value_or(0));
    fmt::print(out_, "{}{}\n", indent_, paint_.dim(product));
    for (const TermExplanation& term : why.terms) {
      std::string line = fmt::format("{:9.4f}  {} \"{}\"", term.contribution, term.kind, printable(term.text));
      if (term.articles > 0)
        line += fmt::format(" in {} articles, idf {:.2f}{}", grouped(term.articles), term.idf, fields_of(term));
      if (term.scale != 1) line += fmt::format(", weighed {:g}", term.scale);
      fmt::print(out_, "{}{}\n", indent_, paint_.dim(line));
    }
    if (!why.above_next.empty()) fmt::print(out_, "{}{}\n", indent_, paint_.dim("above the next: " + why.above_next));
  }

  static std::string fields_of(const TermExplanation& term) {
    std::string text;
    const auto add = [&](std::string_view field, std::uint32_t count) {
      if (count > 0) text += fmt::format("{} {} {}×", text.empty() ? ";" : ",", field, count);
    };
    add("title", term.in_title);
    add("excerpt", term.in_excerpt);
    add("body", term.in_body);
    add("topics", term.in_topics);
    return text;
  }

  HitNotes notes(const Hit& hit, const RankingProfile& profile) const {
    HitNotes notes;
    notes.also = hit.also;
    if (!style_.decorated) return notes;
    notes.now = now_;
    // The normalised quality is what the factor adds, as far as the profile lets quality count.
    if (profile.quality_weight > 0)
      notes.quality = bar((hit.quality_factor - 1) / profile.quality_weight, kBarCells, style_.ascii);
    return notes;
  }

  void print_profile(const RankingProfile& profile) {
    fmt::print(out_, "Ranked by the profile {}: k1 {:g}, b {:g}, quality weight {:g}, recency weight {:g}.\n",
               printable(profile.name), profile.k1, profile.b, profile.quality_weight, profile.recency_weight);
  }

  void print_facets(const SearchResponse& response) {
    const std::size_t listed = response.facets.size() - (timeline_ && !response.facets.empty() ? 1 : 0);
    for (std::size_t i = 0; i < listed; ++i) print_part(facet_text(response.facets[i], response.total, style_));
    if (listed < response.facets.size()) print_part(timeline_text(response.facets.back(), unit_, style_));
  }

  void print_part(const std::string& text) {
    if (!text.empty()) fmt::print(out_, "\n{}", text);
  }

  void print_footer(const SearchResponse& response) {
    const std::string found = found_text(response.total);
    if (const std::size_t others = also_shown(response); others > 0) {
      fmt::print(out_, "{}; {} some of the words.\n", response.total.value == 0 ? "No articles found" : found,
                 others == 1 ? "1 other holds" : fmt::format("{} others hold", others));
    } else if (response.total.value == 0) {
      fmt::print(out_, "No articles found.\n");
    } else if (limit_ == 0) {
      fmt::print(out_, "{}.\n", found);
    } else if (response.hits.empty()) {
      fmt::print(out_, "{}; none at this offset.\n", found);
    } else if (offset_ == 0 && shown_articles(response) == response.total.value) {
      fmt::print(out_, "{}{}.\n", found, in_stories(response));
    } else if (response.hits.size() == 1 && response.total.value > 1) {
      fmt::print(out_, "{}; this is {} of {}.\n", found, grouped(offset_ + 1), grouped(response.total.value));
    } else if (response.hits.size() < response.total.value) {
      fmt::print(out_, "{}; these are {} to {}.\n", found, grouped(offset_ + 1),
                 grouped(offset_ + response.hits.size()));
    } else {
      fmt::print(out_, "{}.\n", found);
    }
  }

  static std::size_t also_shown(const SearchResponse& response) {
    return static_cast<std::size_t>(
        std::count_if(response.hits.begin(), response.hits.end(), [](const Hit& hit) { return hit.also; }));
  }

  static std::size_t shown_articles(const SearchResponse& response) {
    std::size_t count = response.hits.size();
    for (const Hit& hit : response.hits) count += hit.copies.size();
    return count;
  }

  // Where copies were folded.
  static std::string in_stories(const SearchResponse& response) {
    if (shown_articles(response) == response.hits.size()) return {};
    return response.hits.size() == 1 ? " in 1 story" : fmt::format(" in {} stories", grouped(response.hits.size()));
  }

  std::FILE* out_;
  TerminalStyle style_;
  Paint paint_;
  std::size_t limit_;
  std::size_t offset_;
  std::int64_t now_;
  bool timeline_;
  std::optional<TimeUnit> unit_;
  std::size_t rank_width_ = 2;
  std::string indent_;
};

}  // namespace

std::unique_ptr<Printer> make_text_printer(std::FILE* out, const PrinterOptions& options, const TerminalStyle& style) {
  return std::make_unique<TextPrinter>(out, options, style);
}

}  // namespace newsrank::cli
