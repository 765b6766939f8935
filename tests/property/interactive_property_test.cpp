// SPDX-License-Identifier: GPL-2.0-or-later
// An interactive search under random keys, answers and sizes: what holds after every step.
#include <rapidcheck.h>
#include <rapidcheck/boost_test.h>

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "interactive/model/model.hpp"
#include "interactive/view.hpp"
#include "programs/terminal/terminal_text.hpp"

namespace cli = newsrank::cli;

namespace {

cli::Answer answer_to(const cli::Question& question, std::size_t hits, const std::string& completion) {
  cli::Answer answer;
  answer.question = question;
  answer.completions.queries = {question.head + completion, completion};
  answer.response.emplace();
  answer.response->total.value = hits;
  for (std::size_t i = 0; i < std::min(hits, question.limit); ++i) {
    newsrank::Hit hit;
    hit.rank = i + 1;
    hit.article.title = completion;
    answer.response->hits.push_back(hit);
  }
  answer.response->diagnostics.push_back(
      {newsrank::DiagnosticSeverity::error, "code", completion, "", 0, question.text.size()});
  return answer;
}

std::string random_text() {
  return *rc::gen::elementOf(std::vector<std::string>{"a", " ", "word", "é", "e\xCC\x81", "日本", "👩‍👧",
                                                      "\x1b[2J", "\n", "\xFF", "\xE6\x97", ""});
}

// A key, an answer to some question of before, or a size.
void step(cli::Model& model, std::vector<cli::Question>& asked) {
  const auto kind = *rc::gen::inRange(0, 10);
  if (kind == 0) {
    model.receive(answer_to(*rc::gen::elementOf(asked), *rc::gen::inRange<std::size_t>(0, 120), random_text()));
  } else if (kind == 1) {
    model.resize({*rc::gen::inRange<std::size_t>(0, 30), *rc::gen::inRange<std::size_t>(0, 90)});
  } else {
    const auto key = static_cast<cli::Key>(*rc::gen::inRange(0, static_cast<int>(cli::Key::redraw) + 1));
    const auto place = static_cast<cli::Place>(*rc::gen::inRange(0, static_cast<int>(cli::Place::end) + 1));
    const cli::Action action = model.press({key, random_text(), place});
    if (action == cli::Action::open) RC_ASSERT(model.selected_hit() != nullptr);
  }
  asked.push_back(model.question());
}

// The cursor is where moving right and left again comes back to.
void check_cursor(cli::LineEditor line) {
  const std::size_t cursor = line.cursor();
  RC_ASSERT(cursor <= line.text().size());
  if (cursor == line.text().size()) return;
  line.move(cli::Place::right);
  line.move(cli::Place::left);
  RC_ASSERT(line.cursor() == cursor);
}

void check_picture(const cli::Model& model) {
  const cli::Frame frame = cli::render(model, 1);
  RC_ASSERT(frame.lines.size() <= model.size().rows);
  int cursors = 0;
  for (const auto& line : frame.lines) {
    for (const cli::Span& span : line) {
      RC_ASSERT(cli::printable(span.text) == span.text);
      cursors += span.cursor ? 1 : 0;
    }
  }
  RC_ASSERT(cursors == (model.size().rows == 0 ? 0 : 1));
}

}  // namespace

RC_BOOST_PROP(an_interactive_search_stays_sound_whatever_is_pressed, ()) {
  cli::Model model(random_text(), cli::History({"one", "two words", "日本"}));
  std::vector<cli::Question> asked{model.question()};
  const auto steps = *rc::gen::inRange(1, 60);
  for (int i = 0; i < steps; ++i) {
    step(model, asked);
    const std::string& text = model.line().text();
    RC_ASSERT(text.size() <= cli::kMaxLineBytes);
    RC_ASSERT(cli::printable(text) == text);
    check_cursor(model.line());
    RC_ASSERT(model.hits().selected().has_value() == (model.selected_hit() != nullptr));
    RC_ASSERT(model.question().limit >= cli::kFirstHits && model.question().limit <= cli::kMaxHits);
    check_picture(model);
  }
}
