// SPDX-License-Identifier: GPL-2.0-or-later
#include "interactive/terminal/signals.hpp"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <vector>

namespace newsrank::cli {
namespace {

constexpr std::array kHandled{SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGCHLD};

volatile std::sig_atomic_t ending_signal = 0;
volatile std::sig_atomic_t stop_wanted = 0;
volatile std::sig_atomic_t continued = 0;
std::array<struct sigaction, kHandled.size()> previous;

extern "C" void on_signal(int signal) {
  if (signal == SIGTSTP) {
    stop_wanted = 1;
  } else if (signal == SIGCONT) {
    continued = 1;
  } else if (signal != SIGCHLD) {  // which only wakes
    ending_signal = signal;
  }
}

// Another disposition of a signal for a while.
class Meanwhile {
 public:
  Meanwhile(int signal, void (*handler)(int)) : signal_(signal) {
    struct sigaction action {};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, &ours_);
  }
  ~Meanwhile() { sigaction(signal_, &ours_, nullptr); }
  Meanwhile(const Meanwhile&) = delete;
  Meanwhile& operator=(const Meanwhile&) = delete;

 private:
  int signal_;
  struct sigaction ours_ {};
};

// A signal may arrive for a while.
class Unblocked {
 public:
  explicit Unblocked(int signal) {
    sigemptyset(&set_);
    sigaddset(&set_, signal);
    pthread_sigmask(SIG_UNBLOCK, &set_, nullptr);
  }
  ~Unblocked() { pthread_sigmask(SIG_BLOCK, &set_, nullptr); }
  Unblocked(const Unblocked&) = delete;
  Unblocked& operator=(const Unblocked&) = delete;

 private:
  sigset_t set_{};
};

}  // namespace

Signals::Signals() {
  ending_signal = 0;
  stop_wanted = 0;
  continued = 0;
  sigset_t held;
  sigemptyset(&held);
  struct sigaction action {};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  for (std::size_t i = 0; i < kHandled.size(); ++i) {
    sigaddset(&held, kHandled[i]);
    sigaction(kHandled[i], &action, &previous[i]);
    // What the caller ignores (nohup) stays ignored.
    if (previous[i].sa_handler == SIG_IGN) sigaction(kHandled[i], &previous[i], nullptr);
  }
  sigaddset(&held, SIGWINCH);
  pthread_sigmask(SIG_BLOCK, &held, &previous_mask_);
}

Signals::~Signals() {
  for (std::size_t i = 0; i < kHandled.size(); ++i) sigaction(kHandled[i], &previous[i], nullptr);
  pthread_sigmask(SIG_SETMASK, &previous_mask_, nullptr);
}

bool Signals::wait(std::initializer_list<int> files) const {
  std::vector<pollfd> watched;
  for (const int file : files) watched.push_back({file, POLLIN, 0});
  if (::ppoll(watched.data(), watched.size(), nullptr, &previous_mask_) < 0) return true;
  return std::none_of(watched.begin(), watched.end(),
                      [](const pollfd& each) { return (each.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0; });
}

std::optional<int> Signals::ending() const {
  return ending_signal == 0 ? std::nullopt : std::optional<int>(ending_signal);
}

bool Signals::take_stop() {
  const bool wanted = stop_wanted != 0;
  stop_wanted = 0;
  return wanted;
}

bool Signals::take_continue() {
  const bool came = continued != 0;
  continued = 0;
  return came;
}

void Signals::stop() {
  const Meanwhile standard(SIGTSTP, SIG_DFL);
  ::kill(0, SIGTSTP);
  const Unblocked here(SIGTSTP);  // it stops
}

int Signals::wait_for(pid_t process) {
  const Meanwhile no_interrupt(SIGINT, SIG_IGN);
  const Meanwhile no_quit(SIGQUIT, SIG_IGN);
  const Meanwhile standard(SIGTSTP, SIG_DFL);
  const Unblocked stopping(SIGTSTP);
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace newsrank::cli
