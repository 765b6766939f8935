#include "index/index_layout.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace newsrank::detail {
namespace {

constexpr std::size_t kMaxPointerBytes = 64 * 1024;

// The number behind `prefix` if that is all of `text`, written the one way in which it is formatted.
std::optional<std::uint32_t> number_after(std::string_view text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return std::nullopt;
  text.remove_prefix(prefix.size());
  std::uint32_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

Error not_an_index(const std::string& folder) {
  return {ErrorCode::index_corrupt, fmt::format("{} is not a newsrank index, or its pointer is damaged", folder),
          "name another folder, or remove this one if it may go"};
}

}  // namespace

std::string generation_name(std::uint32_t number) {
  return fmt::format("g{:06}", number);
}

std::optional<std::uint32_t> parse_generation_name(std::string_view name) {
  const auto number = number_after(name, "g");
  if (!number || generation_name(*number) != name) return std::nullopt;
  return number;
}

std::string format_pointer(const Generation& generation) {
  std::string text;
  for (unsigned shard = 0; shard < generation.shards; ++shard) {
    text += fmt::format("auto {}/shard{}\n", generation_name(generation.number), shard);
  }
  return text;
}

std::optional<Generation> parse_pointer(std::string_view text) {
  constexpr std::string_view kStart = "auto ";
  const auto slash = text.find('/');
  if (!text.starts_with(kStart) || slash == std::string_view::npos) return std::nullopt;
  const auto number = parse_generation_name(text.substr(kStart.size(), slash - kStart.size()));
  if (!number) return std::nullopt;
  Generation generation{*number, 0};
  for (const char c : text) generation.shards += c == '\n' ? 1U : 0U;
  if (format_pointer(generation) != text) return std::nullopt;
  return generation;
}

Result<Generation> read_pointer(const std::string& folder) {
  const Error missing{ErrorCode::index_not_found, fmt::format("there is no index in {}", folder),
                      "make one with newsrank-index, or name its folder with --db"};
  const auto path = std::filesystem::path(folder) / kPointerFile;
  std::error_code failure;
  if (!std::filesystem::is_regular_file(path, failure)) {
    if (failure && failure != std::errc::no_such_file_or_directory && failure != std::errc::not_a_directory) {
      return Error{ErrorCode::io, fmt::format("cannot read {}: {}", folder, failure.message()), "check permissions"};
    }
    if (std::filesystem::is_directory(folder, failure)) return missing;
    if (std::filesystem::exists(folder, failure)) return not_an_index(folder);
    return missing;
  }
  std::ifstream file(path, std::ios::binary);
  std::string text(kMaxPointerBytes, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (file.bad() || !file.is_open()) {
    return Error{ErrorCode::io, fmt::format("cannot read {}: {}", path.string(), std::strerror(errno)),
                 "check permissions"};
  }
  if (const auto generation = parse_pointer(text)) return *generation;
  return not_an_index(folder);
}

std::string generation_path(const std::string& folder, std::uint32_t number) {
  return fmt::format("{}/{}", folder, generation_name(number));
}

std::string shard_path(const std::string& folder, std::uint32_t generation, unsigned shard) {
  return fmt::format("{}/shard{}", generation_path(folder, generation), shard);
}

std::string quality_path(const std::string& folder, std::uint32_t generation, unsigned shard, std::uint64_t commit) {
  return fmt::format("{}/quality.{}.{}", generation_path(folder, generation), shard, commit);
}

std::string catalogue_path(const std::string& folder, std::uint32_t generation, std::uint64_t commit) {
  return fmt::format("{}/catalogue.{}", generation_path(folder, generation), commit);
}

}  // namespace newsrank::detail
