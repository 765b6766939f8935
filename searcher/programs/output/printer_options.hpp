// SPDX-License-Identifier: GPL-2.0-or-later
// PrinterOptions: in which format responses are printed, and what of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "programs/output/timeline.hpp"

namespace newsrank::cli {

enum class Format { text, json, jsonl, csv, tsv, markdown, trec, urls, atom, rss, jsonfeed, html, svg };

struct PrinterOptions {
  Format format = Format::text;
  std::vector<std::string> fields;  // empty: what fits the format
  bool batch = false;               // several queries, each with an id
  bool timeline = false;            // the last facet is the timeline's
  std::optional<TimeUnit> unit{};   // of its periods; absent: what fits
  std::size_t limit = 10;           // what the request asked for
  std::size_t offset = 0;
  std::optional<std::int64_t> now;  // what dates are relative to; absent: the clock
  bool byte_order_mark = false;     // at the beginning of csv and tsv
};

}  // namespace newsrank::cli
