// SPDX-License-Identifier: GPL-2.0-or-later
#include "interactive/child_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>

namespace newsrank::cli {
namespace {

// The signals that the interactive search holds back are its own affair.
Result<pid_t> spawn(const Command& command, bool on_terminal) {
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_t files;
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_init(&files);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  int flags = POSIX_SPAWN_SETSIGMASK;
  if (!on_terminal) {
    flags |= POSIX_SPAWN_SETSID;
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDWR, 0);
    posix_spawn_file_actions_adddup2(&files, STDIN_FILENO, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&files, STDIN_FILENO, STDERR_FILENO);
  }
  posix_spawnattr_setflags(&attributes, static_cast<short>(flags));
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  pid_t process = 0;
  const int error = posix_spawnp(&process, arguments[0], &files, &attributes, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&attributes);
  if (error == 0) return process;
  return Error{ErrorCode::io, fmt::format("cannot start {}: {}", command.front(), std::strerror(error)),
               "set BROWSER to the command of yours"};
}

}  // namespace

Result<pid_t> start_on_terminal(const Command& command) {
  return spawn(command, true);
}

std::optional<std::string> describe_failure(const std::string& program, int status) {
  if (WIFSIGNALED(status)) return fmt::format("{} was ended by signal {}", program, WTERMSIG(status));
  if (WEXITSTATUS(status) != 0) return fmt::format("{} failed with exit code {}", program, WEXITSTATUS(status));
  return std::nullopt;
}

Result<void> BackgroundPrograms::start(const Command& command) {
  const auto process = spawn(command, false);
  if (!process) return process.error();
  running_.emplace_back(*process, command.front());
  return {};
}

std::optional<std::string> BackgroundPrograms::take_failure() {
  std::optional<std::string> failure;
  std::erase_if(running_, [&](const auto& each) {
    int status = 0;
    if (::waitpid(each.first, &status, WNOHANG) != each.first) return false;
    if (auto described = describe_failure(each.second, status)) failure = std::move(described);
    return true;
  });
  return failure;
}

}  // namespace newsrank::cli
