// SPDX-License-Identifier: GPL-2.0-or-later
#include "interactive/terminal/key_decoder.hpp"

#define NCURSES_NOMACROS  // its macros are words such as move and erase
#include <ncurses.h>

#include <algorithm>
#include <array>

#include "core/text/utf8.hpp"

namespace newsrank::cli {
namespace {

template <typename Code>
struct Meaning {
  Code code;
  Key key;
  Place place = Place::start;
};

constexpr std::array kFunctionKeys{
    Meaning<int>{KEY_UP, Key::up},
    Meaning<int>{KEY_DOWN, Key::down},
    Meaning<int>{KEY_PPAGE, Key::page_up},
    Meaning<int>{KEY_NPAGE, Key::page_down},
    Meaning<int>{KEY_LEFT, Key::move, Place::left},
    Meaning<int>{KEY_RIGHT, Key::move, Place::right},
    Meaning<int>{KEY_HOME, Key::move, Place::start},
    Meaning<int>{KEY_END, Key::move, Place::end},
    Meaning<int>{kWordLeftCode, Key::move, Place::word_left},
    Meaning<int>{kWordRightCode, Key::move, Place::word_right},
    Meaning<int>{KEY_BACKSPACE, Key::erase, Place::left},
    Meaning<int>{KEY_DC, Key::erase, Place::right},
    Meaning<int>{KEY_ENTER, Key::enter},
    Meaning<int>{KEY_BTAB, Key::previous_completion},
    Meaning<int>{KEY_F(1), Key::help},
    Meaning<int>{KEY_F(2), Key::turn_words},
    Meaning<int>{KEY_F(3), Key::turn_sort},
    Meaning<int>{KEY_F(4), Key::turn_group},
    Meaning<int>{KEY_F(5), Key::filters},
    Meaning<int>{KEY_F(6), Key::copy},
};

constexpr char32_t control(char letter) {
  return static_cast<char32_t>(letter - '@');
}

constexpr std::array kControls{
    Meaning<char32_t>{control('A'), Key::move, Place::start},
    Meaning<char32_t>{control('B'), Key::move, Place::left},
    Meaning<char32_t>{control('C'), Key::leave},
    Meaning<char32_t>{control('D'), Key::leave},
    Meaning<char32_t>{control('E'), Key::move, Place::end},
    Meaning<char32_t>{control('F'), Key::move, Place::right},
    Meaning<char32_t>{control('H'), Key::erase, Place::left},
    Meaning<char32_t>{control('I'), Key::next_completion},
    Meaning<char32_t>{control('J'), Key::enter},
    Meaning<char32_t>{control('K'), Key::erase, Place::end},
    Meaning<char32_t>{control('L'), Key::redraw},
    Meaning<char32_t>{control('M'), Key::enter},
    Meaning<char32_t>{control('N'), Key::down},
    Meaning<char32_t>{control('P'), Key::up},
    Meaning<char32_t>{control('R'), Key::history},
    Meaning<char32_t>{control('U'), Key::erase, Place::start},
    Meaning<char32_t>{control('W'), Key::erase, Place::word_left},
    Meaning<char32_t>{control('Y'), Key::copy},
    Meaning<char32_t>{control('Z'), Key::suspend},
    Meaning<char32_t>{0x7F, Key::erase, Place::left},
};

// With Alt.
constexpr std::array kAltKeys{
    Meaning<char32_t>{U'b', Key::move, Place::word_left},
    Meaning<char32_t>{U'f', Key::move, Place::word_right},
    Meaning<char32_t>{U'd', Key::erase, Place::word_right},
    Meaning<char32_t>{U'w', Key::turn_words},
    Meaning<char32_t>{U's', Key::turn_sort},
    Meaning<char32_t>{U'g', Key::turn_group},
    Meaning<char32_t>{U't', Key::filters},
    Meaning<char32_t>{0x7F, Key::erase, Place::word_left},
    Meaning<char32_t>{control('H'), Key::erase, Place::word_left},
};

template <typename Table, typename Code>
KeyPress look_up(const Table& table, Code code) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const auto& each) { return each.code == code; });
  return found == table.end() ? KeyPress{} : KeyPress{found->key, {}, found->place};
}

bool is_control(char32_t character) {
  return character < 0x20 || (character >= 0x7F && character < 0xA0);
}

}  // namespace

KeyPress decode_function_key(int code) {
  return look_up(kFunctionKeys, code);
}

KeyPress decode_character(char32_t character) {
  return is_control(character) ? look_up(kControls, character) : decode_pasted(character);
}

KeyPress decode_pasted(char32_t character) {
  if (is_control(character)) return {Key::text, " "};
  if (character > 0x10FFFF || U_IS_SURROGATE(character)) return {};
  KeyPress press{Key::text};
  detail::append_utf8(press.text, character);
  return press;
}

KeyPress decode_escape(std::u32string_view rest) {
  if (rest.empty()) return {Key::escape};
  return rest.size() == 1 ? look_up(kAltKeys, rest.front()) : KeyPress{};
}

}  // namespace newsrank::cli
