// SPDX-License-Identifier: GPL-2.0-or-later
// Result: what is read from the side that it does not hold ends the program, with a text.
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <csignal>
#include <string>
#include <utility>

#include "newsrank/error.hpp"

using newsrank::Error;
using newsrank::ErrorCode;
using newsrank::Result;

namespace {

// What `act` writes on standard error in a process of its own, which it has to end by SIGABRT.
template <typename Act>
std::string last_words(Act act) {
  int ends[2];
  BOOST_REQUIRE(pipe(ends) == 0);
  const pid_t child = fork();
  BOOST_REQUIRE(child >= 0);
  if (child == 0) {
    std::signal(SIGABRT, SIG_DFL);
    dup2(ends[1], STDERR_FILENO);
    act();
    _exit(0);
  }
  close(ends[1]);
  std::string text;
  char buffer[512];
  for (ssize_t count = read(ends[0], buffer, sizeof buffer); count > 0; count = read(ends[0], buffer, sizeof buffer)) {
    text.append(buffer, static_cast<std::size_t>(count));
  }
  close(ends[0]);
  int status = 0;
  BOOST_REQUIRE(waitpid(child, &status, 0) == child);
  BOOST_TEST((WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT), "ended in another way");
  return text;
}

const Error kFailure{ErrorCode::index_not_found, "there is no index at db", "name its folder"};
const std::string kText =
    "newsrank: the value of a failed result was read: index_not_found: there is no index at db (name its folder)\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(result)

BOOST_AUTO_TEST_CASE(the_value_of_a_failure_ends_the_program_with_its_text) {
  BOOST_TEST(last_words([] { static_cast<void>(*Result<std::string>(kFailure)); }) == kText);
  BOOST_TEST(last_words([] { static_cast<void>(Result<std::string>(kFailure)->size()); }) == kText);
  BOOST_TEST(last_words([] { static_cast<void>(Result<std::string>(kFailure).value()); }) == kText);
  BOOST_TEST(last_words([] { Result<void>(kFailure).value(); }) == kText);
  const Error without_hint{ErrorCode::io, "no space", ""};
  BOOST_TEST(last_words([&] { Result<void>(without_hint).value(); }) ==
             "newsrank: the value of a failed result was read: io: no space\n");
}

BOOST_AUTO_TEST_CASE(the_error_of_a_success_ends_the_program) {
  const std::string text = "newsrank: the error of a successful result was read\n";
  BOOST_TEST(last_words([] { static_cast<void>(Result<int>(1).error()); }) == text);
  BOOST_TEST(last_words([] { static_cast<void>(Result<void>().error()); }) == text);
}

BOOST_AUTO_TEST_CASE(values_and_errors_are_read_and_moved) {
  Result<std::string> result("text");
  BOOST_TEST(result.value() == "text");
  BOOST_TEST(std::move(result).value() == "text");
  BOOST_TEST((Result<int>(kFailure).error() == kFailure));
  Result<void>().value();
}

BOOST_AUTO_TEST_SUITE_END()
