// SPDX-License-Identifier: GPL-2.0-or-later
// The C interface for Node, by Node-API: each function takes a handle, texts and numbers, and returns a promise of a
// text, a number or a handle. It runs in a thread of Node's pool; index.js lets one call at a time use a handle.
#include <node_api.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "newsrank/newsrank.h"

namespace {

// What a JavaScript object holds of a handle. Closing leaves it empty.
struct Handle {
  newsrank_searcher* searcher = nullptr;
  newsrank_writer* writer = nullptr;

  Handle() = default;
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { close(); }
  void close() {
    newsrank_searcher_close(std::exchange(searcher, nullptr));
    newsrank_writer_close(std::exchange(writer, nullptr));
  }
};

struct Failure {
  std::string code;
  std::string message;
  std::string hint;
};

// What a call gives: nothing, a text, a number, or a handle.
using Value = std::variant<std::monostate, std::string, double, std::unique_ptr<Handle>>;

// One call, from its arguments to its value.
class Call {
 public:
  using Function = newsrank_status (*)(Call&);

  Function function = nullptr;
  Handle* handle = nullptr;
  std::vector<std::optional<std::string>> texts;
  std::vector<std::string> list;
  std::size_t number = 0;

  char* text_out = nullptr;
  newsrank_error* error = nullptr;
  Value value;
  std::optional<Failure> failure;

  napi_deferred deferred = nullptr;
  napi_async_work work = nullptr;

  // The text of that place, NULL for null and undefined.
  const char* text(std::size_t place) const {
    return place < texts.size() && texts[place] ? texts[place]->c_str() : nullptr;
  }

  void run() {
    try {
      const auto status = function(*this);
      if (text_out != nullptr) value = std::string(text_out);
      if (status != NEWSRANK_OK) {
        failure = Failure{newsrank_status_name(status), newsrank_error_message(error), newsrank_error_hint(error)};
      }
    } catch (const std::exception& problem) {
      failure = Failure{"internal", problem.what(), ""};
    }
    newsrank_string_free(std::exchange(text_out, nullptr));
    newsrank_error_free(std::exchange(error, nullptr));
  }
};

newsrank_status open_searcher(Call& call) {
  std::vector<const char*> names;
  for (const auto& name : call.list) names.push_back(name.c_str());
  auto made = std::make_unique<Handle>();
  const auto status = newsrank_searcher_open(names.data(), names.size(), call.text(0), &made->searcher, &call.error);
  call.value = std::move(made);
  return status;
}

newsrank_status clone(Call& call) {
  auto made = std::make_unique<Handle>();
  const auto status = newsrank_searcher_clone(call.handle->searcher, &made->searcher, &call.error);
  call.value = std::move(made);
  return status;
}

newsrank_status open_writer(Call& call) {
  auto made = std::make_unique<Handle>();
  const auto status = newsrank_writer_open(call.text(0), call.text(1), &made->writer, &call.error);
  call.value = std::move(made);
  return status;
}

newsrank_status update(Call& call) {
  int found = 0;
  const auto status = newsrank_writer_update(call.handle->writer, call.text(0), call.text(1), &found, &call.error);
  call.value = static_cast<double>(found);
  return status;
}

newsrank_status remove_matching(Call& call) {
  std::uint64_t removed = 0;
  const auto status =
      newsrank_writer_remove_matching(call.handle->writer, call.text(0), call.text(1), &removed, &call.error);
  call.value = static_cast<double>(removed);
  return status;
}

newsrank_status close(Call& call) {
  call.handle->close();
  return NEWSRANK_OK;
}

newsrank_status article_count(Call& call) {
  const auto searcher = newsrank_searcher_article_count(call.handle->searcher);
  call.value = static_cast<double>(searcher + newsrank_writer_article_count(call.handle->writer));
  return NEWSRANK_OK;
}

struct Entry {
  const char* name;
  Call::Function function;
};

// The functions by their names in index.js. What takes and gives texts alone is here.
constexpr auto kFunctions = std::to_array<Entry>({
    {"openSearcher", open_searcher},
    {"openWriter", open_writer},
    {"clone", clone},
    {"close", close},
    {"articleCount", article_count},
    {"update", update},
    {"removeMatching", remove_matching},
    {"parseQuery", [](Call& c) { return newsrank_parse_query(c.text(0), c.text(1), &c.text_out, &c.error); }},
    {"snippetHtml",
     [](Call& c) { return newsrank_snippet_html(c.text(0), c.text(1), c.text(2), "utf-16", &c.text_out, &c.error); }},
    {"canonicalUrl", [](Call& c) { return newsrank_canonical_url(c.text(0), &c.text_out, &c.error); }},
    {"canonicalId", [](Call& c) { return newsrank_canonical_id(c.text(0), &c.text_out, &c.error); }},
    {"refresh", [](Call& c) { return newsrank_searcher_refresh(c.handle->searcher, &c.error); }},
    {"search",
     [](Call& c) { return newsrank_searcher_search(c.handle->searcher, c.text(0), c.text(1), &c.text_out, &c.error); }},
    {"explainQuery",
     [](Call& c) {
       return newsrank_searcher_explain_query(c.handle->searcher, c.text(0), c.text(1), &c.text_out, &c.error);
     }},
    {"complete",
     [](Call& c) {
       return newsrank_searcher_complete(c.handle->searcher, c.text(0), c.number, &c.text_out, &c.error);
     }},
    {"find", [](Call& c) { return newsrank_searcher_find(c.handle->searcher, c.text(0), &c.text_out, &c.error); }},
    {"articlesAfter",
     [](Call& c) {
       return newsrank_searcher_articles_after(c.handle->searcher, c.text(0), c.number, &c.text_out, &c.error);
     }},
    {"payload", [](Call& c) { return newsrank_searcher_payload(c.handle->searcher, c.number, &c.text_out, &c.error); }},
    {"put", [](Call& c) { return newsrank_writer_put(c.handle->writer, c.text(0), &c.error); }},
    {"remove", [](Call& c) { return newsrank_writer_remove(c.handle->writer, c.text(0), &c.error); }},
    {"findWritten", [](Call& c) { return newsrank_writer_find(c.handle->writer, c.text(0), &c.text_out, &c.error); }},
    {"commit",
     [](Call& c) {
       return c.text(0) == nullptr ? newsrank_writer_commit(c.handle->writer, &c.error)
                                   : newsrank_writer_commit_payload(c.handle->writer, c.text(0), &c.error);
     }},
    {"writtenPayload", [](Call& c) { return newsrank_writer_payload(c.handle->writer, &c.text_out, &c.error); }},
    {"rollback", [](Call& c) { return newsrank_writer_rollback(c.handle->writer, &c.error); }},
    {"check", [](Call& c) { return newsrank_index_check(c.text(0), &c.text_out, &c.error); }},
    {"stats", [](Call& c) { return newsrank_index_stats(c.text(0), &c.text_out, &c.error); }},
    {"compact", [](Call& c) { return newsrank_index_compact(c.text(0), &c.text_out, &c.error); }},
    {"backup", [](Call& c) { return newsrank_index_backup(c.text(0), c.text(1), &c.text_out, &c.error); }},
});

napi_value new_text(napi_env env, const std::string& text) {
  napi_value made = nullptr;
  napi_create_string_utf8(env, text.data(), text.size(), &made);
  return made;
}

napi_value undefined(napi_env env) {
  napi_value made = nullptr;
  napi_get_undefined(env, &made);
  return made;
}

napi_value new_handle(napi_env env, std::unique_ptr<Handle> handle) {
  napi_value made = nullptr;
  const auto free = [](napi_env, void* data, void*) { std::unique_ptr<Handle>(static_cast<Handle*>(data)); };
  if (napi_create_external(env, handle.get(), free, nullptr, &made) == napi_ok) static_cast<void>(handle.release());
  return made;
}

napi_value to_javascript(napi_env env, Value&& value) {
  if (auto* handle = std::get_if<std::unique_ptr<Handle>>(&value)) return new_handle(env, std::move(*handle));
  if (const auto* text = std::get_if<std::string>(&value)) return new_text(env, *text);
  if (const auto* number = std::get_if<double>(&value)) {
    napi_value made = nullptr;
    napi_create_double(env, *number, &made);
    return made;
  }
  return undefined(env);
}

// An Error with `code` and `hint`.
napi_value to_error(napi_env env, const Failure& failure) {
  napi_value made = nullptr;
  napi_create_error(env, new_text(env, failure.code), new_text(env, failure.message), &made);
  napi_set_named_property(env, made, "hint", new_text(env, failure.hint));
  return made;
}

void settle(napi_env env, napi_status, void* data) {
  const std::unique_ptr<Call> call(static_cast<Call*>(data));
  if (call->failure) {
    napi_reject_deferred(env, call->deferred, to_error(env, *call->failure));
  } else {
    napi_resolve_deferred(env, call->deferred, to_javascript(env, std::move(call->value)));
  }
  napi_delete_async_work(env, call->work);
}

std::string text_of(napi_env env, napi_value value) {
  std::size_t size = 0;
  napi_get_value_string_utf8(env, value, nullptr, 0, &size);
  std::string text(size, '\0');
  napi_get_value_string_utf8(env, value, text.data(), size + 1, &size);
  return text;
}

std::vector<std::string> list_of(napi_env env, napi_value value) {
  std::uint32_t length = 0;
  napi_get_array_length(env, value, &length);
  std::vector<std::string> list;
  for (std::uint32_t place = 0; place < length; ++place) {
    napi_value element = nullptr;
    napi_get_element(env, value, place, &element);
    list.push_back(text_of(env, element));
  }
  return list;
}

void take(napi_env env, napi_value argument, Call& call) {
  napi_valuetype type = napi_undefined;
  napi_typeof(env, argument, &type);
  void* data = nullptr;
  double number = 0;
  switch (type) {
    case napi_external:
      napi_get_value_external(env, argument, &data);
      call.handle = static_cast<Handle*>(data);
      break;
    case napi_string:
      call.texts.emplace_back(text_of(env, argument));
      break;
    case napi_number:  // index.js lets whole numbers from 0 to 2^32 pass
      napi_get_value_double(env, argument, &number);
      call.number = static_cast<std::size_t>(number);
      break;
    case napi_object:
      call.list = list_of(env, argument);
      break;
    default:
      call.texts.emplace_back(std::nullopt);
  }
}

// Any of the functions: the entry is the function's data.
napi_value begin(napi_env env, napi_callback_info info) {
  std::array<napi_value, 4> arguments{};
  std::size_t count = arguments.size();
  void* data = nullptr;
  napi_get_cb_info(env, info, &count, arguments.data(), nullptr, &data);
  auto call = std::make_unique<Call>();
  call->function = static_cast<const Entry*>(data)->function;
  for (std::size_t place = 0; place < count && place < arguments.size(); ++place) take(env, arguments[place], *call);
  napi_value promise = nullptr;
  napi_create_promise(env, &call->deferred, &promise);
  const auto run = [](napi_env, void* work) { static_cast<Call*>(work)->run(); };
  napi_create_async_work(env, nullptr, new_text(env, "newsrank"), run, settle, call.get(), &call->work);
  if (napi_queue_async_work(env, call->work) == napi_ok) static_cast<void>(call.release());
  return promise;
}

napi_value define(napi_env env, napi_value exports) {
  for (const auto& entry : kFunctions) {
    napi_value function = nullptr;
    napi_create_function(env, entry.name, NAPI_AUTO_LENGTH, begin, const_cast<Entry*>(&entry), &function);
    napi_set_named_property(env, exports, entry.name, function);
  }
  napi_set_named_property(env, exports, "version", new_text(env, newsrank_version()));
  return exports;
}

}  // namespace

NAPI_MODULE(newsrank, define)
