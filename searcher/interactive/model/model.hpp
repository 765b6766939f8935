// SPDX-License-Identifier: GPL-2.0-or-later
// The state of an interactive search and how keys, answers and the screen's size change it. Nothing here knows of
// terminals, indexes or files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "interactive/model/completion_cycle.hpp"
#include "interactive/model/history.hpp"
#include "interactive/model/history_picker.hpp"
#include "interactive/model/key.hpp"
#include "interactive/model/layout.hpp"
#include "interactive/model/line_editor.hpp"
#include "interactive/model/list_cursor.hpp"
#include "interactive/model/question.hpp"

namespace newsrank::cli {

// What the program is to do after a key.
enum class Action : std::uint8_t { none, open, copy, leave, suspend, redraw };

// What stands in place of the hits.
enum class Page : std::uint8_t { hits, history, filters, help };

// A value to filter by.
struct FilterEntry {
  std::string field;
  std::string value;
  std::string label;
  std::uint64_t count = 0;
};

inline constexpr std::size_t kFirstHits = 50;  // more are asked for when they are scrolled to
inline constexpr std::size_t kMaxHits = 1600;

class Model {
 public:
  Model(std::string_view first_words, History history, Choices choices = {});

  Action press(const KeyPress& key);
  void resize(const ScreenSize& size);
  void receive(Answer answer);
  // Says something in the status line until the next key.
  void say(std::string notice) { notice_ = std::move(notice); }

  // What should be asked now.
  Question question() const;
  // A query that was used since the last call, to be kept in the history.
  std::optional<std::string> take_used_query();

  const LineEditor& line() const { return line_; }
  const CompletionCycle& completions() const { return completions_; }
  const std::optional<Answer>& answer() const { return answer_; }  // the newest; perhaps of an earlier text
  const ListCursor& hits() const { return hits_; }
  const Hit* selected_hit() const;
  const HistoryPicker* history() const { return page_ == Page::history ? &picker_ : nullptr; }  // if the list is open
  Page page() const { return page_; }
  const Choices& choices() const { return choices_; }
  // What the page of filters lists, and which one is selected.
  const std::vector<FilterEntry>& filter_entries() const { return entries_; }
  const ListCursor& filter_cursor() const { return filter_cursor_; }
  const std::string& notice() const { return notice_; }
  const ScreenSize& size() const { return size_; }
  Layout layout() const {
    return divide(size_, selected_hit() != nullptr && page_ == Page::hits, !choices_.text().empty());
  }

 private:
  Action press_anywhere(const KeyPress& key);
  void press_in_search(const KeyPress& key);
  void press_in_history(const KeyPress& key);
  void press_in_filters(const KeyPress& key);
  bool turn(Key key);
  Action enter();
  void edit(const KeyPress& key);
  void complete(bool forward);
  void open_history(std::string_view part);
  void close_history(std::string line);
  void line_changed();
  void use_query();
  void fit();
  std::size_t hit_count() const { return answer_ && answer_->response ? answer_->response->hits.size() : 0; }

  LineEditor line_;
  CompletionCycle completions_;
  std::optional<Answer> answer_;
  ListCursor hits_;
  std::size_t wanted_hits_ = kFirstHits;
  History history_;
  HistoryPicker picker_;
  Page page_ = Page::hits;
  Choices choices_;
  std::vector<FilterEntry> entries_;
  ListCursor filter_cursor_;
  std::optional<std::string> used_query_;
  std::string notice_;
  ScreenSize size_;
};

}  // namespace newsrank::cli
