// SPDX-License-Identifier: GPL-2.0-or-later
// The writing of a plan to the store.
#pragma once

#include <functional>

#include "catalogue/catalogue.hpp"
#include "catalogue/planner.hpp"
#include "run/progress.hpp"
#include "run/spill.hpp"
#include "storage/index_store.hpp"

namespace newsrank {

struct ApplyInput {
  const Catalogue& newer;  // the catalogue the plan leads to
  const Plan& plan;
  const Spill& records;
  unsigned jobs = 0;
  std::function<void(const RunProgress&)> progress;  // may be empty
};

// Puts and removes, or loads everything if the store is fresh(); commits nothing. The order of a load is by the
// articles' quality, greatest first, then by identity. Records not read in this run come from the store. Error: of the
// store or the spill, or index_corrupt if neither has a record that the catalogue lists.
Result<void> apply_plan(IndexStore& store, const ApplyInput& input);

}  // namespace newsrank
