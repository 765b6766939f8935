// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as the address of a request: newsrank-serve answers or says what is wrong with it, in a text of the kind
// that it announces, and never finds a defect of its own.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "core/text/utf8.hpp"
#include "newsrank/index_writer.hpp"
#include "server/service.hpp"
#include "temp_dir.hpp"

namespace {

namespace server = newsrank::server;

void require(bool holds, const char* what, std::string_view seen = "") {
  if (holds) return;
  std::fprintf(stderr, "broken: %s %.*s\n", what, static_cast<int>(std::min<std::size_t>(seen.size(), 2000)),
               seen.data());
  std::abort();
}

newsrank::Article article(int number) {
  newsrank::Article made;
  made.url = "https://example.org/salt/" + std::to_string(number);
  made.title = "Salt battery " + std::to_string(number) + " <script>\"'&\xE2\x80\xAE";
  made.excerpt = "A tank of molten salt stores wind; C++ & <b>São Paulo</b>";
  made.provider.domain = number % 2 == 0 ? "even.example" : "odd.example";
  made.topics = {"Energy", number % 3 == 0 ? "<u>Tanks</u>" : "Salt & \"wind\""};
  made.quality = 10 * number;
  made.published_at = 1'700'000'000 + 3'000'000 * number;
  return made;
}

// A service over a small index, as newsrank-serve makes it.
class World {
 public:
  World() {
    auto writer = newsrank::IndexWriter::open(folder_.file("db"));
    require(writer.has_value(), "the index cannot be made");
    for (int i = 0; i < 40; ++i) require(writer->put(article(i)).has_value(), "an article is refused");
    require(writer->commit().has_value(), "the index cannot be written");
    auto pool = server::SearcherPool::open({folder_.file("db")}, {}, {.refresh_every = std::chrono::hours(1)});
    require(pool.has_value(), "the index cannot be opened");
    pool_ = std::move(*pool);
    service_.emplace(server::Site{*pool_, defaults_, "Fuzz", "/news"}, "");
  }

  server::HttpReply ask(const server::HttpRequest& request) { return service_->handle(request); }

 private:
  newsrank::test::TempDir folder_;
  server::SearchDefaults defaults_;
  std::unique_ptr<server::SearcherPool> pool_;
  std::optional<server::Service> service_;
};

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

void check_body(const server::HttpReply& reply) {
  const auto is = [&](std::string_view part) { return reply.type.find(part) != std::string::npos; };
  require(newsrank::detail::is_utf8(reply.body), "a reply is not UTF-8");
  if (is("json")) require(nlohmann::json::accept(reply.body), "this is no JSON:", reply.body);
  if (is("xml")) require(pugi::xml_document().load_string(reply.body.c_str()), "this is no XML:", reply.body);
  if (is("html")) require(count_of(reply.body, "<script") == 1, "a page has other scripts than its own:", reply.body);
}

void check(const server::HttpReply& reply) {
  constexpr int kExpected[] = {200, 308, 400, 404};
  require(std::find(std::begin(kExpected), std::end(kExpected), reply.status) != std::end(kExpected),
          "an unexpected status:", std::to_string(reply.status) + " " + reply.body);
  for (const auto& [name, value] : reply.headers)
    require(value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos,
            "a header holds a line end:", name);
  check_body(reply);
}

void check_round_trip(const server::Parameters& parameters) {
  const auto again = server::parse_query_string(server::format_query_string(parameters));
  require(again.has_value() && *again == parameters, "parameters do not read back");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static World world;
  const std::string_view target(reinterpret_cast<const char*>(data), size);
  const auto question = std::min(target.find('?'), size);
  auto path = server::decode_path(target.substr(0, question));
  const auto parameters = server::parse_query_string(target.substr(std::min(question + 1, size)));
  if (!parameters) require(!parameters.error().message.empty(), "a refusal says nothing");
  if (!path || !parameters) return 0;
  check_round_trip(*parameters);
  check(world.ask({"GET", std::move(*path), *parameters, "news.example", "", "", "https"}));
  return 0;
}
