// SPDX-License-Identifier: GPL-2.0-or-later
#include "evaluation/judgements/run_source.hpp"

namespace newsrank::detail {

RunSource run_file(const std::string& path) {
  return {.name = path, .load = [path] { return read_run(path); }};
}

}  // namespace newsrank::detail
