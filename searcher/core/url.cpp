// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/url.hpp"

#include <unicode/bytestream.h>
#include <unicode/idna.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/guard.hpp"
#include "core/text/ascii.hpp"
#include "core/text/printable.hpp"
#include "core/text/utf8.hpp"
#include "newsrank/article.hpp"

namespace newsrank {
namespace {

using detail::lower_ascii;
using detail::printable_start;
using detail::trim;

constexpr std::array<std::string_view, 8> kTrackingParameters{"fbclid", "gclid",  "msclkid", "mc_cid",
                                                              "mc_eid", "igshid", "ocid",    "cmpid"};
constexpr std::string_view kTrackingPrefix = "utm_";

bool is_tracking(std::string_view parameter) {
  const std::string name = lower_ascii(parameter.substr(0, parameter.find('=')));
  return name.starts_with(kTrackingPrefix) ||
         std::find(kTrackingParameters.begin(), kTrackingParameters.end(), name) != kTrackingParameters.end();
}

std::string without_tracking(std::string_view query) {
  std::string kept;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const std::string_view parameter = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (parameter.empty() || is_tracking(parameter)) continue;
    if (!kept.empty()) kept += '&';
    kept += parameter;
  }
  return kept;
}

// As they stand in HTML.
std::string without_escaped_ampersands(std::string_view url) {
  constexpr std::string_view kEscaped = "&amp;";
  if (url.find(kEscaped) == std::string_view::npos) return std::string(url);
  std::string text;
  for (const char c : url) {
    text += c;
    if (text.ends_with(kEscaped)) text.resize(text.size() - kEscaped.size() + 1);
  }
  return text;
}

// The fragment, if it says which page of a program in the browser is meant ("#!/story/1", "#/2"); else empty.
std::string_view route_in(std::string_view url) {
  const std::size_t hash = url.find('#');
  if (hash == std::string_view::npos) return {};
  const std::string_view fragment = url.substr(hash);
  const bool route = fragment.starts_with("#!") || fragment.starts_with("#/");
  return route && fragment.find_first_not_of("#!/") != std::string_view::npos ? fragment : std::string_view{};
}

Error not_a_url(std::string_view url) {
  constexpr std::size_t kShown = 80;
  if (trim(url).find(' ') != std::string_view::npos) {
    return {ErrorCode::invalid_article, "the URL holds a space: \"" + printable_start(url, kShown) + '"',
            "write %20 for a space"};
  }
  return {ErrorCode::invalid_article, "not an absolute http(s) URL: \"" + printable_start(url, kShown) + '"',
          "write the address in full, https://…"};
}

// As long as the domain name system allows, in characters. More is no address, and costs time wherever parent domains
// are looked at.
bool has_host_size(std::string_view host) {
  constexpr std::size_t kMaxHost = 253;
  constexpr std::size_t kMaxLabel = 63;
  std::size_t characters = 0;
  std::size_t label = 0;
  for (const char c : host) {
    const bool continues = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
    characters += continues ? 0 : 1;
    label = c == '.' ? 0 : label + (continues ? 0 : 1);
    if (characters > kMaxHost || label > kMaxLabel) return false;
  }
  return true;
}

struct Authority {
  std::string_view user;  // with its "@"
  std::string_view host;
  std::string_view port;
};

Authority parts_of(std::string_view authority) {
  Authority parts;
  const auto at = authority.rfind('@');
  if (at != std::string_view::npos) parts.user = authority.substr(0, at + 1);
  parts.host = authority.substr(parts.user.size());
  const auto colon = parts.host.rfind(':');
  if (colon != std::string_view::npos && parts.host.find(']', colon) == std::string_view::npos) {
    parts.port = parts.host.substr(colon + 1);
    parts.host = parts.host.substr(0, colon);
  }
  return parts;
}

// In lower case; of an internationalised name the form that people read, whichever is written.
std::string canonical_host(std::string_view host) {
  std::string lower = lower_ascii(host);
  const bool ascii = std::all_of(host.begin(), host.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii && lower.find("xn--") == std::string::npos) return lower;
  UErrorCode status = U_ZERO_ERROR;
  static const std::unique_ptr<const icu::IDNA> idna(
      icu::IDNA::createUTS46Instance(UIDNA_NONTRANSITIONAL_TO_UNICODE | UIDNA_USE_STD3_RULES, status));
  if (idna == nullptr) return lower;
  std::string meant;
  icu::StringByteSink<std::string> sink(&meant);
  icu::IDNAInfo info;
  status = U_ZERO_ERROR;
  idna->nameToUnicodeUTF8({lower.data(), static_cast<std::int32_t>(lower.size())}, sink, info, status);
  if (meant.ends_with('.')) meant.pop_back();
  return U_FAILURE(status) != 0 || info.hasErrors() != 0 || meant.empty() ? lower : meant;
}

// Host and port, lower-cased, without a default port and a trailing dot; user information is kept as written. Empty:
// not a host.
std::string canonical_authority(std::string_view authority, std::string_view default_port) {
  auto [user, host, port] = parts_of(authority);
  if (host.ends_with('.')) host.remove_suffix(1);
  const bool bad_port =
      port.size() > 5 || !std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
  const bool empty_label = host.starts_with('.') || host.find("..") != std::string_view::npos;
  if (host.empty() || empty_label || bad_port || !has_host_size(host)) return {};
  std::string result = std::string(user) + canonical_host(host);
  if (!port.empty() && port != default_port) result.append(":").append(port);
  return result;
}

}  // namespace

bool detail::is_web_address(std::string_view text) {
  constexpr std::size_t kLongestScheme = 8;  // https://
  const std::string start = lower_ascii(trim(text).substr(0, kLongestScheme));
  return start.starts_with("http://") || start == "https://";
}

std::string_view detail::host_of(std::string_view address) {
  const auto scheme = address.find("://");
  if (scheme != std::string_view::npos) address.remove_prefix(scheme + 3);
  return parts_of(address.substr(0, address.find_first_of("/?#"))).host;
}

Result<std::string> canonical_url(std::string_view url) {
  return detail::contained([&]() -> Result<std::string> {
    const std::string unescaped = without_escaped_ampersands(trim(url));
    std::string_view rest = unescaped;
    const bool has_control =
        std::any_of(rest.begin(), rest.end(), [](unsigned char c) { return c <= 0x20 || c == 0x7f; });
    const auto scheme_end = rest.find("://");
    if (has_control || scheme_end == std::string_view::npos) return not_a_url(url);
    const std::string scheme = lower_ascii(rest.substr(0, scheme_end));
    if (scheme != "http" && scheme != "https") return not_a_url(url);
    rest.remove_prefix(scheme_end + 3);
    const std::string_view route = route_in(rest);
    rest = rest.substr(0, rest.find('#'));

    const auto authority_end = std::min(rest.find_first_of("/?"), rest.size());
    const std::string authority = canonical_authority(rest.substr(0, authority_end), scheme == "https" ? "443" : "80");
    if (authority.empty()) return not_a_url(url);
    rest.remove_prefix(authority_end);

    const auto query_start = std::min(rest.find('?'), rest.size());
    const std::string_view path = rest.substr(0, query_start);
    const std::string query =
        query_start < rest.size() ? without_tracking(rest.substr(query_start + 1)) : std::string{};
    std::string result = scheme + "://" + authority + (path.empty() ? "/" : std::string(path));
    if (!query.empty()) result += '?' + query;
    return result.append(route);
  });
}

Result<std::string> canonical_id(std::string_view id) {
  if (detail::is_web_address(id)) return canonical_url(id);
  return detail::contained([&]() -> Result<std::string> {
    const auto refused = [](std::string message) {
      return Error{ErrorCode::invalid_article, std::move(message), "use a short text that names the article for good"};
    };
    if (id.empty()) return refused("the identity is empty");
    if (id.size() > kMaxIdentityBytes) return refused("the identity is longer than 65536 bytes");
    if (!detail::is_utf8(id)) return refused("the identity is not valid UTF-8");
    return std::string(id);
  });
}

}  // namespace newsrank
