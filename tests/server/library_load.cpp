// SPDX-License-Identifier: GPL-2.0-or-later
// library_load DB TARGETS SECONDS: runs the searches that newsrank-serve would run for a file of addresses, with the
// library alone in one thread, and prints how many a second as JSON. For load_table.py.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "newsrank/searcher.hpp"
#include "server/page/search_page.hpp"
#include "server/serving/search_parameters.hpp"

namespace newsrank::server {
namespace {

using Clock = std::chrono::steady_clock;
using Job = std::function<bool(Searcher& searcher)>;

Parameters parameters_of(std::string_view target) {
  const auto question = target.find('?');
  if (question == std::string_view::npos) throw std::runtime_error("an address without a query");
  auto parameters = parse_query_string(target.substr(question + 1));
  if (!parameters) throw std::runtime_error(parameters.error().message);
  return std::move(*parameters);
}

SearchRequest request_of(std::string_view target, const Parameters& parameters) {
  if (target.starts_with("/search?")) {
    auto page = read_page_search(parameters, SearchDefaults{});
    if (!page) throw std::runtime_error(page.error().message);
    return std::move(page->parameters.request);
  }
  auto read = read_search_parameters(parameters, SearchDefaults{});
  if (!read) throw std::runtime_error(read.error().message);
  return std::move(read->request);
}

Job job_of(std::string_view target) {
  const Parameters parameters = parameters_of(target);
  if (target.find("/complete?") != std::string_view::npos)
    return [text = value_of(parameters, "q").value_or("")](Searcher& searcher) {
      return searcher.complete(text, 10).has_value();
    };
  return
      [request = request_of(target, parameters)](Searcher& searcher) { return searcher.search(request).has_value(); };
}

std::vector<Job> read_jobs(const char* path) {
  std::ifstream file(path);
  std::vector<Job> jobs;
  for (std::string line; std::getline(file, line);) jobs.push_back(job_of(line));
  if (jobs.empty()) throw std::runtime_error("no addresses");
  return jobs;
}

double processor_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

double p99(std::vector<double> times) {
  return times[times.size() * 99 / 100];
}

void measure(Searcher& searcher, const std::vector<Job>& jobs, double seconds) {
  std::vector<double> times;
  std::vector<double> processor_times;
  const double processor = processor_seconds();
  const auto begin = Clock::now();
  const auto since = [](Clock::time_point then) { return std::chrono::duration<double>(Clock::now() - then).count(); };
  while (since(begin) < seconds) {
    const auto begun = Clock::now();
    const double spent_before = processor_seconds();
    if (!jobs[times.size() % jobs.size()](searcher)) throw std::runtime_error("a search failed");
    times.push_back(since(begun));
    processor_times.push_back(processor_seconds() - spent_before);
  }
  const double spent = processor_seconds() - processor;
  const auto count = static_cast<double>(times.size());
  const double elapsed = since(begin);
  std::sort(times.begin(), times.end());
  fmt::print("{{\"rate\": {:.1f}, \"p99\": {:.3f}, \"processor\": {:.5f}, \"processor_p99\": {:.3f}}}\n",
             count / elapsed, p99(times) * 1e3, spent / count * 1e3, p99(processor_times) * 1e3);
}

}  // namespace
}  // namespace newsrank::server

int main(int argc, char** argv) {
  using namespace newsrank::server;
  if (argc != 4) return 2;
  try {
    auto searcher = newsrank::Searcher::open({argv[1]});
    if (!searcher) throw std::runtime_error(searcher.error().message);
    measure(*searcher, read_jobs(argv[2]), std::atof(argv[3]));
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "library_load: %s\n", failure.what());
    return 1;
  }
  return 0;
}
