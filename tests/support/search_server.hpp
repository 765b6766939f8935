// SPDX-License-Identifier: GPL-2.0-or-later
// SearchServer: a xapian-tcpsrv of its own for a test, on a free port of the loopback.
#pragma once

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace newsrank::test {

inline sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

// A socket that listens and never answers; its number is freed with it.
class SilentServer {
 public:
  SilentServer() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(socket_, 8) != 0 ||
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
      throw std::runtime_error("cannot listen");
    }
    port_ = ntohs(address.sin_port);
  }
  ~SilentServer() { ::close(socket_); }
  SilentServer(const SilentServer&) = delete;
  SilentServer& operator=(const SilentServer&) = delete;

  std::uint16_t port() const { return port_; }
  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

 private:
  int socket_;
  std::uint16_t port_ = 0;
};

class SearchServer {
 public:
  // Whether the program is installed.
  static bool available() { return !program().empty(); }

  // Serves the database at `path`; the constructor returns when it answers.
  explicit SearchServer(std::string path) : path_(std::move(path)), port_(SilentServer().port()) { start(); }
  ~SearchServer() { stop(); }
  SearchServer(const SearchServer&) = delete;
  SearchServer& operator=(const SearchServer&) = delete;

  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

  // On the same port as before.
  void start() {
    const std::string port = std::to_string(port_);
    const std::string executable = program();
    std::vector<const char*> arguments{executable.c_str(), "--quiet",    "--interface", "127.0.0.1",
                                       "--port",           port.c_str(), path_.c_str(), nullptr};
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    // A group of its own, which the processes that serve the connections are in.
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    // It tells of every connection that ends in an unusual way.
    posix_spawn_file_actions_t silence;
    ::posix_spawn_file_actions_init(&silence);
    for (const int output : {STDOUT_FILENO, STDERR_FILENO})
      ::posix_spawn_file_actions_addopen(&silence, output, "/dev/null", O_WRONLY, 0);
    const int failure = ::posix_spawn(&process_, executable.c_str(), &silence, &attributes,
                                      const_cast<char**>(arguments.data()), environ);
    ::posix_spawn_file_actions_destroy(&silence);
    ::posix_spawnattr_destroy(&attributes);
    if (failure != 0) throw std::runtime_error("cannot start xapian-tcpsrv");
    for (int attempt = 0; attempt < 500 && !answers(); ++attempt) ::usleep(10'000);
    if (!answers()) throw std::runtime_error("xapian-tcpsrv does not listen");
  }

  // The server with all its connections.
  void stop() {
    if (process_ == 0) return;
    ::kill(-process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    process_ = 0;
  }

  // Keeps it from answering, and lets it go on.
  void halt() const { ::kill(-process_, SIGSTOP); }
  void go_on() const { ::kill(-process_, SIGCONT); }

 private:
  static std::string program() {
    for (const char* const path : {"/usr/bin/xapian-tcpsrv", "/usr/local/bin/xapian-tcpsrv"})
      if (std::filesystem::exists(path)) return path;
    return {};
  }

  bool answers() const {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port_);
    const bool connected = ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(socket);
    return connected;
  }

  std::string path_;
  std::uint16_t port_;
  pid_t process_ = 0;
};

}  // namespace newsrank::test
