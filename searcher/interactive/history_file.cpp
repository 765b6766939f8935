// SPDX-License-Identifier: GPL-2.0-or-later
#include "interactive/history_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include "core/file_descriptor.hpp"
#include "interactive/model/history.hpp"

namespace newsrank::cli {
namespace {

constexpr std::size_t kMaxLines = 4 * kMaxHistory;
constexpr std::uintmax_t kMaxFileBytes = 16ULL << 20U;

Error failure(const std::filesystem::path& file, int error) {
  return {ErrorCode::io, fmt::format("the history {} is not kept: {}", file.string(), std::strerror(error)),
          "check the permissions of its folder"};
}

// Writes all of `text` at the end of a file of mode 0600.
Result<void> write_private(const std::filesystem::path& file, const std::string& text, int flags) {
  detail::FileDescriptor descriptor(
      ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | flags, S_IRUSR | S_IWUSR));
  if (!descriptor) return failure(file, errno);
  int error = ::fchmod(descriptor.get(), S_IRUSR | S_IWUSR) == 0 ? 0 : errno;
  // One call for one query: lines of sessions side by side are not mixed.
  if (error == 0 && ::write(descriptor.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size()))
    error = errno == 0 ? EIO : errno;
  if (!descriptor.close() && error == 0) error = errno;
  if (error != 0) return failure(file, error);
  return {};
}

void rewrite(const std::filesystem::path& file, const std::vector<std::string>& queries) {
  std::string text;
  for (const std::string& query : queries) text += query + '\n';
  const std::filesystem::path next = file.string() + fmt::format(".{}", ::getpid());
  std::error_code error;
  if (write_private(next, text, O_EXCL)) std::filesystem::rename(next, file, error);
  std::filesystem::remove(next, error);
}

}  // namespace

std::optional<std::filesystem::path> history_path(const std::string& xdg_state_home, const std::string& home) {
  // The base directory specification: a relative path is to be ignored.
  if (xdg_state_home.starts_with('/')) return std::filesystem::path(xdg_state_home) / "newsrank" / "history";
  if (home.starts_with('/')) return std::filesystem::path(home) / ".local" / "state" / "newsrank" / "history";
  return std::nullopt;
}

Result<std::vector<std::string>> load_history(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return std::vector<std::string>{};
  if (!std::filesystem::is_regular_file(file, error)) return failure(file, EINVAL);
  if (std::filesystem::file_size(file, error) > kMaxFileBytes) return failure(file, EFBIG);
  std::ifstream in(file);
  if (!in) return failure(file, errno);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  std::vector<std::string> queries = History(lines).queries();
  if (lines.size() > kMaxLines) rewrite(file, queries);
  return queries;
}

Result<void> append_history(const std::filesystem::path& file, std::string_view query) {
  std::error_code error;
  std::filesystem::create_directories(file.parent_path().parent_path(), error);
  if (::mkdir(file.parent_path().c_str(), S_IRWXU) != 0 && errno != EEXIST) return failure(file, errno);
  return write_private(file, std::string(query) + '\n', 0);
}

}  // namespace newsrank::cli
