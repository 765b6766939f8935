// SPDX-License-Identifier: GPL-2.0-or-later
// An article as JSON, and back.
#pragma once

#include <string>
#include <vector>

#include "core/member_set.hpp"
#include "json/json_value.hpp"
#include "json/json_writer.hpp"
#include "newsrank/article.hpp"
#include "newsrank/error.hpp"

namespace newsrank::detail {

// The members of a provider.
void write_provider(JsonWriter& out, const Provider& provider);

// All members but the body, which is long: the hits of a response do without.
MemberSet summary_members();

void write_article_members(JsonWriter& out, const Article& article, const MemberSet& shown);

// An object with all members.
std::string article_json(const Article& article);

// An object whose `articles` are such objects.
std::string articles_json(const std::vector<Article>& articles);

// The way back; null is the same as absent. `path` names the object in messages, whose code is `code`.
Result<Article> read_article(const JsonValue& object, std::string path, ErrorCode code);

// Changes of an article: each member that is there replaces the article's own, null empties it.
Result<void> check_changes(const JsonValue& object, ErrorCode code);
void apply_changes(const JsonValue& object, Article& article);

}  // namespace newsrank::detail
