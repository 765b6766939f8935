// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/page/page_state.hpp"

#include <algorithm>
#include <utility>

#include "programs/options/filter_options.hpp"

namespace newsrank::server {

PageState::PageState(std::string base_path, std::string path, Parameters parameters)
    : base_path_(std::move(base_path)), path_(std::move(path)), parameters_(std::move(parameters)) {}

std::string PageState::address_of(std::string_view path, const Parameters& parameters) const {
  const std::string query = format_query_string(parameters);
  return bare(path) + (query.empty() ? "" : "?" + query);
}

std::string PageState::on_service(std::string_view path) const {
  Parameters rest = parameters_;
  for (const std::string_view name : kPageParameters) rest = server::without(rest, name);
  const bool searches = std::any_of(rest.begin(), rest.end(), [](const Parameter& each) {
    return each.name == "q" || each.name == "like" || cli::filter_name(each.name);
  });
  if (!searches) rest.push_back({"q", "*"});
  return address_of(path, rest);
}

std::string PageState::with(std::string_view name, const std::string& value) const {
  Parameters changed = server::without(first_page(), name);
  changed.push_back({std::string(name), value});
  return address_of(path_, changed);
}

std::string PageState::toggled(std::string_view name, const std::string& value) const {
  Parameters changed = first_page();
  const auto removed = std::remove(changed.begin(), changed.end(), Parameter{std::string(name), value});
  if (removed == changed.end()) {
    changed.push_back({std::string(name), value});
  } else {
    changed.erase(removed, changed.end());
  }
  return address_of(path_, changed);
}

std::string PageState::without(std::string_view name) const {
  return address_of(path_, server::without(first_page(), name));
}

std::string PageState::within(const std::string& since, const std::string& until) const {
  Parameters changed = first_page();
  for (const char* const name : {"since", "after", "until", "before"}) changed = server::without(changed, name);
  changed.push_back({"since", since});
  changed.push_back({"until", until});
  return address_of(path_, changed);
}

std::string PageState::only(std::string_view name, const std::string& value) const {
  return address_of(path_, {{std::string(name), value}});
}

}  // namespace newsrank::server
