// SPDX-License-Identifier: GPL-2.0-or-later
#include "results/snippets/mark_finder.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace newsrank::detail {
namespace {

bool is_in(const TextForm& form, std::string_view field) {
  return form.field == nullptr || form.field->name == field;
}

}  // namespace

MarkFinder::MarkFinder(const std::vector<Clause>& clauses, Analyzer& analyzer) : analyzer_(analyzer) {
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    for (const TextForm& form : clauses[i].forms) read(form, i);
  }
}

void MarkFinder::read(const TextForm& form, std::size_t clause) {
  const bool one_word = form.words.size() == 1;
  if (form.kind == TextFormKind::stem) {
    for (const std::string& word : form.words) stems_[word].push_back({&form, clause});
  } else if (form.kind == TextFormKind::exact || one_word) {
    for (const std::string& word : form.words) exacts_[word].push_back({&form, clause});
  } else if (!form.words.empty()) {
    for (const std::string& word : form.words) places_[word];
    phrases_.push_back({&form, clause});
  }
}

void MarkFinder::add_words(const Lookup& lookup, const std::string& word, const Token& token, std::string_view field) {
  const auto found = lookup.find(word);
  if (found == lookup.end()) return;
  for (const WordForm& each : found->second) {
    if (is_in(*each.form, field)) found_.push_back({token.begin, token.end, each.clause, false});
  }
}

// A compound stands at its first and its last position, as in the index.
void MarkFinder::collect_places() {
  for (auto& [word, places] : places_) places.clear();
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    const Token& token = tokens_[i];
    if (token.kind == TokenKind::base) continue;
    const auto found = places_.find(token.text);
    if (found == places_.end()) continue;
    found->second.push_back({token.position, i});
    if (token.span > 1) found->second.push_back({token.position + token.span - 1, i});
  }
  const auto by_position = [](const Place& a, const Place& b) { return a.position < b.position; };
  for (auto& [word, places] : places_) std::stable_sort(places.begin(), places.end(), by_position);
}

const MarkFinder::Places* MarkFinder::places_of(const std::string& word) const {
  const auto found = places_.find(word);
  return found == places_.end() || found->second.empty() ? nullptr : &found->second;
}

// Where nothing stands between the words they are one mark.
void MarkFinder::add_run(const std::vector<Place>& run, const WordForm& phrase) {
  const auto apart = [](const Place& a, const Place& b) { return b.position > a.position + 1; };
  const bool quoted = phrase.form->quoted;
  if (phrase.form->kind == TextFormKind::phrase && std::adjacent_find(run.begin(), run.end(), apart) == run.end()) {
    std::size_t end = 0;
    for (const Place& place : run) end = std::max<std::size_t>(end, tokens_[place.token].end);
    found_.push_back({tokens_[run.front().token].begin, end, phrase.clause, quoted});
    return;
  }
  for (const Place& place : run) {
    const Token& token = tokens_[place.token];
    found_.push_back({token.begin, token.end, phrase.clause, quoted});
  }
}

// From each place of the first word on, the nearest places of the others.
void MarkFinder::add_phrases(const WordForm& phrase) {
  const Places* const firsts = places_of(phrase.form->words.front());
  if (firsts == nullptr) return;
  std::vector<Place> run;
  for (const Place& first : *firsts) {
    run.assign(1, first);
    for (std::size_t i = 1; i < phrase.form->words.size(); ++i) {
      const Places* const places = places_of(phrase.form->words[i]);
      if (places == nullptr) return;
      const auto next = std::upper_bound(places->begin(), places->end(), run.back().position,
                                         [](std::uint32_t at, const Place& place) { return at < place.position; });
      if (next == places->end() || next->position - first.position >= phrase.form->window) break;
      run.push_back(*next);
    }
    if (run.size() == phrase.form->words.size()) add_run(run, phrase);
  }
}

// A window slides over the places of all words; where it holds each word as often as the phrase does, they are marked.
void MarkFinder::add_near(const WordForm& near) {
  std::map<std::string_view, std::size_t> lacking;
  for (const std::string& word : near.form->words) ++lacking[word];
  struct WordPlace {
    Place place;
    std::string_view word;
  };
  std::vector<WordPlace> all;
  for (const auto& [word, count] : lacking) {
    for (const Place& place : places_.at(word)) all.push_back({place, word});
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const WordPlace& a, const WordPlace& b) { return a.place.position < b.place.position; });
  std::map<std::string_view, std::size_t> held;
  const auto is_complete = [&] {
    return std::all_of(lacking.begin(), lacking.end(),
                       [&](const auto& wanted) { return held[wanted.first] >= wanted.second; });
  };
  std::size_t first = 0;
  std::size_t marked = 0;  // up to here everything is
  for (std::size_t last = 0; last < all.size(); ++last) {
    ++held[all[last].word];
    while (all[last].place.position - all[first].place.position >= near.form->window) --held[all[first++].word];
    if (!is_complete()) continue;
    std::vector<Place> run;
    for (std::size_t i = std::max(first, marked); i <= last; ++i) run.push_back(all[i].place);
    marked = last + 1;
    add_run(run, near);
  }
}

std::vector<Occurrence> MarkFinder::find(std::string_view text, std::string_view field) {
  found_.clear();
  if (stems_.empty() && exacts_.empty() && phrases_.empty()) return {};
  analyzer_.analyze(text, tokens_);
  for (const Token& token : tokens_) {
    add_words(stems_, token.stem, token, field);
    if (token.kind != TokenKind::base) add_words(exacts_, token.text, token, field);
  }
  if (!phrases_.empty()) collect_places();
  for (const WordForm& phrase : phrases_) {
    if (!is_in(*phrase.form, field)) continue;
    if (phrase.form->kind == TextFormKind::near) {
      add_near(phrase);
    } else {
      add_phrases(phrase);
    }
  }
  std::sort(found_.begin(), found_.end(), [](const Occurrence& a, const Occurrence& b) {
    return std::tie(a.begin, a.end, a.clause) < std::tie(b.begin, b.end, b.clause);
  });
  found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
  return found_;
}

}  // namespace newsrank::detail
