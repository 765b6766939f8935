// SPDX-License-Identifier: GPL-2.0-or-later
// Facets: how many matches have which topic and year, and one of them as a filter. example_facets DATABASE QUERY TOPIC
#include <iostream>

#include "newsrank/searcher.hpp"

int main(int argc, char** argv) {
  if (argc != 4) return std::cerr << "usage: example_facets DATABASE QUERY TOPIC\n", 2;
  auto searcher = newsrank::Searcher::open({argv[1]});
  if (!searcher) return std::cerr << searcher.error().message << '\n', 1;
  newsrank::SearchRequest request{.text = argv[2]};
  request.filters = {{"topic", {argv[3]}}};
  // multi_select counts the other topics as well: what each would add.
  request.facets = {{.field = "topic", .limit = 5, .multi_select = true}, {.field = "year"}};
  const auto response = searcher->search(request);
  if (!response) return std::cerr << response.error().message << '\n', 1;
  for (const auto& facet : response->facets) {
    std::cout << facet.field << '\n';
    for (const auto& value : facet.values) std::cout << "  " << value.count << ' ' << value.label << '\n';
  }
}
