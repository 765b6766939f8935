// The main() of every test program: Boost.Test, dynamically linked.
#define BOOST_TEST_MODULE newsrank
#include <boost/test/unit_test.hpp>
