// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/xapian_guard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "core/text/printable.hpp"

namespace newsrank::detail {
namespace {

std::string describe(const Xapian::Error& exception) {
  std::string text = exception.get_msg();
  if (text.empty()) text = exception.get_type();
  if (exception.get_error_string() != nullptr) text += fmt::format(" ({})", exception.get_error_string());
  return printable(text);  // it may quote paths and bytes of the index
}

// The server of the connection that an exception names, as in "remote:tcp(localhost:33333)".
std::string server_named_by(const Xapian::Error& exception) {
  constexpr std::string_view kStart = "remote:tcp(";
  std::string_view context = exception.get_context();
  const auto start = context.find(kStart);
  if (start == std::string_view::npos || !context.ends_with(')')) return {};
  context = context.substr(start + kStart.size());
  context.remove_suffix(1);
  const auto colon = context.rfind(':');
  const std::string_view host = context.substr(0, colon);
  if (colon == std::string_view::npos || host.find(':') == std::string_view::npos) return std::string(context);
  return fmt::format("[{}]{}", host, context.substr(colon));
}

// One kind of exception by the name of its type: Xapian's exceptions are not polymorphic.
struct Rule {
  std::string_view type;
  ErrorCode code;
  std::string_view message;
  std::string_view hint;
};

constexpr std::string_view kRebuild = "run newsrank-index --rebuild with the same sources";
constexpr std::string_view kCheckServer =
    "check that its xapian-tcpsrv runs and can be reached, or search the rest without it";
constexpr std::array<Rule, 11> kRules{{
    {"DatabaseNotFoundError", ErrorCode::index_not_found, "there is no index", "make one with newsrank-index"},
    {"DatabaseModifiedError", ErrorCode::index_changed, "the index changed while it was read", "open it again"},
    {"DatabaseLockError", ErrorCode::index_locked, "the index is locked",
     "wait until the other program has finished writing"},
    {"DatabaseVersionError", ErrorCode::schema_mismatch, "the index has another format of the engine", kRebuild},
    {"DatabaseCorruptError", ErrorCode::index_corrupt, "the index is damaged", kRebuild},
    {"DatabaseOpeningError", ErrorCode::index_corrupt, "the index cannot be opened", kRebuild},
    {"DatabaseError", ErrorCode::index_corrupt, "the index cannot be read", kRebuild},
    {"DocNotFoundError", ErrorCode::index_corrupt, "the index lacks a document that it lists", kRebuild},
    {"SerialisationError", ErrorCode::index_corrupt, "the index, or a server, says what cannot be understood",
     kRebuild},
    {"NetworkError", ErrorCode::remote_unavailable, "a server did not answer", kCheckServer},
    {"NetworkTimeoutError", ErrorCode::remote_unavailable, "a server did not answer in time", kCheckServer},
}};

constexpr Rule kSystem{"", ErrorCode::io, "the index cannot be read or written",
                       "check free disk space and permissions"};
constexpr Rule kUnknown{"", ErrorCode::internal, "the engine failed", ""};

const Rule& rule_for(const Xapian::Error& exception) {
  const std::string_view type = exception.get_type();
  const auto* const rule =
      std::find_if(kRules.begin(), kRules.end(), [&](const Rule& candidate) { return candidate.type == type; });
  // Only failures that the operating system reported carry an error string; they say nothing about the index itself.
  const bool from_system = exception.get_error_string() != nullptr && type.starts_with("Database");
  const bool by_state = rule != kRules.end() && type != "DatabaseOpeningError" && type != "DatabaseError";
  if (from_system && !by_state) return kSystem;
  // A commit that the operating system cut short and the engine could not undo: it quotes the cause, without its code.
  if (type == "DatabaseError" && exception.get_msg().starts_with("Modifications failed")) return kSystem;
  // The same in a bulk load, which cannot be undone.
  if (type == "InvalidOperationError" && exception.get_msg().find("DB_DANGEROUS") != std::string::npos) return kSystem;
  return rule == kRules.end() ? kUnknown : *rule;
}

}  // namespace

EngineFailure failure_of(const Xapian::Error& exception) {
  return {true, std::string_view(exception.get_type()) == "NetworkTimeoutError", server_named_by(exception)};
}

Error error_of(const Xapian::Error& exception) {
  const Rule& rule = rule_for(exception);
  if (const std::string server = server_named_by(exception);
      rule.code == ErrorCode::remote_unavailable && !server.empty()) {
    return {rule.code, fmt::format("{} at {}: {}", rule.message, printable(server), describe(exception)),
            std::string(rule.hint)};
  }
  return {rule.code, fmt::format("{}: {}", rule.message, describe(exception)), std::string(rule.hint)};
}

}  // namespace newsrank::detail
