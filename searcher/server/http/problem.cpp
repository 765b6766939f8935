// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/problem.hpp"

#include "json/json_writer.hpp"

namespace newsrank::server {

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_argument:
    case ErrorCode::invalid_query:
    case ErrorCode::invalid_article:
      return 400;
    case ErrorCode::internal:
      return 500;
    default:
      return 503;
  }
}

std::string_view status_text(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 414:
      return "URI Too Long";
    case 408:
      return "Request Timeout";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return "Error";
  }
}

HttpReply problem(int status, std::string_view code, std::string_view text, std::string_view hint) {
  detail::JsonWriter out;
  out.begin_object();
  out.member("type", std::string_view("about:blank"));
  out.member("title", status_text(status));
  out.member("status", status);
  out.member("detail", text);
  out.member("code", code);
  if (!hint.empty()) out.member("hint", hint);
  out.end_object();
  HttpReply reply{status, "application/problem+json", out.take(), {}};
  if (status == 503) reply.headers.emplace_back("Retry-After", "1");
  return reply;
}

HttpReply problem(const Error& error) {
  return problem(status_of(error.code), to_string(error.code), error.message, error.hint);
}

}  // namespace newsrank::server
