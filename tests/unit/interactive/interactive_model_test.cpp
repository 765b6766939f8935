// SPDX-License-Identifier: GPL-2.0-or-later
// An interactive search as a user meets it, without terminal and index: keys and answers in, a picture out.
#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>
#include <vector>

#include "interactive/model/model.hpp"
#include "interactive/view.hpp"
#include "programs/terminal/terminal_text.hpp"

namespace cli = newsrank::cli;
using cli::Action;
using cli::Key;
using cli::Model;

namespace {

cli::Answer answer_to(const cli::Question& question, std::size_t hits, std::vector<std::string> completions = {}) {
  cli::Answer answer;
  answer.question = question;
  answer.completions.queries = std::move(completions);
  answer.response.emplace();
  answer.response->total.value = hits;
  for (std::size_t i = 0; i < std::min(hits, question.limit); ++i) {
    newsrank::Hit hit;
    hit.rank = i + 1;
    hit.article.title = "title " + std::to_string(i + 1);
    hit.article.url = "https://a.example/" + std::to_string(i + 1);
    hit.article.excerpt = "excerpt";
    answer.response->hits.push_back(hit);
  }
  return answer;
}

void type(Model& model, const std::string& text) {
  for (const char each : text) model.press({Key::text, std::string(1, each)});
}

Action press(Model& model, Key key, int times = 1) {
  Action action = Action::none;
  for (int i = 0; i < times; ++i) action = model.press({key});
  return action;
}

// The picture as text, line by line, without blanks at the ends.
std::vector<std::string> picture(const Model& model) {
  std::vector<std::string> lines;
  for (const auto& spans : cli::render(model, 107).lines) {
    std::string line;
    for (const cli::Span& span : spans) line += span.text;
    line.erase(line.find_last_not_of(' ') + 1);
    lines.push_back(line);
  }
  return lines;
}

int selected(const Model& model) {
  return model.hits().selected() ? static_cast<int>(*model.hits().selected()) : -1;
}

Model searching(const std::string& text, std::size_t hits) {
  Model model(text, cli::History({"moon", "salt", "salad days"}));
  model.receive(answer_to(model.question(), hits));
  return model;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_key_changes_the_question) {
  Model model("sa", {});
  BOOST_TEST((model.question() == cli::Question{"sa", "sa", cli::kFirstHits}));
  type(model, "lt");
  BOOST_TEST((model.question() == cli::Question{"salt", "salt", cli::kFirstHits}));
  model.press({Key::move, {}, cli::Place::left});
  BOOST_TEST((model.question() == cli::Question{"salt", "sal", cli::kFirstHits}));
}

BOOST_AUTO_TEST_CASE(keys_turn_what_holds_beside_the_line) {
  Model model = searching("salt", 3);
  model.press({Key::down});
  BOOST_TEST(model.choices().text() == "");
  model.press({Key::turn_words});
  BOOST_TEST((model.question().choices.words == cli::Words::all));
  BOOST_TEST(model.selected_hit() == nullptr);  // other hits will stand there
  model.press({Key::turn_words});
  model.press({Key::turn_sort});
  model.press({Key::turn_group});
  BOOST_TEST(model.choices().text() == "any word · by date · every copy");
  model.press({Key::turn_words});
  for (int i = 0; i < 3; ++i) model.press({Key::turn_sort});
  model.press({Key::turn_group});
  BOOST_TEST(model.choices().text() == "");
  newsrank::SearchRequest request;
  cli::apply(model.choices(), request);
  BOOST_TEST((cli::choices_of(request) == model.choices()));
}

BOOST_AUTO_TEST_CASE(filters_are_taken_from_the_counts_of_the_answer) {
  Model model = searching("salt", 3);
  BOOST_TEST(!model.question().counts);
  model.press({Key::filters});
  BOOST_TEST(model.question().counts);
  model.press({Key::enter});  // nothing is listed yet
  auto answer = answer_to(model.question(), 3);
  answer.response->facets = {{"topic", {{"ai", "AI", 2}, {"energy", "Energy", 1}}}};
  model.receive(answer);
  model.press({Key::down});
  model.press({Key::down});
  model.press({Key::enter});
  BOOST_TEST(model.choices().text() == "topic: energy");
  model.press({Key::up});
  model.press({Key::enter});
  BOOST_TEST(model.choices().text() == "topic: energy, ai");
  BOOST_TEST((model.press({Key::escape}) == cli::Action::none));
  BOOST_TEST((model.page() == cli::Page::hits));
  BOOST_TEST(!model.question().counts);
  model.press({Key::filters});
  model.press({Key::down});
  model.press({Key::enter});
  BOOST_TEST(model.choices().text() == "topic: energy");
}

BOOST_AUTO_TEST_CASE(help_stands_in_place_of_the_hits_until_a_key) {
  Model model("", {});
  model.press({Key::text, "?"});
  BOOST_TEST((model.page() == cli::Page::help));
  BOOST_TEST((model.press({Key::text, "a"}) == cli::Action::none));
  BOOST_TEST((model.page() == cli::Page::hits));
  BOOST_TEST(model.line().text() == "");
  type(model, "a");
  model.press({Key::text, "?"});
  BOOST_TEST(model.line().text() == "a?");
  model.press({Key::help});
  BOOST_TEST((model.press({Key::escape}) == cli::Action::none));
}

BOOST_AUTO_TEST_CASE(arrows_select_and_enter_opens) {
  Model model = searching("salt", 20);
  BOOST_TEST((press(model, Key::enter) == Action::none));  // the first only selects
  BOOST_TEST(selected(model) == 0);
  press(model, Key::down, 2);
  BOOST_TEST((press(model, Key::enter) == Action::open));
  BOOST_TEST(model.selected_hit()->article.url == "https://a.example/3");
  press(model, Key::up, 3);
  BOOST_TEST(selected(model) == -1);
  press(model, Key::page_down, 2);
  BOOST_TEST(selected(model) > 5);
  press(model, Key::page_down, 20);
  BOOST_TEST(selected(model) == 19);
  press(model, Key::page_up, 20);
  BOOST_TEST(selected(model) == -1);
}

BOOST_AUTO_TEST_CASE(nothing_is_opened_by_accident) {
  Model none("salt", {});
  BOOST_TEST((press(none, Key::enter, 2) == Action::none));  // no answer yet
  Model model = searching("salt", 5);
  press(model, Key::down, 3);
  type(model, "y");  // the selection was of the text before
  BOOST_TEST(selected(model) == -1);
  press(model, Key::down, 2);  // among hits that are still those of "salt"
  model.receive(answer_to(model.question(), 5));
  BOOST_TEST(selected(model) == -1);
  press(model, Key::down, 2);
  model.receive(answer_to(model.question(), 1));  // the same question again; the index has changed
  BOOST_TEST(selected(model) == 0);
}

BOOST_AUTO_TEST_CASE(more_hits_are_asked_for_when_they_are_scrolled_to) {
  Model model = searching("salt", 5000);
  BOOST_TEST(model.question().limit == cli::kFirstHits);
  for (int i = 0; i < 2000; ++i) {
    const auto before = model.question();
    press(model, Key::down);
    if (model.question() != before) model.receive(answer_to(model.question(), 5000));
  }
  BOOST_TEST(model.question().limit == cli::kMaxHits);
  BOOST_TEST(selected(model) == static_cast<int>(cli::kMaxHits) - 1);
  type(model, "x");
  BOOST_TEST(model.question().limit == cli::kFirstHits);
}

BOOST_AUTO_TEST_CASE(tab_completes_what_is_before_the_cursor) {
  Model model("sa batt", {});
  model.press({Key::move, {}, cli::Place::word_left});
  model.press({Key::move, {}, cli::Place::left});
  model.receive(answer_to(model.question(), 3, {"salt", "salad"}));
  press(model, Key::next_completion);
  BOOST_TEST(model.question().text == "salt batt");
  press(model, Key::next_completion);
  BOOST_TEST(model.question().text == "salad batt");
  press(model, Key::previous_completion, 2);
  BOOST_TEST(model.question().text == "sa batt");
}

BOOST_AUTO_TEST_CASE(tab_may_come_before_the_choices) {
  Model model("", {});
  type(model, "ba");
  press(model, Key::next_completion);
  BOOST_TEST(model.question().text == "ba");
  model.receive(answer_to(model.question(), 3, {"battery"}));
  BOOST_TEST(model.question().text == "battery");
}

BOOST_AUTO_TEST_CASE(the_history_is_chosen_from) {
  struct Row {
    std::string line;
    std::vector<Key> keys;
    std::string text;  // in the line afterwards
    bool open;         // the list
  };
  const std::vector<Row> table{
      {"", {Key::up, Key::enter}, "salad days", false},
      {"", {Key::up, Key::up, Key::up, Key::enter}, "moon", false},
      {"", {Key::up, Key::up, Key::up, Key::up, Key::enter}, "moon", false},
      {"", {Key::up, Key::down}, "", false},
      {"", {Key::up, Key::up, Key::down, Key::next_completion}, "salad days", false},
      {"sal", {Key::history, Key::history, Key::enter}, "salt", false},
      {"sal", {Key::history, Key::history, Key::escape}, "sal", false},
      {"sal", {Key::history}, "sal", true},
      {"sun", {Key::history, Key::enter}, "sun", false},
      {"sal", {Key::up}, "sal", false},  // a line that is not empty: nothing above
      {"", {Key::up, Key::page_up, Key::enter}, "moon", false},
      {"", {Key::up, Key::page_up, Key::page_down, Key::enter}, "salad days", false},
  };
  for (const Row& row : table) {
    Model model = searching(row.line, 0);
    for (const Key key : row.keys) model.press({key});
    BOOST_TEST(model.line().text() == row.text);
    BOOST_TEST((model.history() != nullptr) == row.open);
  }
}

BOOST_AUTO_TEST_CASE(typing_narrows_the_history_and_asks_nothing) {
  Model model = searching("", 0);
  press(model, Key::up);
  const auto before = model.question();
  type(model, "SALT");
  BOOST_TEST(model.history()->queries().size() == 1U);
  BOOST_TEST((model.question() == before));
  press(model, Key::enter);
  BOOST_TEST(model.question().text == "salt");
}

BOOST_AUTO_TEST_CASE(queries_that_were_used_are_kept) {
  Model model = searching("new words", 3);
  BOOST_TEST(!model.take_used_query());
  press(model, Key::enter);
  BOOST_TEST(model.take_used_query().value() == "new words");
  press(model, Key::enter);
  BOOST_TEST(!model.take_used_query());  // it is the newest already
  type(model, "!");
  BOOST_TEST((press(model, Key::leave) == Action::leave));
  BOOST_TEST(model.take_used_query().value() == "new words!");
}

BOOST_AUTO_TEST_CASE(keys_that_leave) {
  Model model = searching("salt", 3);
  BOOST_TEST((press(model, Key::escape) == Action::leave));
  BOOST_TEST((press(model, Key::leave) == Action::leave));
  BOOST_TEST((press(model, Key::suspend) == Action::suspend));
  BOOST_TEST((press(model, Key::redraw) == Action::redraw));
  press(model, Key::history);
  BOOST_TEST((press(model, Key::escape) == Action::none));
  press(model, Key::history);
  BOOST_TEST((press(model, Key::leave) == Action::leave));
}

BOOST_AUTO_TEST_CASE(the_picture_of_a_search) {
  Model model = searching("salt", 3);
  model.resize({9, 40});
  const std::vector<std::string> expected{"> salt",
                                          "3 articles",
                                          "",
                                          "   1. title 1",
                                          "   2. title 2",
                                          "   3. title 3",
                                          "",
                                          "",
                                          "↑↓ select   Enter open   Esc leave"};
  BOOST_TEST(picture(model) == expected, boost::test_tools::per_element());
  model.resize({20, 40});
  press(model, Key::down, 2);
  const auto lines = picture(model);
  BOOST_TEST(lines.size() == 20U);
  BOOST_TEST(lines[3] == "   1. title 1");
  BOOST_TEST(lines[4] == "      quality unknown");
  BOOST_TEST(lines[5] == "▸  2. title 2");
  BOOST_TEST(lines[15] == "https://a.example/2");
  BOOST_TEST(lines[16] == "excerpt");
  auto answer = answer_to(model.question(), 3);
  answer.response->hits[1].snippets.emplace();
  answer.response->hits[1].snippets->fragments.push_back({"excerpt", "so the salt melts", 0, {{7, 11}}, true, false});
  model.receive(answer);
  const std::vector<cli::Span> marked{{"…so the "}, {"salt", cli::Style::match}, {" melts"}};
  BOOST_TEST((cli::render(model, 107).lines[16] == marked));
}

BOOST_AUTO_TEST_CASE(the_picture_fits_every_screen_and_holds_no_control_characters) {
  for (std::size_t rows = 0; rows < 40; ++rows) {
    for (const std::size_t columns : {0U, 1U, 2U, 9U, 80U, 300U}) {
      Model model("\x1b[2J日本 salt", cli::History({"a\x9b\x1b]0;x\x07", "b"}));
      auto answer = answer_to(model.question(), 30, {"\x1b[31mred", "blue"});
      for (auto& hit : answer.response->hits) {
        hit.article.title = "\x1b[31mt\xC2\x9B\n\xE2\x80\xAE日本";
        hit.article.excerpt = hit.article.url = hit.article.provider.name = "\x07\x1b]8;;x\x1b\\ e\r\n";
      }
      answer.response->suggestion = "\x1b[5mx";
      answer.response->diagnostics.push_back({newsrank::DiagnosticSeverity::error, "c", "\x1b[m", "\x07", 0, 99});
      model.receive(answer);
      model.resize({rows, columns});
      for (const Key key : {Key::nothing, Key::down, Key::history}) {
        press(model, key, 9);
        const auto frame = cli::render(model, 1);
        BOOST_REQUIRE(frame.lines.size() <= rows);
        std::size_t cursors = 0;
        for (const auto& line : frame.lines) {
          for (const auto& span : line) {
            BOOST_REQUIRE(cli::printable(span.text) == span.text);
            cursors += span.cursor ? 1 : 0;
          }
        }
        BOOST_REQUIRE(cursors == (rows == 0 ? 0U : 1U));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(the_status_line_says_what_happened) {
  Model model("sal", {});
  BOOST_TEST(picture(model)[1] == "type to search in 107 articles");
  auto answer = answer_to(model.question(), 1);
  answer.response->suggestion = "salt";
  answer.response->diagnostics = {
      {newsrank::DiagnosticSeverity::note, "corrected", "no article has", "", 0, 3},
      {newsrank::DiagnosticSeverity::error, "x", "unknown field", "did you mean title?", 0, 3}};
  model.receive(answer);
  BOOST_TEST(picture(model)[1] == "1 article · showing results for salt · unknown field - did you mean title?");
  type(model, "t");
  BOOST_TEST(picture(model)[1].ends_with(" …"));
  answer = {};
  answer.question = model.question();
  answer.error = newsrank::Error{newsrank::ErrorCode::io, "cannot read", "try again"};
  model.receive(answer);
  BOOST_TEST(picture(model)[1] == "cannot read - try again");
  model.say("opened");
  BOOST_TEST(picture(model)[1] == "opened");
  press(model, Key::nothing);
  BOOST_TEST(picture(model)[1] == "cannot read - try again");
}

BOOST_AUTO_TEST_CASE(wrong_parts_of_the_line_are_marked) {
  Model model("a titel:b c", {});
  auto answer = answer_to(model.question(), 1);
  answer.response->diagnostics = {{newsrank::DiagnosticSeverity::error, "x", "unknown field", "", 2, 8}};
  model.receive(answer);
  const auto line = cli::render(model, 1).lines.front();
  const std::vector<cli::Span> expected{
      {"> ", cli::Style::prompt}, {"a "}, {"titel:", cli::Style::wrong}, {"b c", cli::Style::plain, true}};
  BOOST_TEST((line == expected));
  type(model, "d");  // the remark is about another text
  BOOST_TEST(cli::render(model, 1).lines.front().size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_long_line_is_seen_around_the_cursor) {
  Model model("0123456789日本語", {});
  model.resize({3, 10});
  BOOST_TEST(picture(model)[0] == "> 9日本語");
  model.press({Key::move, {}, cli::Place::start});
  BOOST_TEST(picture(model)[0] == "> 0123456789日本語");  // the screen cuts it
}
