// SPDX-License-Identifier: GPL-2.0-or-later
// PageState: what an address of the pages says, and the addresses of the pages that differ from it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/http/query_string.hpp"

namespace newsrank::server {

// The parameters of pages alone: which facet is shown at length, and by which field the timeline is stacked.
inline const std::vector<std::string_view> kPageParameters{"more", "by"};

class PageState {
 public:
  // The address of `path` with these parameters; `base_path` stands before all paths.
  PageState(std::string base_path, std::string path, Parameters parameters);

  const Parameters& parameters() const { return parameters_; }
  std::string text() const { return value_of(parameters_, "q").value_or(""); }

  // This address, or that of another page, with the same search.
  std::string address() const { return address_of(path_, parameters_); }
  std::string on(std::string_view path) const { return address_of(path, parameters_); }
  // The same search for a program, which knows nothing of pages; where nothing is searched for, all articles.
  std::string on_service(std::string_view path) const;
  // A page or file without a search.
  std::string bare(std::string_view path) const { return base_path_ + std::string(path); }

  // With one value of that name, instead of those that there are. The first page of results, again.
  std::string with(std::string_view name, const std::string& value) const;
  // With that value too, or without it if it is there.
  std::string toggled(std::string_view name, const std::string& value) const;
  std::string without(std::string_view name) const;
  // With both days instead of any other restriction of time.
  std::string within(const std::string& since, const std::string& until) const;
  // A new search of one value alone.
  std::string only(std::string_view name, const std::string& value) const;

 private:
  std::string address_of(std::string_view path, const Parameters& parameters) const;
  Parameters first_page() const { return server::without(parameters_, "page"); }

  std::string base_path_;
  std::string path_;
  Parameters parameters_;
};

}  // namespace newsrank::server
