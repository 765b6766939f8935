// SPDX-License-Identifier: GPL-2.0-or-later
#include "programs/settings/search_settings.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include "newsrank/synonyms.hpp"
#include "programs/profile_file.hpp"
#include "programs/text_file.hpp"

namespace newsrank::cli {
namespace {

Result<std::shared_ptr<const Synonyms>> load_synonyms(const std::string& name) {
  constexpr std::size_t kMaxSynonymBytes = 2 * 1024 * 1024;
  const auto text = read_text_file(name, kMaxSynonymBytes);
  if (!text) return text.error();
  auto synonyms = Synonyms::parse(*text);
  if (!synonyms) return Error{synonyms.error().code, name + ": " + synonyms.error().message, synonyms.error().hint};
  return std::make_shared<const Synonyms>(std::move(*synonyms));
}

}  // namespace

void apply_settings(const Settings& settings, SearchRequest& request) {
  request.limit = settings.limit;
  request.sort = settings.sort;
  request.sort_field = settings.sort_field;
  request.ascending = settings.ascending;
  request.quality_weight = settings.quality_weight;
  request.recency_weight = settings.recency_weight;
  request.half_life_days = settings.half_life_days;
  request.correct = settings.correct;
  request.group_stories = settings.group;
}

Result<SearchRequest> make_request(const Settings& settings) {
  SearchRequest request;
  apply_settings(settings, request);
  if (!settings.profile.empty()) {
    auto profile = load_profile(settings.profile);
    if (!profile) return std::move(profile).error();
    request.profile = *profile;
  }
  if (!settings.synonyms.empty()) {
    auto synonyms = load_synonyms(settings.synonyms);
    if (!synonyms) return std::move(synonyms).error();
    request.synonyms = std::move(*synonyms);
  }
  return request;
}

}  // namespace newsrank::cli
