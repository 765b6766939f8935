// SPDX-License-Identifier: GPL-2.0-or-later
// Catalogue keys: the names by which the catalogue knows sources and files.
#pragma once

#include <string>
#include <string_view>

namespace newsrank {

// The absolute, lexically normal form of a path without a trailing slash; "-" (standard input) stays as it is.
// Relative paths begin in `folder`, which is absolute.
std::string catalogue_key(std::string_view path, std::string_view folder);

// The folder the process works in.
std::string working_folder();

// Whether `key` is `source` or lies below it; both in the form of catalogue_key().
bool lies_below(std::string_view key, std::string_view source);

// Whether two paths lead to one file now. A file's device and inode tell that only while it exists: whatever was saved
// by renaming may have got the inode of a file that was replaced a moment ago.
bool is_same_file(const std::string& path, const std::string& other);

// Whether no file is at `key` any more. A file that cannot be looked at is not gone.
bool is_gone(const std::string& key);

}  // namespace newsrank
