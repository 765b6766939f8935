// SPDX-License-Identifier: GPL-2.0-or-later
#include "program/interrupt.hpp"

#include <unistd.h>

#include <atomic>
#include <csignal>

#include "programs/exit_codes.hpp"

namespace newsrank {
namespace {

std::atomic<bool> requested{false};
static_assert(std::atomic<bool>::is_always_lock_free, "the signal handler needs it");

extern "C" void on_interrupt(int /*signal*/) {
  if (requested.exchange(true)) ::_exit(cli::kExitInterrupted);
}

}  // namespace

void catch_interrupts() {
  struct sigaction action {};
  action.sa_handler = on_interrupt;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool interrupt_requested() noexcept {
  return requested.load(std::memory_order_relaxed);
}

}  // namespace newsrank
