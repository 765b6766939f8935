// SPDX-License-Identifier: GPL-2.0-or-later
// File names: what the ending of a name says about the content.
#pragma once

#include <string_view>

namespace newsrank {

// Whether files of that name are read where a folder is searched through: .md .markdown .html .htm .adoc .org .rst .txt
// .yml .yaml .json .jsonl .ndjson .csv .tsv .rss .atom .xml .mdx, in any case.
bool is_article_name(std::string_view path);

// Whether a file of that name holds a stream of documents (.yml, .yaml) rather than front matter and a body.
bool is_stream_name(std::string_view path);

// Whether a file of that name is in Markdown, XML, a table (.csv, .tsv), or one record in JSON a line (.jsonl,
// .ndjson).
bool is_markdown_name(std::string_view path);
bool is_xml_name(std::string_view path);
bool is_table_name(std::string_view path);
bool is_lines_name(std::string_view path);

}  // namespace newsrank
