// SPDX-License-Identifier: GPL-2.0-or-later
#include "interactive/model/model.hpp"

#include <algorithm>
#include <utility>

namespace newsrank::cli {

Model::Model(std::string_view first_words, History history, Choices choices)
    : history_(std::move(history)), choices_(std::move(choices)) {
  line_.set(first_words);
}

Action Model::press(const KeyPress& key) {
  notice_.clear();
  const bool completes = key.key == Key::next_completion || key.key == Key::previous_completion;
  if (!completes) completions_.stop();
  Action action = press_anywhere(key);
  if (action == Action::none) {
    if (page_ == Page::history) {
      press_in_history(key);
    } else if (page_ == Page::filters) {
      press_in_filters(key);
    } else if (page_ == Page::help) {
      page_ = Page::hits;  // any key goes back
    } else if (key.key == Key::copy) {
      action = selected_hit() != nullptr ? Action::copy : Action::none;
    } else if (key.key == Key::enter) {
      action = enter();
    } else {
      press_in_search(key);
    }
  }
  if (action == Action::leave) use_query();
  fit();
  return action;
}

Action Model::press_anywhere(const KeyPress& key) {
  switch (key.key) {
    case Key::leave:
      return Action::leave;
    case Key::escape:
      return page_ == Page::hits ? Action::leave : Action::none;
    case Key::suspend:
      return Action::suspend;
    case Key::redraw:
      return Action::redraw;
    default:
      return Action::none;
  }
}

// The keys that change what holds beside the line.
bool Model::turn(Key key) {
  if (key == Key::turn_words) {
    choices_.turn_words();
  } else if (key == Key::turn_sort) {
    choices_.turn_sort();
  } else if (key == Key::turn_group) {
    choices_.group = !choices_.group;
  } else {
    return false;
  }
  line_changed();
  return true;
}

void Model::press_in_filters(const KeyPress& key) {
  const std::size_t page = std::max<std::size_t>(layout().visible(1), 1);
  switch (key.key) {
    case Key::enter:
      if (!filter_cursor_.selected() || *filter_cursor_.selected() >= entries_.size()) return;
      choices_.turn_filter(entries_[*filter_cursor_.selected()].field, entries_[*filter_cursor_.selected()].value);
      return line_changed();
    case Key::up:
    case Key::page_up:
      return filter_cursor_.up(key.key == Key::up ? 1 : page);
    case Key::down:
    case Key::page_down:
      return filter_cursor_.down(key.key == Key::down ? 1 : page, entries_.size());
    case Key::escape:
    case Key::filters:
      page_ = Page::hits;
      return;
    default:
      turn(key.key);
  }
}

void Model::press_in_search(const KeyPress& key) {
  const bool asks = key.key == Key::text && key.text == "?" && line_.text().empty();
  if (asks || key.key == Key::help) {
    page_ = Page::help;
    return;
  }
  if (turn(key.key)) return;
  const std::size_t page = layout().visible(layout().entry_rows);
  switch (key.key) {
    case Key::next_completion:
    case Key::previous_completion:
      return complete(key.key == Key::next_completion);
    case Key::up:
      if (!hits_.selected() && line_.text().empty()) return open_history({});
      return hits_.up(1);
    case Key::down:
      return hits_.down(1, hit_count());
    case Key::page_up:
      return hits_.up(std::max<std::size_t>(page, 1));
    case Key::page_down:
      return hits_.down(std::max<std::size_t>(page, 1), hit_count());
    case Key::history:
      return open_history(line_.text());
    case Key::filters:
      page_ = Page::filters;
      filter_cursor_.clear();
      return;
    default:
      return edit(key);
  }
}

void Model::press_in_history(const KeyPress& key) {
  const std::size_t page = std::max<std::size_t>(layout().visible(1), 1);
  switch (key.key) {
    case Key::enter:
    case Key::next_completion:
      return close_history(picker_.chosen());
    case Key::escape:
      return close_history(picker_.line());
    case Key::up:
    case Key::history:
      return picker_.older(1);
    case Key::page_up:
      return picker_.older(page);
    case Key::down:
    case Key::page_down:
      if (!picker_.newer(key.key == Key::down ? 1 : page)) close_history(picker_.line());
      return;
    default:
      edit(key);
  }
}

// The first Enter ends the typing and selects the first hit; on a selected hit it opens it.
Action Model::enter() {
  use_query();
  if (hits_.selected()) return Action::open;
  hits_.down(1, hit_count());
  return Action::none;
}

void Model::edit(const KeyPress& key) {
  const std::string before = line_.text();
  if (key.key == Key::text) line_.insert(key.text);
  if (key.key == Key::move) line_.move(key.place);
  if (key.key == Key::erase) line_.erase(key.place);
  if (line_.text() == before) return;
  if (page_ == Page::history) {
    picker_.narrow(history_, line_.text());
  } else {
    line_changed();
  }
}

void Model::complete(bool forward) {
  const auto head = completions_.step(line_.head(), forward);
  if (!head) return;
  line_.set_head(*head);
  line_changed();
}

void Model::open_history(std::string_view part) {
  picker_.open(history_, part, line_.text());
  page_ = Page::history;
}

void Model::close_history(std::string line) {
  page_ = Page::hits;
  line_.set(line);
  if (line != picker_.line()) line_changed();
}

void Model::line_changed() {
  hits_.clear();
  wanted_hits_ = kFirstHits;
}

void Model::use_query() {
  const std::string text = question().text;
  if (history_.add(text)) used_query_ = history_.queries().back();
}

void Model::resize(const ScreenSize& size) {
  size_ = size;
  fit();
}

void Model::receive(Answer answer) {
  // What was selected among the hits of another text is not what will stand in its place.
  if (!answer_ || answer_->question.text != answer.question.text ||
      !(answer_->question.choices == answer.question.choices))
    hits_.clear();
  if (const auto head = completions_.offer({answer.question.head, answer.completions.queries})) {
    line_.set_head(*head);
    line_changed();
  }
  answer_ = std::move(answer);
  if (answer_->response && answer_->question.counts) {
    entries_.clear();
    for (const Facet& facet : answer_->response->facets) {
      for (const FacetValue& value : facet.values)
        entries_.push_back({facet.field, value.value, value.label, value.count});
    }
  }
  fit();
}

Question Model::question() const {
  const bool counts = page_ == Page::filters;
  if (page_ == Page::history) return {picker_.line(), picker_.line(), wanted_hits_, choices_, counts};
  return {line_.text(), std::string(line_.head()), wanted_hits_, choices_, counts};
}

std::optional<std::string> Model::take_used_query() {
  return std::exchange(used_query_, std::nullopt);
}

const Hit* Model::selected_hit() const {
  return hits_.selected() && *hits_.selected() < hit_count() ? &answer_->response->hits[*hits_.selected()] : nullptr;
}

void Model::fit() {
  const Layout parts = layout();
  const std::size_t visible = parts.visible(parts.entry_rows);
  hits_.fit(hit_count(), visible);
  if (page_ == Page::history) picker_.fit(parts.visible(1));
  filter_cursor_.fit(entries_.size(), parts.visible(1));
  const bool more = hit_count() == wanted_hits_ && wanted_hits_ < kMaxHits;
  if (more && hits_.selected() && *hits_.selected() + 2 * visible >= hit_count()) wanted_hits_ *= 2;
}

}  // namespace newsrank::cli
