// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/remote/connection_watch.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <thread>
#include <vector>

#include "core/file_descriptor.hpp"

namespace newsrank {
namespace {

using detail::connection_made;
using detail::connection_of;
using detail::ConnectionWatch;
using detail::FileDescriptor;
using Clock = ConnectionWatch::Clock;
using std::chrono::milliseconds;

// Listens on a port of this machine, and takes connections.
class Listener {
 public:
  Listener() {
    address_.sin_family = AF_INET;
    address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address_;
    BOOST_REQUIRE(::bind(socket_.get(), reinterpret_cast<const sockaddr*>(&address_), size) == 0);
    BOOST_REQUIRE(::listen(socket_.get(), 8) == 0);
    BOOST_REQUIRE(::getsockname(socket_.get(), reinterpret_cast<sockaddr*>(&address_), &size) == 0);
  }

  const sockaddr_in& address() const { return address_; }
  FileDescriptor connected() const {
    FileDescriptor client(::socket(AF_INET, SOCK_STREAM, 0));
    BOOST_REQUIRE(::connect(client.get(), reinterpret_cast<const sockaddr*>(&address_), sizeof address_) == 0);
    return client;
  }
  FileDescriptor taken() const { return FileDescriptor(::accept(socket_.get(), nullptr, nullptr)); }

 private:
  FileDescriptor socket_{::socket(AF_INET, SOCK_STREAM, 0)};
  sockaddr_in address_{};
};

void send_byte(const FileDescriptor& file) {
  BOOST_REQUIRE(::send(file.get(), "x", 1, MSG_NOSIGNAL) == 1);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(connection_watches)

BOOST_AUTO_TEST_CASE(a_wait_ends_in_time_and_those_who_owe_an_answer_are_known) {
  const Listener listener;
  const FileDescriptor asked = listener.connected();
  const FileDescriptor asking = listener.taken();
  const FileDescriptor answered = listener.connected();
  const FileDescriptor answering = listener.taken();
  send_byte(asking);
  send_byte(answered);
  std::this_thread::sleep_for(milliseconds(30));  // the system counts in steps of some milliseconds
  send_byte(asked);
  send_byte(answering);
  char byte = 0;
  BOOST_REQUIRE(::recv(asked.get(), &byte, 1, 0) == 1);
  ConnectionWatch watch;
  const auto begun = Clock::now();
  auto guard = watch.shut_down({*connection_of(asked.get()), *connection_of(answered.get())}, begun + milliseconds(50));
  BOOST_TEST(::recv(asked.get(), &byte, 1, 0) == 0);
  BOOST_TEST((Clock::now() - begun >= milliseconds(50)));
  const auto outcome = guard.end();
  BOOST_TEST(outcome.shut_down);
  BOOST_TEST((outcome.waited_for == std::vector{*connection_of(asked.get())}));
}

BOOST_AUTO_TEST_CASE(what_is_watched_no_more_stays_open) {
  const Listener listener;
  const FileDescriptor client = listener.connected();
  const FileDescriptor server = listener.taken();
  ConnectionWatch watch;
  { const auto guard = watch.shut_down({*connection_of(client.get())}, Clock::now() + milliseconds(20)); }
  // An earlier time is not slept through, and another socket of the number is left alone.
  auto later = watch.shut_down({{client.get(), 0}}, Clock::now() + milliseconds(1));
  std::this_thread::sleep_for(milliseconds(60));
  const auto outcome = later.end();
  BOOST_TEST(outcome.shut_down);
  BOOST_TEST(outcome.waited_for.empty());
  send_byte(server);
  char byte = 0;
  BOOST_TEST(::recv(client.get(), &byte, 1, 0) == 1);
}

BOOST_AUTO_TEST_CASE(the_connection_that_was_made_is_found_among_others) {
  const Listener listener;
  const Listener other;
  const FileDescriptor before = listener.connected();
  FileDescriptor one;
  FileDescriptor elsewhere;
  FileDescriptor two;
  const auto made = connection_made(listener.address(), [&] {
    elsewhere = other.connected();
    one = listener.connected();
  });
  BOOST_REQUIRE(made.has_value());
  BOOST_TEST((made == connection_of(one.get())));
  BOOST_TEST(!connection_made(listener.address(), [] {}).has_value());
  const auto both = connection_made(listener.address(), [&] {
    one = listener.connected();
    two = listener.connected();
  });
  BOOST_TEST(!both.has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace newsrank
