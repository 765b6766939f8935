#include "cli/profile_file.hpp"

#include <fstream>
#include <sstream>

namespace newsrank::cli {

Result<RankingProfile> load_profile(const std::string& name) {
  auto shipped = find_profile(name);
  std::ifstream file(name);
  if (shipped || !file) return shipped;
  std::ostringstream text;
  text << file.rdbuf();
  auto profile = parse_profile(text.str());
  if (!profile) return Error{profile.error().code, name + ": " + profile.error().message, profile.error().hint};
  return profile;
}

}  // namespace newsrank::cli
