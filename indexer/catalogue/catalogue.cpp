// SPDX-License-Identifier: GPL-2.0-or-later
#include "catalogue/catalogue.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace newsrank {

std::string_view Catalogue::path(std::size_t file) const {
  const std::uint64_t begin = files_[file].path_begin;
  const std::uint64_t end = file + 1 < files_.size() ? files_[file + 1].path_begin : paths_.size();
  return std::string_view(paths_).substr(begin, end - begin);
}

std::span<const std::uint32_t> Catalogue::references(std::size_t file) const {
  const std::uint64_t begin = files_[file].first_reference;
  const std::uint64_t end = file + 1 < files_.size() ? files_[file + 1].first_reference : references_.size();
  return std::span(references_).subspan(begin, end - begin);
}

std::size_t Catalogue::find(std::string_view wanted) const {
  std::size_t low = 0;
  std::size_t high = files_.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (path(middle) < wanted) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < files_.size() && path(low) == wanted ? low : files_.size();
}

std::size_t Catalogue::article_count() const {
  std::size_t count = 0;
  for (std::size_t i = 0; i < mentions_.size(); ++i) {
    if (i == 0 || mentions_[i].identity != mentions_[i - 1].identity) ++count;
  }
  return count;
}

void CatalogueBuilder::add_kept(std::size_t file, const FileStamp& stamp) {
  entries_.push_back({std::string(earlier_.path(file)), stamp, file, false, {}});
}

void CatalogueBuilder::add_read(std::string path, const FileStamp& stamp, std::vector<std::uint32_t> references) {
  std::sort(references.begin(), references.end());
  references.erase(std::unique(references.begin(), references.end()), references.end());
  references.shrink_to_fit();
  entries_.push_back({std::move(path), stamp, 0, true, std::move(references)});
}

// Marks what is in use with 0 and gives each mention in use its place in the result; both inputs lead to the same place
// when they hold the same mention.
void CatalogueBuilder::merge_mentions(Catalogue& result, std::vector<std::uint32_t>& kept_to_new,
                                      std::vector<std::uint32_t>& read_to_new) const {
  constexpr std::uint32_t kUnused = std::numeric_limits<std::uint32_t>::max();
  kept_to_new.assign(earlier_.mentions().size(), kUnused);
  read_to_new.assign(read_.size(), kUnused);
  for (const Entry& entry : entries_) {
    if (entry.is_read) {
      for (const std::uint32_t reference : entry.references) read_to_new[reference] = 0;
    } else {
      for (const std::uint32_t reference : earlier_.references(entry.kept)) kept_to_new[reference] = 0;
    }
  }
  std::vector<std::uint32_t> order(read_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::erase_if(order, [&](std::uint32_t number) { return read_to_new[number] == kUnused; });
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return read_[a] < read_[b]; });

  const auto kept_in_use =
      kept_to_new.size() - static_cast<std::size_t>(std::count(kept_to_new.begin(), kept_to_new.end(), kUnused));
  result.mentions_.reserve(kept_in_use + order.size());
  const auto append = [&](const Mention& mention) {
    if (result.mentions_.empty() || result.mentions_.back() != mention) result.mentions_.push_back(mention);
    return static_cast<std::uint32_t>(result.mentions_.size() - 1);
  };
  std::size_t next_read = 0;
  for (std::size_t i = 0; i < kept_to_new.size(); ++i) {
    if (kept_to_new[i] == kUnused) continue;
    const Mention& kept = earlier_.mentions()[i];
    for (; next_read < order.size() && read_[order[next_read]] < kept; ++next_read) {
      read_to_new[order[next_read]] = append(read_[order[next_read]]);
    }
    kept_to_new[i] = append(kept);
  }
  for (; next_read < order.size(); ++next_read) read_to_new[order[next_read]] = append(read_[order[next_read]]);
}

Catalogue CatalogueBuilder::finish() {
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) { return a.path < b.path; });
  Catalogue result;
  result.sources_ = std::move(sources_);
  std::vector<std::uint32_t> kept_to_new;
  std::vector<std::uint32_t> read_to_new;
  merge_mentions(result, kept_to_new, read_to_new);
  result.files_.reserve(entries_.size());
  for (Entry& entry : entries_) {
    result.files_.push_back({entry.stamp, result.paths_.size(), result.references_.size()});
    result.paths_ += entry.path;
    const auto begin = static_cast<std::ptrdiff_t>(result.references_.size());
    if (entry.is_read) {
      for (const std::uint32_t reference : entry.references) result.references_.push_back(read_to_new[reference]);
      entry.references = {};
    } else {
      for (const std::uint32_t reference : earlier_.references(entry.kept)) {
        result.references_.push_back(kept_to_new[reference]);
      }
    }
    std::sort(result.references_.begin() + begin, result.references_.end());
  }
  entries_.clear();
  return result;
}

}  // namespace newsrank
