// SPDX-License-Identifier: GPL-2.0-or-later
// The C interface to maintenance.
#include <string>

#include "c/c_support.hpp"
#include "maintenance/maintenance_json.hpp"
#include "newsrank/maintenance.hpp"

using newsrank::Result;
namespace detail = newsrank::detail;

namespace {

// Hands over what `act` reports, in the JSON that `format` makes of it.
template <typename Act, typename Format>
newsrank_status report_of(const char* database, char** report, newsrank_error** error, Act act, Format format) {
  if (report != nullptr) *report = nullptr;
  return detail::answer(error, [&]() -> Result<void> {
    if (auto valid = detail::check_not_null({{"database", database}}); !valid) return valid;
    const auto done = act();
    if (!done) return done.error();
    if (report == nullptr) return {};
    std::string text = format(*done);
    text.pop_back();  // the end of the line
    *report = detail::new_string(text);
    return {};
  });
}

}  // namespace

newsrank_status newsrank_index_check(const char* database, char** report, newsrank_error** error) {
  return report_of(
      database, report, error, [&] { return newsrank::check_index(database); }, newsrank::format_check_json);
}

newsrank_status newsrank_index_stats(const char* database, char** report, newsrank_error** error) {
  return report_of(
      database, report, error, [&] { return newsrank::read_stats(database); }, newsrank::format_stats_json);
}

newsrank_status newsrank_index_compact(const char* database, char** report, newsrank_error** error) {
  return report_of(
      database, report, error, [&] { return newsrank::compact_index(database); }, newsrank::format_compact_json);
}

newsrank_status newsrank_index_backup(const char* database, const char* target, char** report, newsrank_error** error) {
  const auto act = [&]() -> Result<newsrank::BackupReport> {
    if (auto valid = detail::check_not_null({{"target", target}}); !valid) return valid.error();
    return newsrank::backup_index(database, target);
  };
  return report_of(database, report, error, act, newsrank::format_backup_json);
}
