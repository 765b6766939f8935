// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/text_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace newsrank::cli {

Result<std::string> read_text_file(const std::string& name, std::size_t max_bytes) {
  const auto failed = [&] {
    return Error{ErrorCode::invalid_argument, fmt::format("cannot read {}: {}", name, std::strerror(errno)),
                 "check its name and permissions"};
  };
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(name.c_str(), "rb"), std::fclose);
  if (!file) return failed();
  std::string text(max_bytes + 1, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), file.get()));
  if (std::ferror(file.get()) != 0) return failed();
  if (text.size() > max_bytes)
    return Error{ErrorCode::invalid_argument, fmt::format("{} is longer than {} bytes", name, max_bytes),
                 "give a shorter one"};
  return text;
}

Result<void> replace_text_file(const std::string& name, const std::string& text) {
  const std::string beside = fmt::format("{}.{}.tmp", name, getpid());
  const auto failed = [&] {
    Error error{ErrorCode::io, fmt::format("cannot write {}: {}", name, std::strerror(errno)), "check its folder"};
    std::remove(beside.c_str());
    return error;
  };
  std::FILE* const file = std::fopen(beside.c_str(), "wb");
  if (file == nullptr) return failed();
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size() && std::fflush(file) == 0 &&
                       fsync(fileno(file)) == 0;
  if (std::fclose(file) != 0 || !written) return failed();
  if (std::rename(beside.c_str(), name.c_str()) != 0) return failed();
  return {};
}

}  // namespace newsrank::cli
