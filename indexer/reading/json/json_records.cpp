// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/json/json_records.hpp"

#include <algorithm>

#include "reading/json/json_reader.hpp"

namespace newsrank {
namespace {

constexpr std::string_view kFeedMark = "jsonfeed.org/version/";
constexpr std::string_view kWhite = " \t\r\n";

std::string_view without_white(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text.remove_prefix(std::min(text.find_first_not_of(kWhite), text.size()));
  return text;
}

std::size_t find(const YamlTape& tape, std::size_t mapping, std::string_view name) {
  if (tape[mapping].kind != YamlKind::mapping) return 0;
  for (std::size_t key = mapping + 1; key < mapping + tape[mapping].extent;) {
    const std::size_t value = key + tape[key].extent;
    if (tape[key].text == name) return value;
    key = value + tape[value].extent;
  }
  return 0;
}

void copy(const YamlTape& from, std::size_t at, YamlTape& to) {
  const YamlNode& node = from[at];
  if (node.kind == YamlKind::scalar || node.kind == YamlKind::null) {
    return to.add(node.kind, node.offset, to.keep(std::string(node.text)));
  }
  const std::size_t opened = to.open(node.kind, node.offset);
  for (std::size_t item = at + 1; item < at + node.extent; item += from[item].extent) copy(from, item, to);
  to.close(opened);
}

// The items of a feed, each with the feed's title as its publisher.
void copy_items(const YamlTape& feed, std::size_t items, std::size_t title, YamlTape& tape) {
  const std::size_t list = tape.open(YamlKind::sequence, feed[items].offset);
  for (std::size_t item = items + 1; item < items + feed[items].extent; item += feed[item].extent) {
    if (feed[item].kind != YamlKind::mapping) {
      copy(feed, item, tape);
      continue;
    }
    const std::size_t mapping = tape.open(YamlKind::mapping, feed[item].offset);
    for (std::size_t part = item + 1; part < item + feed[item].extent; part += feed[part].extent)
      copy(feed, part, tape);
    if (title != 0) {
      tape.add(YamlKind::scalar, feed[item].offset, "publisher");
      copy(feed, title, tape);
    }
    tape.close(mapping);
  }
  tape.close(list);
}

}  // namespace

bool is_json_list(std::string_view text) {
  constexpr std::size_t kHead = 4096;
  text = without_white(text);
  if (text.starts_with('{')) return text.substr(0, kHead).find(kFeedMark) != std::string_view::npos;
  return text.starts_with('[') && without_white(text.substr(1)).starts_with('{');
}

bool begins_json_lines(std::string_view text) {
  text = without_white(text);
  const std::size_t line = std::min(text.find('\n'), text.size());
  if (!text.starts_with('{') || !without_white(text.substr(1)).starts_with('"')) return false;
  const std::size_t end = end_of_json(text.substr(0, line), 0);
  return end != std::string_view::npos && without_white(text.substr(end, line - end)).empty();
}

std::optional<TextProblem> read_json_records(std::string_view text, const ReadLimits& limits, YamlTape& tape) {
  if (!without_white(text).starts_with('{')) return read_json(text, limits, tape);
  YamlTape feed;
  if (auto problem = read_json(text, limits, feed)) return problem;
  const std::size_t items = find(feed, 0, "items");
  if (items == 0 || feed[items].kind != YamlKind::sequence) return TextProblem{0, "the feed has no items"};
  copy_items(feed, items, find(feed, 0, "title"), tape);
  return std::nullopt;
}

}  // namespace newsrank
