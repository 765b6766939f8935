// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/remote/document_pipe.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <utility>

namespace newsrank::detail {
namespace {

// Of the engine's protocol: what is asked and what is answered.
constexpr unsigned char kProtocol = 39;
constexpr unsigned char kAskDocument = 2;
constexpr unsigned char kAskMetadata = 22;
constexpr unsigned char kAskCounts = 29;
constexpr unsigned char kGreeting = 0;
constexpr unsigned char kDone = 2;
constexpr unsigned char kDocumentData = 5;
constexpr unsigned char kValue = 16;
constexpr unsigned char kMetadata = 19;
constexpr unsigned char kCounts = 21;

constexpr std::chrono::steady_clock::duration kLongestWait = std::chrono::hours(24);
// No article is longer by far.
constexpr std::uint64_t kMaxMessage = std::uint64_t{256} << 20;
constexpr std::size_t kMaxValues = 100;
constexpr std::size_t kUuidBytes = 36;

// A number as the engine writes lengths: one byte up to 254; otherwise 255 and the rest in groups of seven bits, the
// least significant first, the last one marked.
void put_number(std::string& out, std::uint64_t number) {
  if (number < 255) {
    out += static_cast<char>(number);
    return;
  }
  out += '\xff';
  for (number -= 255; number >= 128; number >>= 7) out += static_cast<char>(number & 127);
  out += static_cast<char>(number | 128);
}

struct Number {
  std::uint64_t value = 0;
  std::size_t bytes = 0;  // that it takes
};

// Absent: there are too few bytes. A number of more than five groups is taken for a larger one than all that is read.
std::optional<Number> get_number(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 255) return Number{first, 1};
  std::uint64_t value = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (i > 5) return Number{kMaxMessage + 1, i};
    const auto byte = static_cast<unsigned char>(text[i]);
    value |= std::uint64_t{byte & 127U} << (7 * (i - 1));
    if (byte >= 128) return Number{value + 255, i + 1};
  }
  return std::nullopt;
}

void put_message(std::string& out, unsigned char type, std::string_view content) {
  out += static_cast<char>(type);
  put_number(out, content.size());
  out += content;
}

}  // namespace

DocumentPipe::DocumentPipe(std::string context, std::chrono::milliseconds timeout)
    : context_(std::move(context)), timeout_(timeout) {}

std::shared_ptr<DocumentPipe> DocumentPipe::open(const ServerAddress& server, const OpenOptions& options,
                                                 const std::vector<std::string>& keys, const ServerWait& wait) {
  std::shared_ptr<DocumentPipe> pipe(new DocumentPipe("remote:tcp(" + to_string(server) + ")", options.timeout));
  pipe->wait_ = wait;
  if (!pipe->connect(server, options.connect_timeout) || !pipe->read_greeting(keys)) return nullptr;
  pipe->wait_ = {};
  return pipe;
}

// Whether the socket is ready in time.
bool DocumentPipe::is_ready(short events, std::chrono::milliseconds timeout) const {
  using Clock = std::chrono::steady_clock;
  const auto until = timeout.count() == 0 ? wait_.until : std::min(Clock::now() + timeout, wait_.until);
  std::array<pollfd, 2> waiting{{{socket_.get(), events, 0}, {wait_.stop, POLLIN, 0}}};
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(std::min(until - Clock::now(), kLongestWait));
    const int ready = ::poll(waiting.data(), waiting.size(), static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
    if (waiting[0].revents != 0 && ready > 0) return true;
    if (ready > 0 || (ready == 0 && Clock::now() >= until) || (ready < 0 && errno != EINTR)) return false;
  }
}

void DocumentPipe::fail(const char* what, int error) const {
  throw Xapian::NetworkError(what, context_, error);
}

void DocumentPipe::fail_late() const {
  throw Xapian::NetworkTimeoutError("Timeout expired while waiting for documents", context_);
}

bool DocumentPipe::connect(const ServerAddress& server, std::chrono::milliseconds timeout) {
  addrinfo wanted{};
  wanted.ai_family = AF_INET;  // as the engine's client
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(server.host.c_str(), std::to_string(server.port).c_str(), &wanted, &found) != 0)
    fail("there is no host of that name", 0);
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, &::freeaddrinfo);
  socket_ = FileDescriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!socket_) return false;
  std::memcpy(&server_, found->ai_addr, std::min<std::size_t>(found->ai_addrlen, sizeof server_));
  const int on = 1;
  ::setsockopt(socket_.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (::connect(socket_.get(), found->ai_addr, found->ai_addrlen) == 0) return true;
  if (errno != EINPROGRESS) fail("cannot connect", errno);
  if (!is_ready(POLLOUT, timeout)) fail_late();
  int error = 0;
  socklen_t size = sizeof error;
  if (::getsockopt(socket_.get(), SOL_SOCKET, SO_ERROR, &error, &size) != 0 || error != 0)
    fail("cannot connect", error);
  return true;
}

// The greeting ends in the name of the database.
bool DocumentPipe::read_greeting(const std::vector<std::string>& keys) {
  std::string questions;
  for (const std::string& key : keys) put_message(questions, kAskMetadata, key);
  send(questions);
  const Message greeting = receive();
  const bool known = greeting.type == kGreeting && greeting.content.size() > kUuidBytes &&
                     static_cast<unsigned char>(greeting.content.front()) == kProtocol;
  if (!known) return false;
  greeting_ = greeting.content;
  for (const std::string& key : keys) {
    const Message answer = receive();
    if (answer.type != kMetadata) return false;
    metadata_[key] = answer.content;
  }
  return true;
}

bool DocumentPipe::is_of(const std::string& uuid) const {
  return uuid.size() == kUuidBytes && greeting_.ends_with(uuid);
}

void DocumentPipe::send(const std::string& bytes) {
  for (std::size_t sent = 0; sent < bytes.size();) {
    const ssize_t count = ::send(socket_.get(), bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (count > 0) {
      sent += static_cast<std::size_t>(count);
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      if (!is_ready(POLLOUT, timeout_)) fail_late();
    } else if (errno != EINTR) {
      fail("cannot send", errno);
    }
  }
}

// Waits until so many bytes are there that were not read.
void DocumentPipe::fill(std::size_t bytes) {
  constexpr std::size_t kPiece = 64 * 1024;
  while (received_.size() - read_ < bytes) {
    if (read_ > kPiece) {
      received_.erase(0, read_);
      read_ = 0;
    }
    const std::size_t before = received_.size();
    received_.resize(before + kPiece);
    const ssize_t count = ::recv(socket_.get(), received_.data() + before, kPiece, 0);
    const int error = errno;
    received_.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (count > 0) continue;
    if (count == 0) fail("the server closed the connection", 0);
    if (error == EAGAIN || error == EWOULDBLOCK) {
      if (!is_ready(POLLIN, timeout_)) fail_late();
    } else if (error != EINTR) {
      fail("cannot receive", error);
    }
  }
}

DocumentPipe::Message DocumentPipe::receive() {
  fill(2);
  std::optional<Number> length;
  while (!(length = get_number(std::string_view(received_).substr(read_ + 1)))) fill(received_.size() - read_ + 1);
  if (length->value > kMaxMessage) fail("the server sends too much", 0);
  const std::size_t head = 1 + length->bytes;
  fill(head + static_cast<std::size_t>(length->value));
  const Message message{static_cast<unsigned char>(received_[read_]),
                        std::string_view(received_).substr(read_ + head, static_cast<std::size_t>(length->value))};
  read_ += head + message.content.size();
  return message;
}

void DocumentPipe::ask(const std::vector<Xapian::docid>& documents) {
  std::string questions;
  for (const Xapian::docid document : documents) {
    std::string number;
    put_number(number, document);
    put_message(questions, kAskDocument, number);
  }
  ask(questions, documents.size());
}

void DocumentPipe::ask_counts(const std::vector<std::string>& terms) {
  std::string questions;
  for (const std::string& term : terms) put_message(questions, kAskCounts, term);
  ask(questions, terms.size());
}

void DocumentPipe::ask(const std::string& questions, std::size_t count) {
  usable_ = false;  // until all has come
  send(questions);
  asked_ += count;
}

bool DocumentPipe::take_count(TermCounts& counts) {
  const Message answer = receive();
  const auto documents = get_number(answer.content);
  if (answer.type != kCounts || !documents) return false;
  const auto occurrences = get_number(answer.content.substr(documents->bytes));
  if (!occurrences || documents->value > std::numeric_limits<Xapian::doccount>::max()) return false;
  counts = {static_cast<Xapian::doccount>(documents->value), occurrences->value};
  return true;
}

bool DocumentPipe::take_counts(std::vector<TermCounts>& counts) {
  for (; asked_ > 0; --asked_) {
    counts.emplace_back();
    if (!take_count(counts.back())) return false;
  }
  usable_ = true;
  return true;
}

bool DocumentPipe::take_document(Xapian::Document& document) {
  const Message data = receive();
  if (data.type != kDocumentData) return false;
  document.set_data(std::string(data.content));
  for (std::size_t values = 0;; ++values) {
    const Message value = receive();
    if (value.type == kDone) return true;
    const auto slot = get_number(value.content);
    if (value.type != kValue || !slot || values > kMaxValues || slot->value > kMaxValues) return false;
    document.add_value(static_cast<Xapian::valueno>(slot->value), std::string(value.content.substr(slot->bytes)));
  }
}

bool DocumentPipe::take(std::vector<Xapian::Document>& documents) {
  for (; asked_ > 0; --asked_) {
    documents.emplace_back();
    if (!take_document(documents.back())) return false;
  }
  usable_ = true;
  return true;
}

}  // namespace newsrank::detail
