// SPDX-License-Identifier: GPL-2.0-or-later
// Connection: the socket of one client, read and written within limits.
#pragma once

#include <httplib.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "server/http/limits.hpp"

namespace newsrank::server {

// What the HTTP library reads requests from. It keeps what was read ahead, so that pipelined requests are answered one
// after another. Does not own the socket.
class Connection final : public httplib::Stream {
 public:
  Connection(int socket, const Limits& limits);

  // Waits for the first byte of the next request. False: the client is gone, was idle too long, or `must_leave`.
  bool wait_for_request(const std::function<bool()>& must_leave);
  // The limits of time and length begin anew.
  void begin_request();
  // Whether the request was longer, or took longer, than the limits allow.
  bool too_long() const { return header_budget_ == 0; }
  bool too_slow() const { return too_slow_; }
  // Sends what was written and is still here: a reply is sent whole, not first its headers. False: the client is gone.
  bool flush();
  // A reply without the library. Best effort.
  void refuse(int status, std::string_view code, std::string_view text);
  // Reads and forgets what the client may still be sending, for a moment, so that it gets to read the reply.
  void drain();

  bool is_readable() const override;
  bool is_writable() const override;
  ssize_t read(char* data, std::size_t size) override;
  ssize_t write(const char* data, std::size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  socket_t socket() const override { return socket_; }

 private:
  using Clock = std::chrono::steady_clock;

  struct Address {
    std::string ip;
    int port = 0;
  };

  bool wait(short events, Clock::time_point deadline) const;
  bool fill();
  bool send_all(std::string_view bytes);

  int socket_;
  const Limits& limits_;
  std::array<char, 4096> buffer_{};
  std::size_t begin_ = 0;  // of what was read ahead
  std::size_t end_ = 0;
  std::string written_;  // and not sent yet
  Address remote_;
  Address local_;
  std::size_t header_budget_ = 0;
  bool too_slow_ = false;
  Clock::time_point read_deadline_;
  Clock::time_point write_deadline_;
};

}  // namespace newsrank::server
