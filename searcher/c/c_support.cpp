// SPDX-License-Identifier: GPL-2.0-or-later
#include "c/c_support.hpp"

#include "newsrank/version.hpp"

#include <cstring>
#include <new>

struct newsrank_error {
  newsrank::Error failure;
};

namespace newsrank::detail {
namespace {

static_assert(NEWSRANK_INVALID_ARGUMENT == static_cast<int>(ErrorCode::invalid_argument) + 1);
static_assert(NEWSRANK_INTERNAL == static_cast<int>(ErrorCode::internal) + 1);

newsrank_status status_of(ErrorCode code) {
  return static_cast<newsrank_status>(static_cast<int>(code) + 1);
}

// Handed over when there is no memory for another one; never freed.
newsrank_error& no_memory() noexcept {
  static newsrank_error error{out_of_memory()};
  return error;
}

}  // namespace

newsrank_status hand_over(Error&& failure, newsrank_error** error) noexcept {
  const newsrank_status status = status_of(failure.code);
  if (error == nullptr) return status;
  *error = new (std::nothrow) newsrank_error{std::move(failure)};
  if (*error != nullptr) return status;
  *error = &no_memory();
  return status_of(no_memory().failure.code);
}

char* new_string(std::string_view text) {
  char* const copy = new char[text.size() + 1];
  std::memcpy(copy, text.data(), text.size());
  copy[text.size()] = '\0';
  return copy;
}

Result<void> check_not_null(std::initializer_list<std::pair<const char*, const void*>> arguments) {
  for (const auto& [name, value] : arguments) {
    if (value == nullptr) return Error{ErrorCode::invalid_argument, std::string(name) + " is NULL", ""};
  }
  return {};
}

}  // namespace newsrank::detail

using newsrank::ErrorCode;

const char* newsrank::version() noexcept {
  return NEWSRANK_VERSION;
}

const char* newsrank_version(void) {
  return newsrank::version();
}

const char* newsrank_status_name(newsrank_status status) {
  if (status == NEWSRANK_OK) return "ok";
  if (status < NEWSRANK_OK || status > NEWSRANK_INTERNAL) return "unknown";
  // Its texts are literals, which end with a zero byte.
  return newsrank::to_string(static_cast<ErrorCode>(status - 1)).data();
}

newsrank_status newsrank_error_status(const newsrank_error* error) {
  return error == nullptr ? NEWSRANK_OK : newsrank::detail::status_of(error->failure.code);
}

const char* newsrank_error_message(const newsrank_error* error) {
  return error == nullptr ? "" : error->failure.message.c_str();
}

const char* newsrank_error_hint(const newsrank_error* error) {
  return error == nullptr ? "" : error->failure.hint.c_str();
}

void newsrank_error_free(newsrank_error* error) {
  if (error != &newsrank::detail::no_memory()) delete error;
}

void newsrank_string_free(char* text) {
  delete[] text;
}
