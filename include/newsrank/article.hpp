// SPDX-License-Identifier: GPL-2.0-or-later
/// @file
/// Article: the value that is indexed, stored, and given back with every hit.
///
/// All text is UTF-8. Readers of files clean it (HTML, white space, NFC) before it gets here; IndexWriter::put()
/// refuses invalid UTF-8. Plain values: copy and move them freely, share them between threads under the usual rules for
/// const access.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "newsrank/error.hpp"
#include "newsrank/export.hpp"

namespace newsrank {

/// Who published an article. The domain is the provider's identity: names vary for one domain.
struct Provider {
  std::string name;    ///< for people, "Associated Press"; may be empty
  std::string domain;  ///< lower case, "apnews.com"; may be empty

  /// Memberwise.
  friend bool operator==(const Provider&, const Provider&) = default;
};

/// One value of a field of an index's own: a text, a number, a moment (seconds since 1970-01-01T00:00:00Z), a flag.
using FieldValue = std::variant<std::string, double, std::int64_t, bool>;

/// What an article has in a field of the index's own (WriterOptions::fields): texts and keywords may be several, of the
/// other kinds there is one.
struct ArticleField {
  std::string name;                ///< as it is declared
  std::vector<FieldValue> values;  ///< in the order of the source

  /// Memberwise.
  friend bool operator==(const ArticleField&, const ArticleField&) = default;
};

/// An article, as its source describes it.
struct Article {
  std::string id;                            ///< identity, see canonical_id(); one id = one document
  std::string url;                           ///< the address as its source writes it; may be empty
  std::string title;                         ///< never empty in an index
  std::string excerpt;                       ///< may be empty
  std::string body;                          ///< may be empty
  std::vector<std::string> topics;           ///< as its source names them, in its order
  Provider provider;                         ///< who published it
  std::string category;                      ///< "news"; may be empty
  std::string type;                          ///< "article", "video"; may be empty
  std::string language;                      ///< BCP 47 tag, "en"; empty: not stated by the source
  std::optional<double> quality;             ///< any scale, >= 0; absent: unknown, ranked as neutral
  std::optional<double> heat;                ///< any scale, >= 0; absent: unknown
  std::optional<bool> published;             ///< absent: not stated
  bool removed = false;                      ///< withdrawn by its source; left out of results unless asked for
  std::optional<std::int64_t> published_at;  ///< seconds since 1970-01-01T00:00:00Z
  std::vector<ArticleField> fields;          ///< of the index's own, those without a value left out

  /// Memberwise.
  friend bool operator==(const Article&, const Article&) = default;
};

/// The identity of the article at `url`. Scheme and host are lower-cased (a host's trailing dot is dropped, a name of
/// other letters than ASCII's is written in them, also from its `xn--` form), a default port, the fragment, an empty
/// query and tracking parameters (`utm_*`, fbclid, gclid, msclkid, mc_cid, mc_eid, igshid, ocid, cmpid; see README) are
/// dropped, white space around is trimmed, `&amp;` is read as `&`; everything else stays as written. A fragment that is
/// a route (`#!/story/1`, `#/2`) is kept. Error: invalid_article if it is not an absolute http(s) URL, or its host is
/// longer than a name may be (253 characters, 63 between two dots) or has nothing between two dots.
NEWSRANK_EXPORT Result<std::string> canonical_url(std::string_view url);

/// How many bytes an identity may have.
inline constexpr std::size_t kMaxIdentityBytes = std::size_t{64} << 10;

/// The identity that `id` names: an http(s) URL as canonical_url() writes it, any other text as it is ("42",
/// "urn:isbn:9780141036144", "myapp://record/42"). Error: invalid_article if it is empty, longer than
/// kMaxIdentityBytes or not UTF-8, or begins as an http(s) URL and is none.
NEWSRANK_EXPORT Result<std::string> canonical_id(std::string_view id);

/// The stored form of an article: a versioned byte string, the same on every machine; decode_article(encode_article(a))
/// == a.
NEWSRANK_EXPORT std::string encode_article(const Article& article);

/// The article of a stored form. Accepts any bytes; error: index_corrupt for those that encode_article() does not
/// write.
NEWSRANK_EXPORT Result<Article> decode_article(std::string_view record);

/// Seconds since 1970-01-01T00:00:00Z as "2022-09-12T13:32:00Z". Years 0001 to 9999.
NEWSRANK_EXPORT std::string format_date_time(std::int64_t seconds);

/// The way back. Accepts ISO 8601: a date, or date and time of minutes, seconds or fractions (cut off) with `Z`, an
/// offset, or nothing (then UTC), `T` or one space between. Nothing for other text.
NEWSRANK_EXPORT std::optional<std::int64_t> parse_date_time(std::string_view text);

}  // namespace newsrank
