// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/text_file.hpp"

#include <fmt/format.h>

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

}  // namespace newsrank::cli
