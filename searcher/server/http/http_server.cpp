// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/http_server.hpp"

#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <exception>
#include <thread>
#include <utility>

#include "server/http/connection.hpp"
#include "server/http/connection_queue.hpp"
#include "server/http/problem.hpp"

namespace newsrank::server {
namespace {

constexpr int kBacklog = 512;

thread_local std::chrono::steady_clock::time_point begun;

int port_of(int socket) {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  if (getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length) != 0) return 0;
  if (address.ss_family == AF_INET) return ntohs(reinterpret_cast<const sockaddr_in&>(address).sin_port);
  if (address.ss_family == AF_INET6) return ntohs(reinterpret_cast<const sockaddr_in6&>(address).sin6_port);
  return 0;
}

Error cannot_listen(const std::string& where) {
  return {ErrorCode::io, fmt::format("cannot listen on {}: {}", where, std::strerror(errno)),
          "choose another address or port with --listen"};
}

std::string first_header(const httplib::Request& request, const char* name) {
  return request.get_header_value(name);
}

}  // namespace

HttpServer::HttpServer(const Limits& limits, std::string base_path, const Headers& headers, Handler handler,
                       Observer observer)
    : limits_(limits), base_path_(std::move(base_path)), handler_(std::move(handler)), observer_(std::move(observer)) {
  new_task_queue = [this] { return new ConnectionQueue(limits_.connections, limits_.waiting, waiting_); };
  set_tcp_nodelay(true);
  set_keep_alive_max_count(limits_.requests);
  set_keep_alive_timeout(std::chrono::duration_cast<std::chrono::seconds>(limits_.idle_time).count());
  httplib::Headers always;
  for (const auto& [name, value] : headers) always.emplace(name, value);
  set_default_headers(std::move(always));
  // One handler for every method and path: the library's own routing matches regular expressions.
  set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
    answer(request, response);
    return HandlerResponse::Handled;
  });
  // What the library refuses by itself.
  set_error_handler(Server::Handler([](const httplib::Request&, httplib::Response& response) {
    if (!response.body.empty()) return;
    HttpReply reply = problem(response.status, "bad_request", "this is not a request of HTTP that can be answered");
    response.body = std::move(reply.body);
    response.set_header("Content-Type", reply.type);
  }));
  set_logger(
      [this](const httplib::Request& request, const httplib::Response& response) { observe(request, response); });
}

Result<void> HttpServer::bind(const std::string& host, int port) {
  errno = 0;
  const bool bound = port == 0 ? bind_to_any_port(host) > 0 : bind_to_port(host, port);
  if (!bound) return cannot_listen(fmt::format("{} port {}", host, port));
  return take(svr_sock_);
}

Result<void> HttpServer::take(int socket) {
  // The library's own queue of connections is five long.
  if (::listen(socket, kBacklog) != 0) return cannot_listen(fmt::format("socket {}", socket));
  svr_sock_ = socket;
  port_ = port_of(socket);
  return {};
}

void HttpServer::run() {
  if (!stopping_) listen_after_bind();
}

void HttpServer::stop() {
  stopping_ = true;
  // Ends the wait for connections; the library notices where run() has not begun yet.
  const int socket = svr_sock_.exchange(INVALID_SOCKET);
  if (socket == INVALID_SOCKET) return;
  ::shutdown(socket, SHUT_RDWR);
  ::close(socket);
}

bool HttpServer::must_leave() const {
  return stopping_ || waiting_ > 0;
}

bool HttpServer::tame(httplib::Request& request) {
  // Ranges of generated texts are of no use, and many of them a way to make much of little.
  request.ranges.clear();
  // Brotli as the library does it is slow.
  const bool gzip = first_header(request, "Accept-Encoding").find("gzip") != std::string::npos;
  request.headers.erase("Accept-Encoding");
  if (gzip) request.headers.emplace("Accept-Encoding", "gzip");
  // No body is read: what follows on the connection would be taken for the next request.
  const bool has_body = request.has_header("Transfer-Encoding") ||
                        (request.has_header("Content-Length") && first_header(request, "Content-Length") != "0");
  const bool plain = request.method == "GET" || request.method == "HEAD" || request.method == "OPTIONS";
  if (plain && !has_body) return true;
  request.headers.erase("Connection");
  request.headers.emplace("Connection", "close");
  return false;
}

bool HttpServer::process_and_close_socket(socket_t socket) {
  if (ConnectionQueue::is_refusing()) {
    Connection(socket, limits_).refuse(503, "busy", "too many connections at a time");
  } else {
    serve(socket);
  }
  ::shutdown(socket, SHUT_RDWR);
  ::close(socket);
  return true;
}

void HttpServer::serve(socket_t socket) {
  Connection connection(socket, limits_);
  for (std::size_t left = limits_.requests; left > 0; --left) {
    if (!connection.wait_for_request([this] { return must_leave(); })) return;
    begun = std::chrono::steady_clock::now();
    connection.begin_request();
    bool closed = false;
    bool goes_on = false;  // where a request was not understood, what follows is none
    const bool done = process_request(connection, left == 1 || stopping_, closed,
                                      [&](httplib::Request& request) { goes_on = tame(request); });
    if (connection.too_long()) connection.refuse(431, "too_long", "the request's line and headers are too long");
    if (connection.too_slow()) connection.refuse(408, "too_slow", "the request took too long to arrive");
    const bool sent = connection.flush();
    if (done && sent && goes_on && !closed && !connection.too_long()) continue;
    ::shutdown(socket, SHUT_WR);
    return connection.drain();
  }
}

void HttpServer::answer(const httplib::Request& request, httplib::Response& response) const {
  HttpReply reply;
  try {
    reply = reply_to(request);
  } catch (const std::exception&) {
    reply = problem(500, "internal", "a defect of this server, or no memory");
  }
  response.status = reply.status;
  response.body = std::move(reply.body);
  if (!reply.type.empty()) response.set_header("Content-Type", reply.type);
  for (const auto& [name, value] : reply.headers) response.set_header(name.c_str(), value);
}

HttpReply HttpServer::reply_to(const httplib::Request& request) const {
  const std::string_view target = request.target;
  const auto question = target.find('?');
  auto path = decode_path(target.substr(0, question));
  if (!path) return problem(400, "invalid_argument", "the path is broken");
  if (!path->starts_with(base_path_) || (path->size() > base_path_.size() && (*path)[base_path_.size()] != '/'))
    return problem(404, "not_found", fmt::format("this server's pages are below {}/", base_path_));
  path->erase(0, base_path_.size());
  std::string_view query = question == std::string_view::npos ? "" : target.substr(question + 1);
  auto parameters = parse_query_string(query.substr(0, query.find('#')));
  if (!parameters) return problem(parameters.error());
  return handler_({request.method, std::move(*path), std::move(*parameters), first_header(request, "Host"),
                   first_header(request, "If-None-Match"), first_header(request, "Authorization"),
                   first_header(request, "X-Forwarded-Proto")});
}

void HttpServer::observe(const httplib::Request& request, const httplib::Response& response) const {
  const auto time = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun);
  observer_({request.remote_addr, request.method, request.target, first_header(request, "Referer"),
             first_header(request, "User-Agent"), response.status, response.body.size(), time});
}

}  // namespace newsrank::server
