// SPDX-License-Identifier: GPL-2.0-or-later
// Reading: every shorter way gives what the full parser gives.
#include <rapidcheck.h>
#include <rapidcheck/boost_test.h>
#include <yaml-cpp/yaml.h>

#include <boost/test/unit_test.hpp>
#include <sstream>

#include "core/text/utf8.hpp"
#include "random_document.hpp"
#include "reading/document_reader.hpp"
#include "reading/html/html_text.hpp"
#include "reading/yaml/front_matter.hpp"
#include "reading/yaml/plain_yaml.hpp"
#include "recording_sink.hpp"

namespace {

using newsrank::YamlKind;
using newsrank::YamlTape;

constexpr int kDocumentsPerCase = 100;

std::string dump(const YAML::Node& node) {
  std::string text;
  switch (node.Type()) {
    case YAML::NodeType::Scalar:
      return "<" + node.Scalar() + ">";
    case YAML::NodeType::Sequence:
      for (const YAML::Node& item : node) text += dump(item) + ",";
      return "[" + text + "]";
    case YAML::NodeType::Map:
      for (const auto& pair : node) text += dump(pair.first) + ":" + dump(pair.second) + ",";
      return "{" + text + "}";
    default:
      return "null";
  }
}

std::string dump(const YamlTape& tape, std::size_t at, bool offsets) {
  const newsrank::YamlNode& node = tape[at];
  std::string text;
  switch (node.kind) {
    case YamlKind::scalar:
      return "<" + std::string(node.text) + ">" + (offsets ? std::to_string(node.offset) : "");
    case YamlKind::null:
      return "null";
    default:
      break;
  }
  const bool map = node.kind == YamlKind::mapping;
  bool key = true;
  for (std::size_t i = at + 1; i < at + node.extent; i += tape[i].extent) {
    text += dump(tape, i, offsets) + (map && key ? ":" : ",");
    key = !key;
  }
  return (map ? "{" + text + "}" : "[" + text + "]") + (offsets && node.extent > 1 ? std::to_string(node.offset) : "");
}

newsrank::test::RecordingSink read(const std::string& yaml, newsrank::ReadMode mode) {
  newsrank::BlockCache cache;
  newsrank::DocumentReader reader({}, cache, mode);
  newsrank::test::RecordingSink sink;
  newsrank::ReadCounts counts;
  // Twice: what comes out of the cache must be what went in.
  for (int i = 0; i < 2; ++i) reader.read({yaml, {}, "x.md", 2}, sink, counts);
  RC_ASSERT(counts.documents_seen + counts.left_out == 2U);
  RC_ASSERT(counts.documents_accepted + counts.related_accepted == sink.mentions.size());
  RC_ASSERT(counts.documents_seen + counts.related_seen == sink.mentions.size() + sink.problems.size());
  return sink;
}

template <typename T>
void require_same(const T& got, const T& expected, const std::string& yaml) {
  if (got == expected) return;
  RC_LOG() << "document:\n" << yaml << "\n";
  RC_ASSERT(got == expected);
}

bool is_good_yaml(const std::string& text) {
  YamlTape tape;
  return !newsrank::read_yaml(text, {}, tape);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reading_properties)

RC_BOOST_PROP(selective_yaml_reading_is_full_yaml_reading, (std::uint64_t seed)) {
  newsrank::test::DocumentGenerator generator(seed);
  for (int i = 0; i < kDocumentsPerCase; ++i) {
    const std::string yaml = generator.document();
    const auto selective = read(yaml, newsrank::ReadMode::selective);
    if (!is_good_yaml(yaml)) continue;
    const auto full = read(yaml, newsrank::ReadMode::full);
    require_same(selective.problem_lines(), full.problem_lines(), yaml);
    require_same(selective.mentions, full.mentions, yaml);
    require_same(selective.records, full.records, yaml);
  }
}

RC_BOOST_PROP(the_plain_reader_is_the_full_reader, (std::uint64_t seed)) {
  newsrank::test::DocumentGenerator generator(seed);
  for (int i = 0; i < kDocumentsPerCase; ++i) {
    const std::string yaml = generator.document();
    YamlTape plain;
    if (newsrank::detail::find_invalid_utf8(yaml) != std::string::npos || !newsrank::read_plain_yaml(yaml, plain))
      continue;
    YamlTape full;
    const auto problem = newsrank::read_yaml(yaml, {}, full);
    require_same(problem.value_or(newsrank::TextProblem{}).reason, std::string(), yaml);
    require_same(dump(plain, 0, true), dump(full, 0, true), yaml);
  }
}

RC_BOOST_PROP(the_full_reader_is_yaml_cpp, (std::uint64_t seed)) {
  newsrank::test::DocumentGenerator generator(seed);
  for (int i = 0; i < kDocumentsPerCase; ++i) {
    const std::string yaml = generator.document() + '\n';
    YamlTape tape;
    if (newsrank::read_yaml(yaml, {}, tape)) continue;
    YAML::Node expected;
    try {
      // With an end of the document, as the reader adds one: after a lone tag it decides between null and empty.
      expected = YAML::Load(yaml + "...\n");
    } catch (const YAML::Exception&) {
      continue;  // valid, and mended for the parser: `?` within plain text, pairs of surrogates
    }
    require_same(dump(tape, 0, false), dump(expected), yaml);
  }
}

RC_BOOST_PROP(clean_text_is_one_line_and_stable, (const std::string& bytes)) {
  const std::string line = newsrank::printable_line(bytes);
  RC_ASSERT(newsrank::printable_line(line) == line);
  const std::string clean = newsrank::clean_text(line);
  RC_ASSERT(newsrank::detail::find_invalid_utf8(clean) == std::string::npos);
  RC_ASSERT(clean.find_first_of("\n\t\r") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
