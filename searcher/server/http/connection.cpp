// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/connection.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

#include "server/http/problem.hpp"

namespace newsrank::server {
namespace {

using NameOf = int (*)(int, sockaddr*, socklen_t*);

constexpr std::size_t kKept = 65'536;  // bytes of a reply before they are sent

void read_address(int socket, NameOf name_of, std::string& ip, int& port) {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  if (name_of(socket, reinterpret_cast<sockaddr*>(&address), &length) != 0) return;
  std::array<char, NI_MAXHOST> host{};
  std::array<char, NI_MAXSERV> service{};
  if (getnameinfo(reinterpret_cast<const sockaddr*>(&address), length, host.data(), host.size(), service.data(),
                  service.size(), NI_NUMERICHOST | NI_NUMERICSERV) != 0)
    return;
  ip = host.data();
  port = std::atoi(service.data());
}

}  // namespace

Connection::Connection(int socket, const Limits& limits) : socket_(socket), limits_(limits) {
  read_address(socket_, getpeername, remote_.ip, remote_.port);
  read_address(socket_, getsockname, local_.ip, local_.port);
  begin_request();
}

bool Connection::wait(short events, Clock::time_point deadline) const {
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return false;
    pollfd polled{socket_, events, 0};
    const int ready = poll(&polled, 1, static_cast<int>(std::min<std::int64_t>(left, 60'000)));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

bool Connection::wait_for_request(const std::function<bool()>& must_leave) {
  constexpr std::chrono::milliseconds kSlice{100};
  const auto deadline = Clock::now() + limits_.idle_time;
  while (begin_ == end_) {
    if (wait(POLLIN, std::min(deadline, Clock::now() + kSlice))) return fill();
    if (Clock::now() >= deadline || must_leave()) return false;
  }
  return true;
}

void Connection::begin_request() {
  header_budget_ = limits_.header_bytes;
  too_slow_ = false;
  read_deadline_ = Clock::now() + limits_.header_time;
  write_deadline_ = Clock::time_point::max();
}

bool Connection::fill() {
  ssize_t count = 0;
  do {
    count = recv(socket_, buffer_.data(), buffer_.size(), MSG_DONTWAIT);
  } while (count < 0 && errno == EINTR);
  begin_ = 0;
  end_ = count > 0 ? static_cast<std::size_t>(count) : 0;
  return count > 0;
}

bool Connection::is_readable() const {
  return begin_ != end_ || wait(POLLIN, read_deadline_);
}

bool Connection::is_writable() const {
  return wait(POLLOUT, Clock::now() + limits_.write_time);
}

ssize_t Connection::read(char* data, std::size_t size) {
  if (header_budget_ == 0) return -1;
  if (begin_ == end_) {
    if (!flush()) return -1;  // what the client may be waiting for
    too_slow_ = !wait(POLLIN, read_deadline_);
    if (too_slow_ || !fill()) return -1;
  }
  const std::size_t count = std::min({size, end_ - begin_, header_budget_});
  std::copy_n(buffer_.data() + begin_, count, data);
  begin_ += count;
  header_budget_ -= count;
  return static_cast<ssize_t>(count);
}

ssize_t Connection::write(const char* data, std::size_t size) {
  // What the library says about a request that was cut off here is not to the point: refuse() is.
  if (too_long() || too_slow_) return static_cast<ssize_t>(size);
  if (written_.size() + size > kKept && !flush()) return -1;
  if (size > kKept) return send_all({data, size}) ? static_cast<ssize_t>(size) : -1;
  written_.append(data, size);
  return static_cast<ssize_t>(size);
}

bool Connection::flush() {
  const bool sent = send_all(written_);
  written_.clear();
  return sent;
}

bool Connection::send_all(std::string_view bytes) {
  // The time runs from the reply's first byte.
  if (!bytes.empty() && write_deadline_ == Clock::time_point::max())
    write_deadline_ = Clock::now() + limits_.write_time;
  while (!bytes.empty()) {
    const ssize_t count = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno != EINTR) {
      if ((errno != EAGAIN && errno != EWOULDBLOCK) || !wait(POLLOUT, write_deadline_)) return false;
    }
  }
  return true;
}

void Connection::refuse(int status, std::string_view code, std::string_view text) {
  const HttpReply reply = problem(status, code, text);
  std::string message = fmt::format("HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n",
                                    status, status_text(status), reply.type, reply.body.size());
  for (const auto& [name, value] : reply.headers) message += fmt::format("{}: {}\r\n", name, value);
  message += "\r\n" + reply.body;
  // A client that does not take these few bytes at once does without.
  (void)!send(socket_, message.data(), message.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

void Connection::drain() {
  constexpr std::chrono::milliseconds kMoment{200};
  constexpr int kMostReads = 256;
  const auto deadline = Clock::now() + kMoment;
  for (int i = 0; i < kMostReads && wait(POLLIN, deadline) && fill(); ++i) {
  }
}

void Connection::get_remote_ip_and_port(std::string& ip, int& port) const {
  ip = remote_.ip;
  port = remote_.port;
}

void Connection::get_local_ip_and_port(std::string& ip, int& port) const {
  ip = local_.ip;
  port = local_.port;
}

}  // namespace newsrank::server
