// SPDX-License-Identifier: GPL-2.0-or-later
// Waiting for input that may not come, without being deaf meanwhile.
#pragma once

#include <functional>

namespace newsrank {

// Returns when `fd` has something to read or has ended; false: `interrupted`, which may be empty, said so first.
bool wait_for_input(int fd, const std::function<bool()>& interrupted);

}  // namespace newsrank
