// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/markdown/markdown_text.hpp"

#include <md4c.h>

#include <algorithm>
#include <limits>

#include "reading/html/html_text.hpp"

namespace newsrank {
namespace {

// Wiki links as well: of `[[page#part|text]]` the text is kept.
constexpr unsigned kDialect = MD_DIALECT_GITHUB | MD_FLAG_WIKILINKS;

// Gathers the text of one page. HTML is gathered apart, until something else comes, since a tag may have several parts.
class TextGatherer {
 public:
  int enter(MD_BLOCKTYPE type) {
    flush_html();
    block_begin_ = text_.size();
    if (type == MD_BLOCK_QUOTE || type == MD_BLOCK_LI) ++nested_;
    return 0;
  }

  // An embedded page is written as a link after `!`.
  int enter_span(MD_SPANTYPE type) {
    if (type == MD_SPAN_WIKILINK && text_.ends_with('!')) text_.pop_back();
    return 0;
  }

  int leave(MD_BLOCKTYPE type) {
    flush_html();
    if (type == MD_BLOCK_QUOTE || type == MD_BLOCK_LI) --nested_;
    const bool heading = type == MD_BLOCK_H && page_.heading.empty();
    const bool paragraph = type == MD_BLOCK_P && nested_ == 0 && page_.paragraph.empty();
    if (heading || paragraph) {
      std::string line = finished_text(std::string_view(text_).substr(block_begin_));
      (heading ? page_.heading : page_.paragraph) = heading ? std::move(line) : cut_at_word(line);
    }
    text_ += '\n';
    return 0;
  }

  int text(MD_TEXTTYPE type, std::string_view part) {
    if (type == MD_TEXT_HTML) {
      html_.append(part);
      return 0;
    }
    flush_html();
    switch (type) {
      case MD_TEXT_BR:
      case MD_TEXT_SOFTBR:
        text_ += ' ';
        break;
      case MD_TEXT_NULLCHAR:
        text_ += "\uFFFD";
        break;
      case MD_TEXT_ENTITY:
        text_ += clean_text(part);
        break;
      default:
        text_ += part;
    }
    return 0;
  }

  PageText finish() {
    flush_html();
    page_.text = finished_text(text_);
    return std::move(page_);
  }

 private:
  void flush_html() {
    if (html_.empty()) return;
    const bool separates = html_.find('\n') != std::string::npos;
    text_ += clean_html_part(html_);
    if (separates) text_ += '\n';
    html_.clear();
  }

  std::string text_;
  std::string html_;
  std::size_t block_begin_ = 0;
  int nested_ = 0;
  PageText page_;
};

TextGatherer& gatherer(void* data) {
  return *static_cast<TextGatherer*>(data);
}

}  // namespace

std::string cut_at_word(const std::string& text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = text.rfind(' ', most);
  if (end == std::string::npos || end < most / 2) {
    end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80) --end;
  }
  return text.substr(0, end) + "…";
}

PageText read_markdown(std::string_view body) {
  const std::string text = without_template_tags(body);
  TextGatherer gathered;
  MD_PARSER parser{};
  parser.flags = kDialect;
  parser.enter_block = [](MD_BLOCKTYPE type, void*, void* data) { return gatherer(data).enter(type); };
  parser.leave_block = [](MD_BLOCKTYPE type, void*, void* data) { return gatherer(data).leave(type); };
  parser.enter_span = [](MD_SPANTYPE type, void*, void* data) { return gatherer(data).enter_span(type); };
  parser.leave_span = [](MD_SPANTYPE, void*, void*) { return 0; };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* part, MD_SIZE size, void* data) {
    return gatherer(data).text(type, std::string_view(part, size));
  };
  const bool fits = text.size() <= std::numeric_limits<MD_SIZE>::max();
  if (!fits || md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &gathered) != 0) {
    return {{}, {}, clean_text(text)};
  }
  return gathered.finish();
}

}  // namespace newsrank
