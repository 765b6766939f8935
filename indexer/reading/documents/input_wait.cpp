// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/documents/input_wait.hpp"

#include <poll.h>

#include <cerrno>

namespace newsrank {
namespace {

constexpr int kPatienceMs = 100;  // for input, until the next question whether to stop

}  // namespace

bool wait_for_input(int fd, const std::function<bool()>& interrupted) {
  for (;;) {
    if (interrupted && interrupted()) return false;
    pollfd waiting{fd, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, kPatienceMs);
    if (ready > 0 || (ready < 0 && errno != EINTR)) return true;
  }
}

}  // namespace newsrank
