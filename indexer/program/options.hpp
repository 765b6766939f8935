// SPDX-License-Identifier: GPL-2.0-or-later
// The arguments of newsrank-index.
#pragma once

#include "programs/options/option_parser.hpp"
#include "run/index_run.hpp"

namespace newsrank {

// What newsrank-index is to do.
enum class Task {
  index,  // one run over the sources
  watch,  // a run, then one after each change of the sources, until interrupted
  check,  // these look after an index and take no source
  stats,
  compact,
  backup,
  list_sources,
  forget,   // sources whose articles are removed
  explain,  // what becomes of one file
};

struct ProgramOptions {
  Task task = Task::index;
  IndexOptions index;
  std::string backup;  // the folder of the copy
  std::string explained_file;
  bool json = false;
  bool quiet = false;
  bool verbose = false;
};

cli::ParsedOptions<ProgramOptions> parse_arguments(int argc, const char* const* argv);

}  // namespace newsrank
