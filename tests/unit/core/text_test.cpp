// SPDX-License-Identifier: GPL-2.0-or-later
// What any text needs: showing, cutting, trimming, numbers, hosts and servers.
#include <boost/test/unit_test.hpp>

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "core/file_descriptor.hpp"
#include "core/text/ascii.hpp"
#include "core/text/printable.hpp"
#include "core/text/server_address.hpp"
#include "core/text/utf8.hpp"
#include "core/url.hpp"

using namespace newsrank::detail;  // NOLINT: the whole test is about it

namespace {

using Table = std::vector<std::pair<std::string, std::string>>;

constexpr const char* kHostile = "a\x1b\xC2\x9B\xE2\x80\xAE\xFF\xF0\x9F\x98 \xEF\xBF\xBD";

}  // namespace

BOOST_AUTO_TEST_SUITE(text)

BOOST_AUTO_TEST_CASE(each_policy_shows_nothing_that_controls) {
  BOOST_TEST(printable(kHostile) == "a   \uFFFD\uFFFD \uFFFD");
  BOOST_TEST(printable(kHostile, Unshown::replacement) == "a\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD \uFFFD");
  BOOST_TEST(printable(kHostile, Unshown::hex) == "a\\x1b\\xc2\\x9b\\xe2\\x80\\xae\\xff\\xf0\\x9f\\x98 \uFFFD");
  BOOST_TEST(printable(kHostile, Unshown::percent) == "a%1B%C2%9B%E2%80%AE%FF%F0%9F%98%20\uFFFD");
  BOOST_TEST(printable("plain caf\u00E9 \u96FB\u6C60") == "plain caf\u00E9 \u96FB\u6C60");
}

BOOST_AUTO_TEST_CASE(the_start_of_a_text_cuts_no_character) {
  BOOST_TEST(printable_start("caf\u00E9", 5) == "caf\u00E9");
  BOOST_TEST(printable_start("caf\u00E9", 4) == "caf…");
  BOOST_TEST(printable_start("\xFF\xFF\xFF", 6) == "\uFFFD\uFFFD…");
  BOOST_TEST(cut_utf8("\u96FB\u6C60", 5) == "\u96FB");
  BOOST_TEST(cut_utf8("\u96FB", 2).empty());
}

BOOST_AUTO_TEST_CASE(columns_of_characters) {
  BOOST_TEST(display_width("a\u96FBe\u0301\x01") == 4U);
}

BOOST_AUTO_TEST_CASE(the_last_character) {
  BOOST_TEST((last_character("ab\u00E9") == U'\u00E9'));
  BOOST_TEST((last_character("x") == U'x'));
  BOOST_TEST((last_character("x\xC3") == kReplacement));
}

BOOST_AUTO_TEST_CASE(blanks_are_trimmed) {
  const Table table{{" \t\r\na b\n", "a b"}, {"a", "a"}, {" \n", ""}, {"", ""}};
  for (const auto& [written, expected] : table) BOOST_TEST(trim(written) == expected);
  BOOST_TEST(lower_ascii("ABC-\u00C9z") == "abc-\u00C9z");
}

BOOST_AUTO_TEST_CASE(numbers_are_the_whole_text) {
  BOOST_TEST(parse_number<int>("-12").value() == -12);
  BOOST_TEST(parse_number<double>("2.5e1").value() == 25);
  BOOST_TEST(parse_signed_number<double>("+3").value() == 3);
  for (const char* text : {"", " 1", "1 ", "+1", "1x", "nan", "inf", "1e999", "--1"})
    BOOST_TEST(!parse_number<double>(text).has_value(), text);
  for (const char* text : {"+-1", "++1", "+", ""}) BOOST_TEST(!parse_signed_number<double>(text).has_value(), text);
  for (const char* text : {"256", "-1", "1.0"}) BOOST_TEST(!parse_number<std::uint8_t>(text).has_value(), text);
  BOOST_TEST(parse_number<int>("5", 1, 5).has_value());
  BOOST_TEST(!parse_number<int>("6", 1, 5).has_value());
}

BOOST_AUTO_TEST_CASE(hosts_of_addresses_and_of_what_people_write) {
  const Table table{{"https://user@host.example:8080/path", "host.example"},
                    {"https://user:secret@host.example/", "host.example"},
                    {"http://host.example?q=a@b", "host.example"},
                    {"http://[2001:db8::1]:80/", "[2001:db8::1]"},
                    {"https://host.example/@user:1", "host.example"},
                    {"user@host.example", "host.example"},
                    {"host.example:443", "host.example"},
                    {"host.example", "host.example"},
                    {"", ""}};
  for (const auto& [address, expected] : table) BOOST_TEST(host_of(address) == expected, address);
}

BOOST_AUTO_TEST_CASE(servers_have_one_grammar) {
  for (const char* text : {"host:1", "news.example:65535", "[::1]:8000"}) BOOST_TEST(names_server(text), text);
  for (const char* text : {"host", "host:", "host:0", "host:65536", ":80", "a/b:80", "::1:80", "host:8x", "a b:80"})
    BOOST_TEST(!names_server(text), text);
}

BOOST_AUTO_TEST_CASE(a_file_descriptor_has_one_owner) {
  FileDescriptor first(::dup(STDOUT_FILENO));
  const int number = first.get();
  BOOST_TEST(static_cast<bool>(first));
  FileDescriptor second(std::move(first));
  BOOST_TEST(second.get() == number);
  BOOST_TEST(!static_cast<bool>(first));  // NOLINT: what is moved from holds none
  BOOST_TEST(second.close());
  BOOST_TEST(second.close());
  BOOST_TEST(::close(number) == -1);
}

BOOST_AUTO_TEST_SUITE_END()
