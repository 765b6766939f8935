// SPDX-License-Identifier: GPL-2.0-or-later
#include "interactive/interactive_search.hpp"

#include <unistd.h>

#include <csignal>
#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include "core/url.hpp"
#include "interactive/browser_command.hpp"
#include "interactive/child_process.hpp"
#include "interactive/history_file.hpp"
#include "interactive/model/model.hpp"
#include "interactive/search_worker.hpp"
#include "interactive/terminal/screen.hpp"
#include "interactive/terminal/signals.hpp"
#include "interactive/view.hpp"
#include "programs/environment.hpp"
#include "programs/exit_codes.hpp"

namespace newsrank::cli {
namespace {

constexpr int kExitHangUp = 128 + SIGHUP;  // the terminal has gone

BrowserSettings browser_settings(const Environment& environment) {
  const bool graphical = !environment("DISPLAY").empty() || !environment("WAYLAND_DISPLAY").empty();
  return {environment("BROWSER"), environment("PATH"), graphical};
}

std::string in_one_line(const Error& error) {
  return error.hint.empty() ? error.message : error.message + " - " + error.hint;
}

// The program between its parts: keys and answers go to the model, what the model wants to the others.
class InteractiveSearch {
 public:
  InteractiveSearch(Signals& signals, Screen& screen, SearchWorker& worker, std::uint64_t articles)
      : signals_(signals), screen_(screen), worker_(worker), articles_(articles) {}

  int run(const std::string& first_words, Choices choices) {
    Model model(first_words, load(), std::move(choices));
    if (history_error_) model.say(*history_error_);
    std::optional<Question> asked;
    while (!left_ && !signals_.ending()) {
      model.resize(screen_.size());
      const Question question = model.question();
      if (question != asked) worker_.ask(question);
      asked = question;
      screen_.draw(render(model, articles_));
      if (!signals_.wait({STDIN_FILENO, worker_.file()})) return kExitHangUp;
      take_events(model);
      keep_used_query(model);
    }
    return signals_.ending() ? 128 + *signals_.ending() : kExitDone;
  }

 private:
  void take_events(Model& model) {
    if (signals_.take_stop()) stop();
    if (signals_.take_continue()) screen_.enter();
    while (auto key = screen_.next_key()) act(model.press(*key), model);
    if (auto answer = worker_.take_answer()) model.receive(std::move(*answer));
    if (auto failure = browsers_.take_failure()) model.say(*failure);
  }

  void act(Action action, Model& model) {
    switch (action) {
      case Action::open:
        if (const Hit* hit = model.selected_hit()) model.say(open(detail::shown_address(hit->article)));
        break;
      case Action::copy:
        if (const Hit* hit = model.selected_hit()) {
          screen_.copy(detail::shown_address(hit->article));
          model.say("copied " + detail::shown_address(hit->article));
        }
        break;
      case Action::leave:
        left_ = true;
        break;
      case Action::suspend:
        stop();
        break;
      case Action::redraw:
        screen_.enter();
        break;
      case Action::none:
        break;
    }
  }

  void stop() {
    screen_.leave();
    signals_.stop();
    screen_.enter();
  }

  // What there is to say about it afterwards.
  std::string open(const std::string& url) {
    const auto command = choose_browser(browser_, url);
    if (!command) return in_one_line(command.error());
    if (!draws_on_terminal(*command, browser_.graphical)) {
      const auto started = browsers_.start(*command);
      return started ? "opened " + url : in_one_line(started.error());
    }
    screen_.leave();
    const auto process = start_on_terminal(*command);
    const int status = process ? signals_.wait_for(*process) : 0;
    screen_.enter();
    if (!process) return in_one_line(process.error());
    return describe_failure(command->front(), status).value_or("opened " + url);
  }

  History load() {
    file_ = history_path(environment_("XDG_STATE_HOME"), environment_("HOME"));
    if (!file_) return {};
    auto queries = load_history(*file_);
    if (queries) return History(*queries);
    history_error_ = in_one_line(queries.error());
    return {};
  }

  void keep_used_query(Model& model) {
    const auto query = model.take_used_query();
    if (!query || !file_ || history_error_) return;
    if (const auto kept = append_history(*file_, *query); !kept) {
      history_error_ = in_one_line(kept.error());
      model.say(*history_error_);
    }
  }

  Signals& signals_;
  Screen& screen_;
  SearchWorker& worker_;
  std::uint64_t articles_;
  Environment environment_ = process_environment();
  BrowserSettings browser_ = browser_settings(environment_);
  BackgroundPrograms browsers_;
  std::optional<std::filesystem::path> file_;
  std::optional<std::string> history_error_;
  bool left_ = false;
};

Result<int> run_on_screen(Signals& signals, SearchWorker& worker, std::uint64_t articles,
                          const InteractiveOptions& options, Choices choices) {
  // An exception has to be caught for the terminal to be given back.
  try {
    auto screen = Screen::open(options.colour);
    if (!screen) return std::move(screen).error();
    return InteractiveSearch(signals, **screen, worker, articles).run(options.first_words, std::move(choices));
  } catch (const std::exception& error) {
    return Error{ErrorCode::internal, error.what(), ""};
  }
}

}  // namespace

Result<int> search_interactively(Searcher searcher, SearchRequest request, const InteractiveOptions& options) {
  const std::uint64_t articles = searcher.article_count();
  // What is for printed results only.
  request.offset = 0;
  request.explain = false;
  request.facets.clear();
  request.snippets.emplace();
  Choices choices = choices_of(request);
  std::optional<Signals> signals(std::in_place);
  auto worker = SearchWorker::start(std::move(searcher), std::move(request));
  if (!worker) return std::move(worker).error();
  Result<int> code = run_on_screen(*signals, **worker, articles, options, std::move(choices));
  signals.reset();  // from here on a signal ends the process, even if the last search should never end
  return code;
}

}  // namespace newsrank::cli
