// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/access_token.hpp"

#include <boost/test/unit_test.hpp>

namespace newsrank::server {

BOOST_AUTO_TEST_SUITE(access_tokens)

BOOST_AUTO_TEST_CASE(takes_the_token_alone) {
  const std::string token = "correct-horse-battery";
  BOOST_TEST(is_authorized("Bearer correct-horse-battery", token));
  // The user "anybody", and none.
  BOOST_TEST(is_authorized("Basic YW55Ym9keTpjb3JyZWN0LWhvcnNlLWJhdHRlcnk=", token));
  BOOST_TEST(is_authorized("Basic OmNvcnJlY3QtaG9yc2UtYmF0dGVyeQ==", token));
  for (const char* const other :
       {"", "Bearer", "Bearer ", "Bearer correct-horse-batter", "Bearer correct-horse-battery2",
        "bearer correct-horse-battery", "correct-horse-battery", "Basic", "Basic !!!",
        "Basic Y29ycmVjdC1ob3JzZS1iYXR0ZXJ5", "Basic OndyYW5n"})
    BOOST_TEST(!is_authorized(other, token), other);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace newsrank::server
