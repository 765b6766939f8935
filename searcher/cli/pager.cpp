// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/pager.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace newsrank::cli {
namespace {

constexpr int kRead = 0;
constexpr int kWrite = 1;

// Words of a command without anything that is for the shell, which is then not needed; otherwise the shell with it.
std::vector<std::string> arguments_of(const std::string& command) {
  if (command.find_first_of("|&;<>()$`\\\"'*?[#~=%{}\n") != std::string::npos) return {"/bin/sh", "-c", command};
  std::vector<std::string> words;
  for (std::size_t begin = command.find_first_not_of(" \t"); begin < command.size();) {
    const std::size_t end = std::min(command.find_first_of(" \t", begin), command.size());
    words.push_back(command.substr(begin, end - begin));
    begin = command.find_first_not_of(" \t", end);
  }
  return words;
}

// -1 if there is no such program.
pid_t start(std::vector<std::string> arguments, int input) {
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  pid_t process = -1;
  if (posix_spawnp(&process, pointers.front(), &actions, nullptr, pointers.data(), environ) != 0) process = -1;
  posix_spawn_file_actions_destroy(&actions);
  return process;
}

}  // namespace

std::string pager_command(const std::optional<std::string>& chosen, const Environment& environment) {
  if (chosen) return *chosen;
  const std::string preferred = environment("PAGER");
  const std::string type = environment("TERM");
  if (type.empty() || type == "dumb") return preferred;  // less would complain
  return preferred.empty() ? "less" : preferred;
}

Pager::Pager(const std::string& command) {
  const std::vector<std::string> arguments = arguments_of(command);
  int ends[2];
  if (arguments.empty() || pipe2(ends, O_CLOEXEC) != 0) return;
  // As git: leave at once what fits on the screen, let colours through, keep the screen.
  setenv("LESS", "FRX", 0);
  setenv("LV", "-c", 0);
  process_ = start(arguments, ends[kRead]);
  if (process_ > 0) {
    std::fflush(stdout);
    dup2(ends[kWrite], STDOUT_FILENO);
    // Ctrl-C is for the pager, which may only stop what it does.
    std::signal(SIGINT, SIG_IGN);
  }
  close(ends[kRead]);
  close(ends[kWrite]);
}

Pager::~Pager() {
  if (process_ <= 0) return;
  std::fflush(stdout);
  close(STDOUT_FILENO);
  while (waitpid(process_, nullptr, 0) == -1 && errno == EINTR) {
  }
  std::signal(SIGINT, SIG_DFL);
}

}  // namespace newsrank::cli
