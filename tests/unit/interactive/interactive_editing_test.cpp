// SPDX-License-Identifier: GPL-2.0-or-later
// The parts of an interactive search that know neither terminal nor index: the line, the list, completion, keys.
#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>
#include <vector>

#define NCURSES_NOMACROS
#include <ncurses.h>

#include "interactive/model/completion_cycle.hpp"
#include "interactive/model/line_editor.hpp"
#include "interactive/model/list_cursor.hpp"
#include "interactive/terminal/key_decoder.hpp"

namespace cli = newsrank::cli;
using cli::Key;
using cli::Place;

namespace {

// The line with "|" for the cursor.
std::string shown(const cli::LineEditor& line) {
  return std::string(line.head()) + "|" + std::string(line.tail());
}

cli::LineEditor line_of(const std::string& text) {
  const auto bar = text.find('|');
  cli::LineEditor line;
  line.set(text.substr(0, bar) + text.substr(bar + 1));
  while (line.cursor() > bar) line.move(Place::left);
  return line;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_cursor_moves_by_characters_words_and_ends) {
  struct Row {
    std::string before;
    Place place;
    std::string moved;
    std::string erased;
  };
  const std::vector<Row> table{
      {"abc|", Place::left, "ab|c", "ab|"},
      {"|abc", Place::left, "|abc", "|abc"},
      {"a|bc", Place::right, "ab|c", "a|c"},
      {"abc|", Place::right, "abc|", "abc|"},
      {"one two|", Place::word_left, "one |two", "one |"},
      {"one two  |", Place::word_left, "one |two  ", "one |"},
      {"  |", Place::word_left, "|  ", "|"},
      {"one| two six", Place::word_right, "one two| six", "one| six"},
      {"one|  ", Place::word_right, "one  |", "one|"},
      {"one two|", Place::start, "|one two", "|"},
      {"one |two", Place::end, "one two|", "one |"},
      {"日本|語", Place::left, "日|本語", "日|語"},
      {"e\xCC\x81|", Place::left, "|e\xCC\x81", "|"},                       // letter and accent
      {"a👩‍👩‍👧|", Place::left, "a|👩‍👩‍👧", "a|"},  // an emoji of five code points
      {"|🇨🇭x", Place::right, "🇨🇭|x", "|x"},
  };
  for (const Row& row : table) {
    cli::LineEditor line = line_of(row.before);
    line.move(row.place);
    BOOST_TEST(shown(line) == row.moved);
    line = line_of(row.before);
    line.erase(row.place);
    BOOST_TEST(shown(line) == row.erased);
  }
}

BOOST_AUTO_TEST_CASE(what_is_inserted_is_clean_and_bounded) {
  cli::LineEditor line = line_of("ab|cd");
  line.insert("\x1b[31m\n\xFFü");
  BOOST_TEST(shown(line) == "ab [31m \xEF\xBF\xBDü|cd");
  line.set_head("x");
  BOOST_TEST(shown(line) == "x|cd");
  line.set(std::string(cli::kMaxLineBytes - 1, 'a'));
  line.insert("日");  // would be cut in the middle
  BOOST_TEST(line.text().size() == cli::kMaxLineBytes - 1);
  line.insert("bb");
  BOOST_TEST(line.text().size() == cli::kMaxLineBytes);
}

BOOST_AUTO_TEST_CASE(a_list_is_scrolled_to_its_selection) {
  constexpr std::size_t kCount = 10;
  constexpr std::size_t kVisible = 4;
  struct Row {
    int steps;  // down, or up if negative
    int selected;
    std::size_t top;
  };
  cli::ListCursor list;
  for (const Row& row : {Row{1, 0, 0}, Row{3, 3, 0}, Row{1, 4, 1}, Row{100, 9, 6}, Row{-1, 8, 6}, Row{-4, 4, 4},
                         Row{-9, 0, 0}, Row{-1, -1, 0}, Row{-1, -1, 0}, Row{2, 0, 0}}) {
    row.steps > 0 ? list.down(static_cast<std::size_t>(row.steps), kCount)
                  : list.up(static_cast<std::size_t>(-row.steps));
    list.fit(kCount, kVisible);
    BOOST_TEST((list.selected() ? static_cast<int>(*list.selected()) : -1) == row.selected);
    BOOST_TEST(list.top() == row.top);
  }
}

BOOST_AUTO_TEST_CASE(a_list_that_changes_keeps_its_selection_inside) {
  cli::ListCursor list;
  list.select(9);
  list.fit(10, 4);
  list.fit(10, 8);  // the screen grew: no rows stay empty
  BOOST_TEST(list.top() == 2U);
  list.fit(5, 4);
  BOOST_TEST(*list.selected() == 4U);
  BOOST_TEST(list.top() == 1U);
  list.fit(5, 0);
  BOOST_TEST(list.top() == 4U);
  list.fit(0, 4);
  BOOST_TEST(!list.selected());
}

BOOST_AUTO_TEST_CASE(completion_goes_round) {
  cli::CompletionCycle cycle;
  cycle.offer({"sa", {"sa", "salt", "salad"}});
  BOOST_TEST(cycle.choices("sa").size() == 2U);
  BOOST_TEST(cycle.choices("sal").empty());
  for (const char* expected : {"salt", "salad", "sa", "salt"}) BOOST_TEST(cycle.step("sa", true).value() == expected);
  BOOST_TEST(cycle.step("salt", false).value() == "sa");
  BOOST_TEST(cycle.step("sa", false).value() == "salad");
  cycle.offer({"salad", {"salads"}});  // waits: the choices that are gone through stay
  BOOST_TEST(cycle.chosen().value() == 1U);
  cycle.stop();
  BOOST_TEST(!cycle.chosen());
  BOOST_TEST(cycle.step("salad", true).value() == "salads");
  BOOST_TEST(!cycle.chosen());  // the only choice
}

BOOST_AUTO_TEST_CASE(completion_waits_for_its_offer) {
  cli::CompletionCycle cycle;
  BOOST_TEST(!cycle.step("ba", true));
  BOOST_TEST(!cycle.offer({"b", {"bread"}}));
  BOOST_TEST(cycle.offer({"ba", {"battery"}}).value() == "battery");
  BOOST_TEST(!cycle.step("xy", true));
  cycle.stop();  // something else was typed
  BOOST_TEST(!cycle.offer({"xy", {"xylophone"}}));
  BOOST_TEST(!cycle.step("zz", true));
  BOOST_TEST(!cycle.offer({"zz", {}}));
}

BOOST_AUTO_TEST_CASE(keys_mean_what_shells_taught) {
  const auto press = [](Key key, Place place = Place::start) { return cli::KeyPress{key, {}, place}; };
  const std::vector<std::pair<char32_t, cli::KeyPress>> characters{
      {U'a', {Key::text, "a"}},
      {U'é', {Key::text, "é"}},
      {U'日', {Key::text, "日"}},
      {U'😀', {Key::text, "😀"}},
      {0x01, press(Key::move, Place::start)},
      {0x03, press(Key::leave)},
      {0x04, press(Key::leave)},
      {0x09, press(Key::next_completion)},
      {0x0D, press(Key::enter)},
      {0x12, press(Key::history)},
      {0x15, press(Key::erase, Place::start)},
      {0x17, press(Key::erase, Place::word_left)},
      {0x1A, press(Key::suspend)},
      {0x7F, press(Key::erase, Place::left)},
      {0x07, press(Key::nothing)},
      {0x9B, press(Key::nothing)},
      {0x110000, press(Key::nothing)},
  };
  for (const auto& [character, expected] : characters) BOOST_TEST((cli::decode_character(character) == expected));
  const std::vector<std::pair<int, cli::KeyPress>> functions{
      {KEY_UP, press(Key::up)},
      {KEY_NPAGE, press(Key::page_down)},
      {KEY_DC, press(Key::erase, Place::right)},
      {KEY_BTAB, press(Key::previous_completion)},
      {cli::kWordLeftCode, press(Key::move, Place::word_left)},
      {KEY_RESIZE, press(Key::nothing)},
      {KEY_MOUSE, press(Key::nothing)},
  };
  for (const auto& [code, expected] : functions) BOOST_TEST((cli::decode_function_key(code) == expected));
  const std::vector<std::pair<std::u32string, cli::KeyPress>> escapes{
      {U"", press(Key::escape)},
      {U"b", press(Key::move, Place::word_left)},
      {U"\x7F", press(Key::erase, Place::word_left)},
      {U"q", press(Key::nothing)},
      {U"[99~", press(Key::nothing)},
      {U"Oz", press(Key::nothing)},
  };
  for (const auto& [rest, expected] : escapes) BOOST_TEST((cli::decode_escape(rest) == expected));
}

BOOST_AUTO_TEST_CASE(pasted_text_gives_no_commands) {
  for (const char32_t character : {U'\n', U'\r', U'\t', char32_t{0x03}, char32_t{0x1B}, char32_t{0x9B}})
    BOOST_TEST((cli::decode_pasted(character) == cli::KeyPress{Key::text, " "}));
  BOOST_TEST((cli::decode_pasted(U'x') == cli::KeyPress{Key::text, "x"}));
}
