// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/profile_file.hpp"

#include <filesystem>

#include "programs/text_file.hpp"

namespace newsrank::cli {

Result<RankingProfile> load_profile(const std::string& name) {
  constexpr std::size_t kMaxBytes = 65'536;
  auto shipped = find_profile(name);
  std::error_code failure;
  if (shipped || !std::filesystem::exists(name, failure)) return shipped;
  const auto text = read_text_file(name, kMaxBytes);
  if (!text) return text.error();
  auto profile = parse_profile(*text);
  if (!profile) return Error{profile.error().code, name + ": " + profile.error().message, profile.error().hint};
  return profile;
}

}  // namespace newsrank::cli
