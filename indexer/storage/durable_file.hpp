// SPDX-License-Identifier: GPL-2.0-or-later
// Durable files: written so that a loss of power leaves the old contents or the new, nothing between.
#pragma once

#include <string>
#include <string_view>

#include "newsrank/error.hpp"

namespace newsrank::detail {

// Writes the file and waits until it is on the disk; its name is durable after sync_folder(). Error: io.
Result<void> write_file(const std::string& path, std::string_view bytes);

// Waits until the names of the files in a folder are on the disk. Error: io.
Result<void> sync_folder(const std::string& path);

// Waits until all files directly in a folder, and their names, are on the disk. Error: io.
Result<void> sync_folder_and_files(const std::string& path);

// Puts `bytes` in place of the file at once, and durably. Error: io.
Result<void> replace_file(const std::string& path, std::string_view bytes);

// Error: io; index_not_found if there is no such file.
Result<std::string> read_file(const std::string& path);

// The Error for a failed call of the operating system; reads errno.
Error system_error(std::string_view doing, const std::string& path);

}  // namespace newsrank::detail
