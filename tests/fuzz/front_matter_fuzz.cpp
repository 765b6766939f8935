// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as an article file and as a stream: nothing crashes, everything is accounted for, and whatever is good YAML
// is read as the full parser reads it.
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "reading/document_reader.hpp"
#include "reading/documents/document_splitter.hpp"
#include "recording_sink.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

newsrank::test::RecordingSink read(const newsrank::SourceDocument& document, newsrank::ReadMode mode) {
  newsrank::BlockCache cache(64);
  newsrank::DocumentReader reader({}, cache, mode);
  newsrank::test::RecordingSink sink;
  newsrank::ReadCounts counts;
  for (int i = 0; i < 2; ++i) reader.read(document, sink, counts);
  require(counts.documents_seen == 2);
  require(counts.documents_accepted + counts.related_accepted == sink.mentions.size());
  require(counts.documents_seen + counts.related_seen == sink.mentions.size() + sink.problems.size());
  for (const newsrank::Article& article : sink.articles()) require(!article.title.empty() && !article.id.empty());
  return sink;
}

void check(const newsrank::SourceDocument& document) {
  const auto selective = read(document, newsrank::ReadMode::selective);
  newsrank::YamlTape tape;
  if (newsrank::read_yaml(document.front, {}, tape)) return;
  const auto full = read(document, newsrank::ReadMode::full);
  require(selective.mentions == full.mentions);
  require(selective.records == full.records);
  require(selective.problem_lines() == full.problem_lines());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  newsrank::FrontMatterFile file;
  if (!newsrank::split_front_matter(text, file))
    check({file.front, file.body, "fuzz.md", file.first_line, file.format});
  newsrank::DocumentBatch batch;
  batch.text = text;
  for (const auto& document : newsrank::split_batch(batch))
    check({document.yaml, document.body, "-", document.first_line});
  return 0;
}
