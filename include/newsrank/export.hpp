// SPDX-License-Identifier: GPL-2.0-or-later
/// @file
/// Symbol visibility: what carries NEWSRANK_EXPORT is the binary interface, all else is hidden.
#pragma once

/// Marks what the shared library exports.
#define NEWSRANK_EXPORT __attribute__((visibility("default")))
