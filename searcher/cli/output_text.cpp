#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "cli/hit_text.hpp"
#include "cli/output.hpp"
#include "cli/terminal_text.hpp"

namespace newsrank::cli {
namespace {

constexpr std::size_t kIndent = 4;
constexpr std::size_t kTitleLines = 3;
constexpr std::size_t kExcerptLines = 3;
constexpr std::size_t kCopiesLines = 2;
constexpr std::size_t kMaxWidth = 100;
constexpr std::size_t kMinWidth = 40;

// Colours of the terminal's own palette.
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kDim = "\x1b[2m";
constexpr std::string_view kBlue = "\x1b[34m";
constexpr std::string_view kReset = "\x1b[0m";

class TextPrinter : public Printer {
 public:
  TextPrinter(std::FILE* out, const TerminalStyle& style, std::size_t offset)
      : out_(out), style_(style), offset_(offset) {}

  void print(const RunQuery& query, const SearchResponse& response) override {
    if (!query.id.empty())
      fmt::print(out_, "{}== {}: {}{}\n\n", on(kBold), printable(query.id), printable(query.text), off());
    print_suggestion(response);
    for (const Hit& hit : response.hits) print_hit(hit);
    print_footer(response);
    if (!response.hits.empty() && response.hits.front().explanation) print_profile(response.profile);
  }

 private:
  std::string_view on(std::string_view code) const { return style_.colour ? code : std::string_view{}; }
  std::string_view off() const { return on(kReset); }

  void print_lines(std::string_view text, std::size_t max_lines, std::string_view code, std::string_view first_indent) {
    std::string_view indent = first_indent;
    for (const std::string& line : wrap(printable(text), style_.width - kIndent, max_lines)) {
      fmt::print(out_, "{}{}{}{}\n", indent, on(code), line, off());
      indent = "    ";
    }
  }

  void print_suggestion(const SearchResponse& response) {
    if (!response.suggestion) return;
    fmt::print(out_, "{}: {}{}{}\n\n", is_corrected(response) ? "Showing results for" : "Did you mean", on(kBold),
               printable(*response.suggestion), off());
  }

  void print_hit(const Hit& hit) {
    const Article& article = hit.article;
    const std::string rank = fmt::format("{:>2}. ", hit.rank);
    print_lines(article.title, kTitleLines, kBold, rank);
    print_lines(hit_facts(article), 1, kDim, "    ");
    // An address is kept in one piece, whatever its length, so that it can be opened from the terminal.
    fmt::print(out_, "    {}{}{}\n", on(kBlue), printable(article.url), off());
    print_lines(article.excerpt, kExcerptLines, "", "    ");
    if (!hit.copies.empty()) print_lines(copies_text(hit), kCopiesLines, kDim, "    ");
    if (hit.explanation) print_explanation(*hit.explanation);
    fmt::print(out_, "\n");
  }

  void print_explanation(const Explanation& why) {
    std::string product =
        fmt::format("score {:.4f} = relevance {:.4f} × quality {:.4f}", why.score, why.relevance, why.quality_factor);
    product += why.quality ? fmt::format(" (quality {:g}, Q {:.2f})", *why.quality, why.normalised_quality)
                           : fmt::format(" (unknown, as the median: Q {:.2f})", why.normalised_quality);
    if (why.recency_factor != 1)
      product += fmt::format(" × recency {:.4f} ({:.0f} days old)", why.recency_factor, why.age_days.value_or(0));
    fmt::print(out_, "    {}{}{}\n", on(kDim), product, off());
    for (const TermExplanation& term : why.terms) {
      std::string line = fmt::format("{:9.4f}  {} \"{}\"", term.contribution, term.kind, printable(term.text));
      if (term.articles > 0)
        line += fmt::format(" in {} articles, idf {:.2f}{}", term.articles, term.idf, fields_of(term));
      if (term.scale != 1) line += fmt::format(", weighed {:g}", term.scale);
      fmt::print(out_, "    {}{}{}\n", on(kDim), line, off());
    }
    if (!why.above_next.empty()) fmt::print(out_, "    {}above the next: {}{}\n", on(kDim), why.above_next, off());
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

  void print_profile(const RankingProfile& profile) {
    fmt::print(out_, "Ranked by the profile {}: k1 {:g}, b {:g}, quality weight {:g}, recency weight {:g}.\n",
               printable(profile.name), profile.k1, profile.b, profile.quality_weight, profile.recency_weight);
  }

  void print_footer(const SearchResponse& response) {
    const std::string total = total_text(response.total);
    if (response.total.value == 0) {
      fmt::print(out_, "No articles found.\n");
    } else if (response.hits.empty()) {
      fmt::print(out_, "{} found; none at this offset.\n", total);
    } else if (offset_ == 0 && shown_articles(response) == response.total.value) {
      fmt::print(out_, "{} found{}.\n", total, in_stories(response));
    } else if (response.hits.size() < response.total.value) {
      fmt::print(out_, "{} found; these are {} to {}.\n", total, offset_ + 1, offset_ + response.hits.size());
    } else {
      fmt::print(out_, "{} found.\n", total);
    }
  }

  static std::size_t shown_articles(const SearchResponse& response) {
    std::size_t count = response.hits.size();
    for (const Hit& hit : response.hits) count += hit.copies.size();
    return count;
  }

  // Where copies were folded.
  static std::string in_stories(const SearchResponse& response) {
    if (shown_articles(response) == response.hits.size()) return {};
    return response.hits.size() == 1 ? " in 1 story" : fmt::format(" in {} stories", response.hits.size());
  }

  std::FILE* out_;
  TerminalStyle style_;
  std::size_t offset_;
};

}  // namespace

TerminalStyle terminal_style(std::FILE* out) {
  TerminalStyle style;
  const int descriptor = fileno(out);
  if (isatty(descriptor) == 0) return style;
  const char* no_colour = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  style.colour = (no_colour == nullptr || *no_colour == '\0') && term != nullptr && std::string_view(term) != "dumb";
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    style.width = std::clamp<std::size_t>(size.ws_col, kMinWidth, kMaxWidth);
  }
  return style;
}

std::unique_ptr<Printer> make_text_printer(std::FILE* out, const TerminalStyle& style, std::size_t offset) {
  return std::make_unique<TextPrinter>(out, style, offset);
}

}  // namespace newsrank::cli
