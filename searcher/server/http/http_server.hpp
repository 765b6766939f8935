// SPDX-License-Identifier: GPL-2.0-or-later
// HttpServer: cpp-httplib's server with bounds for each client, one handler for everything, and sockets of systemd.
#pragma once

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <string>

#include "newsrank/error.hpp"
#include "server/http/limits.hpp"
#include "server/http/message.hpp"

namespace newsrank::server {

// One request that was answered, for the log.
struct Exchange {
  std::string client;  // address
  std::string method;
  std::string target;  // as the client wrote it
  std::string referrer;
  std::string user_agent;
  int status = 0;
  std::size_t bytes = 0;  // of the body
  std::chrono::microseconds time{0};
};

class HttpServer final : private httplib::Server {
 public:
  // Called by several threads at once. What it throws becomes a reply of status 500.
  using Handler = std::function<HttpReply(const HttpRequest& request)>;
  using Observer = std::function<void(const Exchange& exchange)>;

  // Every reply has `headers`. Paths are those below `base_path`; others are not found.
  HttpServer(const Limits& limits, std::string base_path, const Headers& headers, Handler handler, Observer observer);

  // Listens on an address and port (0: any free one), or on a socket that somebody else bound. Error: io.
  Result<void> bind(const std::string& host, int port);
  Result<void> take(int socket);
  // The port that it listens on.
  int port() const { return port_; }

  // Serves until stop(): then what was begun is finished.
  void run();
  // Can be called from any thread, also before run().
  void stop();

 private:
  bool process_and_close_socket(socket_t socket) override;
  void serve(socket_t socket);
  // Makes a parsed request one that the library cannot trip over. False: the connection ends behind it.
  static bool tame(httplib::Request& request);
  void answer(const httplib::Request& request, httplib::Response& response) const;
  HttpReply reply_to(const httplib::Request& request) const;
  void observe(const httplib::Request& request, const httplib::Response& response) const;
  bool must_leave() const;

  Limits limits_;
  std::string base_path_;
  Handler handler_;
  Observer observer_;
  std::atomic<std::size_t> waiting_{0};
  std::atomic<bool> stopping_{false};
  int port_ = 0;
};

}  // namespace newsrank::server
