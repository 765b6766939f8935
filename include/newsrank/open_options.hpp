// SPDX-License-Identifier: GPL-2.0-or-later
/// @file
/// How indexes are opened: what to do about servers that do not answer.
#pragma once

#include <chrono>

namespace newsrank {

/// Options of Searcher::open(). They concern databases that are servers; folders are read at once or not at all.
struct OpenOptions {
  /// Search the rest when a server does not answer, instead of failing: SearchResponse::missing then names what the
  /// answer lacks. At least one database must answer.
  bool partial = false;
  std::chrono::milliseconds connect_timeout{5'000};  ///< for the connection to a server; 0: wait for ever
  std::chrono::milliseconds timeout{10'000};         ///< for each single answer of a server; 0: wait for ever
};

}  // namespace newsrank
