// SPDX-License-Identifier: GPL-2.0-or-later
// What the interactive search asks the index, and what comes back.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "interactive/model/choices.hpp"
#include "newsrank/completion.hpp"
#include "newsrank/error.hpp"
#include "newsrank/searcher.hpp"

namespace newsrank::cli {

struct Question {
  std::string text;       // what to search for
  std::string head;       // what to complete: the text before the cursor
  std::size_t limit = 0;  // hits wanted
  Choices choices{};
  bool counts = false;  // of the values to filter by, too

  friend bool operator==(const Question&, const Question&) = default;
};

struct Answer {
  Question question;
  std::optional<SearchResponse> response;  // nothing: nothing was asked for, or it failed
  std::optional<Error> error;
  Completions completions;
};

}  // namespace newsrank::cli
