// SPDX-License-Identifier: GPL-2.0-or-later
#include "run/spill.hpp"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

using newsrank::ErrorCode;
using newsrank::Spill;

namespace {

std::string record_of(std::uint64_t content) {
  return std::string(content % 3000, static_cast<char>(content));
}

}  // namespace

BOOST_AUTO_TEST_CASE(records_of_many_threads_are_read_back_and_leave_no_file) {
  const auto folder = std::filesystem::temp_directory_path() / "newsrank-spill-test";
  std::filesystem::create_directory(folder);
  auto spill = Spill::create(folder);
  BOOST_REQUIRE(spill.has_value());
  std::vector<std::thread> threads;
  for (std::uint64_t thread = 0; thread < 3; ++thread) {
    threads.emplace_back([&, thread] {
      // Neighbouring threads give half of the records twice.
      for (std::uint64_t i = thread * 500; i < thread * 500 + 1000; ++i) {
        (*spill)->add(i, record_of(i), static_cast<float>(i));
      }
    });
  }
  for (auto& thread : threads) thread.join();
  BOOST_REQUIRE((*spill)->finish().has_value());
  BOOST_TEST(std::filesystem::is_empty(folder));
  for (std::uint64_t i = 0; i < 2000; ++i) {
    const auto record = (*spill)->read(i);
    BOOST_REQUIRE(record.has_value());
    BOOST_REQUIRE(record->has_value());
    BOOST_REQUIRE(**record == record_of(i));
    BOOST_REQUIRE((*spill)->quality(i) == static_cast<float>(i));
  }
  const auto missing = (*spill)->read(5000);
  BOOST_REQUIRE(missing.has_value());
  BOOST_TEST(!missing->has_value());
  std::filesystem::remove_all(folder);
}

BOOST_AUTO_TEST_CASE(a_folder_that_is_not_there_is_an_error_with_a_hint) {
  const auto spill = Spill::create("/nonexistent/newsrank");
  BOOST_REQUIRE(!spill.has_value());
  BOOST_TEST((spill.error().code == ErrorCode::io));
  BOOST_TEST(!spill.error().hint.empty());
}
