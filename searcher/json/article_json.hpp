// An article as JSON, and back.
#pragma once

#include "json/json_text.hpp"
#include "newsrank/article.hpp"
#include "newsrank/error.hpp"

namespace newsrank::detail {

// All members but the body, which is long: the hits of a response do without.
Json article_summary_json(const Article& article);

// All members.
Json article_json(const Article& article);

// The way back; null is the same as absent. `path` names the object in messages, whose code is `code`.
Result<Article> read_article(const Json& object, std::string path, ErrorCode code);

}  // namespace newsrank::detail
