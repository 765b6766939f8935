// SPDX-License-Identifier: GPL-2.0-or-later
/// @file
/// Errors as values: ErrorCode, Error and Result<T>, the return type of everything in newsrank that can fail.
///
/// A function that returns a Result never throws: where memory runs out it returns ErrorCode::io. Other functions throw
/// std::bad_alloc at most.
/// Result<T> has the shape of C++23's std::expected: test it, then read `*result` or `result.error()`. Reading the
/// wrong side is a programming error. It ends the program, in every build: the value of a failure with its text on
/// standard error.
#pragma once

#if __cplusplus < 201709L
#error newsrank needs C++20 (-std=c++20)
#endif
#if defined(_GLIBCXX_DEBUG) && !defined(NEWSRANK_GLIBCXX_DEBUG)
#error this newsrank was built without _GLIBCXX_DEBUG, whose containers are others: build it with that, too, or use _GLIBCXX_ASSERTIONS
#endif

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "newsrank/export.hpp"

namespace newsrank {

/// What kind of failure it is; programs decide on this, people read Error::message.
enum class ErrorCode : std::uint8_t {
  invalid_argument,    ///< a value passed by the caller is outside its documented range
  invalid_query,       ///< the query text or tree cannot be run
  invalid_article,     ///< an article, or the file it came from, breaks the input format
  io,                  ///< the operating system refused: unreadable file, full disk, permission, no memory
  index_not_found,     ///< there is no index at the given place
  index_locked,        ///< another process is writing to the index
  index_corrupt,       ///< the index is damaged
  index_changed,       ///< the index changed too often while it was read; opening it again helps
  schema_mismatch,     ///< the index was made by another format version, schema or language
  remote_unavailable,  ///< a remote shard did not answer
  internal,            ///< a defect in newsrank or in a library below it
};

/// The code's name as it is written in documentation and JSON, for example "index_not_found".
NEWSRANK_EXPORT std::string_view to_string(ErrorCode code) noexcept;

/// One failure. Both texts are one line of UTF-8, free of control characters, in lower case, without a final period.
struct Error {
  ErrorCode code = ErrorCode::internal;  ///< what kind of failure it is
  std::string message;                   ///< what happened
  std::string hint;                      ///< what the user can do about it; may be empty

  /// Memberwise.
  friend bool operator==(const Error&, const Error&) = default;
};

/// Ends the program after writing on standard error that the value of this failure was read.
[[noreturn]] NEWSRANK_EXPORT void end_at_error(const Error& error) noexcept;

/// Ends the program after writing on standard error that the error of a success was read.
[[noreturn]] NEWSRANK_EXPORT void end_at_success() noexcept;

/// @cond internal
namespace detail {

// What a Result holds, if it is the side that is read.
template <typename State>
auto* success_in(State& state) noexcept {
  auto* const value = std::get_if<0>(&state);
  if (value == nullptr) end_at_error(*std::get_if<1>(&state));
  return value;
}

template <typename State>
auto* failure_in(State& state) noexcept {
  auto* const error = std::get_if<1>(&state);
  if (error == nullptr) end_at_success();
  return error;
}

}  // namespace detail
/// @endcond

/// Either a T or an Error.
template <typename T>
class [[nodiscard]] Result {
 public:
  using value_type = T;  ///< of success

  /// Success.
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor)
  /// Failure.
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  /// Whether it is a success.
  bool has_value() const noexcept { return state_.index() == 0; }
  /// Whether it is a success.
  explicit operator bool() const noexcept { return has_value(); }

  /// The value of a success; a failure ends the program with its text.
  /// @{
  T& value() & noexcept { return *detail::success_in(state_); }
  const T& value() const& noexcept { return *detail::success_in(state_); }
  T&& value() && noexcept { return std::move(*detail::success_in(state_)); }
  T& operator*() & noexcept { return *detail::success_in(state_); }
  const T& operator*() const& noexcept { return *detail::success_in(state_); }
  T&& operator*() && noexcept { return std::move(*detail::success_in(state_)); }
  T* operator->() noexcept { return detail::success_in(state_); }
  const T* operator->() const noexcept { return detail::success_in(state_); }
  /// @}

  /// The error of a failure; a success ends the program.
  /// @{
  Error& error() & noexcept { return *detail::failure_in(state_); }
  const Error& error() const& noexcept { return *detail::failure_in(state_); }
  Error&& error() && noexcept { return std::move(*detail::failure_in(state_)); }
  /// @}

  /// The value of a success, `fallback` for a failure.
  /// @{
  T value_or(T fallback) const& { return has_value() ? **this : std::move(fallback); }
  T value_or(T fallback) && { return has_value() ? std::move(**this) : std::move(fallback); }
  /// @}

 private:
  std::variant<T, Error> state_;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;  ///< of success

  /// Success.
  Result() = default;
  /// Failure.
  Result(Error error) : state_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  /// Whether it is a success.
  bool has_value() const noexcept { return state_.index() == 0; }
  /// Whether it is a success.
  explicit operator bool() const noexcept { return has_value(); }

  /// Nothing for a success; a failure ends the program with its text.
  void value() const noexcept { detail::success_in(state_); }

  /// The error of a failure; a success ends the program.
  /// @{
  Error& error() & noexcept { return *detail::failure_in(state_); }
  const Error& error() const& noexcept { return *detail::failure_in(state_); }
  Error&& error() && noexcept { return std::move(*detail::failure_in(state_)); }
  /// @}

 private:
  std::variant<std::monostate, Error> state_;
};

}  // namespace newsrank
