// SPDX-License-Identifier: GPL-2.0-or-later
// DocumentPipe: many documents, or counts of terms, of a server in one round trip.
//
// The engine's client asks for a document and waits for it before it asks for the next. The server answers what it is
// asked in turn, so the questions can be sent all at once. That takes a connection of our own, beside the engine's, and
// a small part of the engine's protocol: version 39, which all servers of Xapian 1.4 speak that we met.
#pragma once

#include <netinet/in.h>
#include <xapian.h>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/file_descriptor.hpp"
#include "core/text/server_address.hpp"
#include "index/remote/connection_watch.hpp"
#include "index/remote/server_wait.hpp"
#include "index/remote/term_counter.hpp"
#include "newsrank/open_options.hpp"

namespace newsrank::detail {

// Threads: one at a time.
class DocumentPipe {
 public:
  // Connects and asks for the metadata of `keys`. Null where the server cannot be asked so: it speaks another version.
  // Throws Xapian::NetworkError if it does not answer.
  static std::shared_ptr<DocumentPipe> open(const ServerAddress& server, const OpenOptions& options,
                                            const std::vector<std::string>& keys, const ServerWait& wait = {});

  // The metadata by their keys.
  const std::map<std::string, std::string>& metadata() const { return metadata_; }
  // Whether the database has that name in the engine.
  bool is_of(const std::string& uuid) const;
  // Where it is connected to, and by what.
  const sockaddr_in& server() const { return server_; }
  std::optional<Connection> connection() const { return connection_of(socket_.get()); }

  // Asks for documents, and takes them. Several servers are asked side by side: first ask() of all, then take() of all.
  // Whether all came; if not, the engine says why when it is asked, and the pipe is not to be used again. Throws
  // Xapian::NetworkError.
  void ask(const std::vector<Xapian::docid>& documents);
  bool take(std::vector<Xapian::Document>& documents);

  // The same for how frequent terms are.
  void ask_counts(const std::vector<std::string>& terms);
  bool take_counts(std::vector<TermCounts>& counts);

  bool is_usable() const { return usable_; }

 private:
  struct Message {
    unsigned char type;
    std::string_view content;  // until the next message is read
  };

  DocumentPipe(std::string context, std::chrono::milliseconds timeout);
  bool connect(const ServerAddress& server, std::chrono::milliseconds timeout);
  bool read_greeting(const std::vector<std::string>& keys);
  bool is_ready(short events, std::chrono::milliseconds timeout) const;
  void send(const std::string& bytes);
  Message receive();
  void fill(std::size_t bytes);
  bool take_document(Xapian::Document& document);
  bool take_count(TermCounts& counts);
  void ask(const std::string& questions, std::size_t count);
  [[noreturn]] void fail(const char* what, int error) const;
  [[noreturn]] void fail_late() const;

  std::string context_;
  std::chrono::milliseconds timeout_;
  ServerWait wait_;  // while it is opened
  sockaddr_in server_{};
  FileDescriptor socket_;
  std::string greeting_;
  std::map<std::string, std::string> metadata_;
  std::string received_;
  std::size_t read_ = 0;   // of received_
  std::size_t asked_ = 0;  // documents or terms that were not taken yet
  bool usable_ = true;
};

}  // namespace newsrank::detail
