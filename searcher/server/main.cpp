// SPDX-License-Identifier: GPL-2.0-or-later
// newsrank-serve: serves the search to browsers, programs and feed readers.
#include <fmt/format.h>
#include <pthread.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <memory>
#include <thread>
#include <utility>

#include "programs/environment.hpp"
#include "programs/exit_codes.hpp"
#include "programs/settings/search_settings.hpp"
#include "programs/terminal/messages.hpp"
#include "server/access_log.hpp"
#include "server/access_token.hpp"
#include "server/http/http_server.hpp"
#include "server/options.hpp"
#include "server/service.hpp"

namespace newsrank::server {
namespace {

constexpr const char* kProgram = "newsrank-serve";

int fail(const Error& error) {
  fmt::print(stderr, "{}", cli::format_error(error, kProgram));
  return cli::exit_code_of(error.code);
}

// The socket that systemd passes on (sd_listen_fds(3)); -1: none.
int passed_socket(const cli::Environment& environment) {
  constexpr int kFirst = 3;
  const bool mine = environment("LISTEN_PID") == fmt::format("{}", getpid());
  return mine && environment("LISTEN_FDS") == "1" ? kFirst : -1;
}

sigset_t ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

// Serves until a signal comes, and then until what was begun is done.
void serve(HttpServer& server) {
  std::thread ender([&server] {
    const sigset_t signals = ending_signals();
    int signal = 0;
    sigwait(&signals, &signal);
    server.stop();
  });
  server.run();
  // Where it ended by itself the other thread still waits.
  pthread_kill(ender.native_handle(), SIGTERM);
  ender.join();
}

HttpServer::Observer observer(LogFormat format) {
  return [format](const Exchange& exchange) {
    if (format == LogFormat::off) return;
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    // One write, so that lines of several threads do not mix.
    const std::string line =
        log_line(exchange, format, std::chrono::duration_cast<std::chrono::seconds>(now).count()) + "\n";
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fflush(stdout);
  };
}

int run(const Options& options, const cli::Environment& environment) {
  auto request = cli::make_request(options.settings);
  if (!request) return fail(request.error());
  std::string token;
  if (!options.token_file.empty()) {
    auto read = read_token(options.token_file);
    if (!read) return fail(read.error());
    token = std::move(*read);
  }
  PoolOptions pool_options;
  pool_options.searchers = options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  pool_options.longest_wait = options.deadline;
  pool_options.refresh_every = options.refresh;
  const auto pool = SearcherPool::open(options.settings.databases, options.open, pool_options);
  if (!pool) return fail(pool.error());
  const SearchDefaults defaults{options.settings, std::move(*request), options.result_window, 1'000};
  Service service({**pool, defaults, options.title, options.base_path}, token);
  HttpServer server(
      options.limits, options.base_path, security_headers(options.cors),
      [&service](const HttpRequest& asked) { return service.handle(asked); }, observer(options.log));
  const int socket = passed_socket(environment);
  if (auto bound = socket >= 0 ? server.take(socket) : server.bind(options.host, options.port); !bound)
    return fail(bound.error());
  const bool wide = options.host.find(':') != std::string::npos;
  fmt::print("newsrank-serve: {} articles at http://{}{}{}:{}{}/\n", (*pool)->state().articles, wide ? "[" : "",
             options.host, wide ? "]" : "", server.port(), options.base_path);
  std::fflush(stdout);
  serve(server);
  return cli::kExitDone;
}

int start(int argc, const char* const* argv) {
  const cli::Environment environment = cli::process_environment();
  const auto parsed = parse_options(argc, argv, environment);
  if (!parsed.options) {
    fmt::print(parsed.exit_code == cli::kExitDone ? stdout : stderr, "{}", parsed.text);
    return parsed.exit_code;
  }
  // Before any thread begins: they all inherit it.
  std::signal(SIGPIPE, SIG_IGN);
  const sigset_t signals = ending_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return run(*parsed.options, environment);
}

}  // namespace
}  // namespace newsrank::server

int main(int argc, char** argv) {
  try {
    return newsrank::server::start(argc, argv);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "newsrank-serve: %s\n", failure.what());
    return newsrank::cli::kExitInternal;
  }
}
