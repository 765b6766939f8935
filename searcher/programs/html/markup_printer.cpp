// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/html/markup_printer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "programs/html/facet_chart.hpp"
#include "programs/html/feed.hpp"
#include "programs/html/report.hpp"
#include "programs/html/timeline.hpp"
#include "programs/output/record_format.hpp"

namespace newsrank::html {
namespace {

class ReportPrinter : public cli::Printer {
 public:
  ReportPrinter(std::FILE* out, const std::vector<SearchFilter>& filters) : out_(out), filters_(filters) {}

  void print(const cli::RunQuery& query, const SearchResponse& response) override {
    fmt::print(out_, "{}", write_report(query.text, filters_, response));
  }

 private:
  std::FILE* out_;
  std::vector<SearchFilter> filters_;
};

class FeedPrinter : public cli::Printer {
 public:
  FeedPrinter(std::FILE* out, const FeedFormat& format) : out_(out), format_(format) {}

  // The feed is a file: it does not know where it will be read, but it has one name for ever.
  void print(const cli::RunQuery& query, const SearchResponse& response) override {
    const std::string id = "urn:newsrank:search:" + cli::plain_url(query.text);
    const std::string title = query.text.empty() ? "newsrank" : "newsrank: " + query.text;
    fmt::print(out_, "{}", format_.write({id, title, "", ""}, response));
  }

 private:
  std::FILE* out_;
  const FeedFormat& format_;
};

// The only facet as a drawing: a timeline, bars, or a map of two fields.
class DrawingPrinter : public cli::Printer {
 public:
  DrawingPrinter(std::FILE* out, const cli::PrinterOptions& options) : out_(out), options_(options) {}

  void print(const cli::RunQuery&, const SearchResponse& response) override {
    fmt::print(out_, "{}", svg_file(drawing(response.facets.front())));
  }

 private:
  Html drawing(const Facet& facet) const {
    constexpr std::size_t kMostBars = 60;
    if (options_.timeline) return bar_drawing(timeline_chart(cli::make_timeline(facet, options_.unit, kMostBars), {}));
    const bool crossed = std::any_of(facet.values.begin(), facet.values.end(),
                                     [](const FacetValue& value) { return !value.children.empty(); });
    return crossed ? map_drawing(crossed_chart(facet)) : lying_bar_drawing(facet_chart(facet, facet.field));
  }

  std::FILE* out_;
  cli::PrinterOptions options_;
};

}  // namespace

std::unique_ptr<cli::Printer> make_markup_printer(std::FILE* out, const cli::PrinterOptions& options,
                                                  const std::vector<SearchFilter>& filters) {
  const auto feeds = feed_formats();
  switch (options.format) {
    case cli::Format::html:
      return std::make_unique<ReportPrinter>(out, filters);
    case cli::Format::svg:
      return std::make_unique<DrawingPrinter>(out, options);
    case cli::Format::atom:
      return std::make_unique<FeedPrinter>(out, feeds[0]);
    case cli::Format::rss:
      return std::make_unique<FeedPrinter>(out, feeds[1]);
    case cli::Format::jsonfeed:
      return std::make_unique<FeedPrinter>(out, feeds[2]);
    default:
      return nullptr;
  }
}

}  // namespace newsrank::html
