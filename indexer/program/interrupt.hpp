// SPDX-License-Identifier: GPL-2.0-or-later
// Ctrl-C: the first asks a run to end well, the second ends the process at once.
#pragma once

namespace newsrank {

// Takes over SIGINT and SIGTERM from now on. To be called once, before threads are started.
void catch_interrupts();

// Whether the first signal has come. Any thread.
bool interrupt_requested() noexcept;

}  // namespace newsrank
