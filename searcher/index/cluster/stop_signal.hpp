// SPDX-License-Identifier: GPL-2.0-or-later
// StopSignal: tells threads that wait for files to end.
#pragma once

#include <sys/eventfd.h>
#include <unistd.h>

#include <cstdint>

#include "core/file_descriptor.hpp"

namespace newsrank::detail {

class StopSignal {
 public:
  // It can be read once the signal was raised. Negative where the system has no file left: nothing is told then.
  int file() const noexcept { return file_.get(); }
  void raise() const noexcept {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(file_.get(), &one, sizeof one);
  }

 private:
  FileDescriptor file_{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
};

}  // namespace newsrank::detail
