// SPDX-License-Identifier: GPL-2.0-or-later
#include "newsrank/analyzer.hpp"

#include <xapian.h>

#include <limits>
#include <span>
#include <utility>

#include "analysis/languages.hpp"
#include "analysis/stop_words.hpp"
#include "analysis/text_analyzer.hpp"
#include "core/guard.hpp"

namespace newsrank {
namespace {

constexpr std::size_t kMaxShownBytes = 40;  // of a language nobody knows

// The text up to the largest offset a token can hold, without a cut character at its end.
std::string_view limited(std::string_view text) {
  constexpr std::size_t kMaxBytes = std::numeric_limits<std::uint32_t>::max();
  if (text.size() <= kMaxBytes) return text;
  std::size_t end = kMaxBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U && kMaxBytes - end < 4) --end;
  return text.substr(0, end);
}

Error unknown_language(std::string_view language) {
  std::string names;
  for (const detail::Language& known : detail::kLanguages) {
    if (names.ends_with(known.name)) continue;  // a language with several codes
    if (!names.empty()) names += ", ";
    names += known.name;
  }
  const std::string shown = detail::Folder().fold_value(language.substr(0, kMaxShownBytes));
  return {ErrorCode::invalid_argument, "unknown language \"" + shown + '"',
          "one of " + names + ", or an ISO 639-1 code"};
}

}  // namespace

struct Analyzer::Private {
  explicit Private(const AnalyzerOptions& wanted)
      : options(wanted), analyzer(wanted.language), stop_words(detail::stop_words_of(wanted.language)) {}

  AnalyzerOptions options;
  detail::TextAnalyzer analyzer;
  std::span<const std::string_view> stop_words;
};

Result<Analyzer> Analyzer::create(const AnalyzerOptions& options) {
  return detail::contained([&]() -> Result<Analyzer> {
    const detail::Language* language = detail::find_language(options.language);
    if (language == nullptr) return unknown_language(options.language);
    try {
      return Analyzer(std::make_unique<Private>(AnalyzerOptions{std::string(language->name)}));
    } catch (const Xapian::Error&) {
      return Error{ErrorCode::invalid_argument, "this Xapian has no stemmer for " + std::string(language->name),
                   "use another language, or none"};
    }
  });
}

Analyzer::Analyzer(std::unique_ptr<Private> self) : self_(std::move(self)) {}
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;
Analyzer::~Analyzer() = default;

Analyzer Analyzer::clone() const {
  return Analyzer(std::make_unique<Private>(self_->options));
}

void Analyzer::analyze(std::string_view text, std::vector<Token>& tokens) {
  self_->analyzer.analyze(limited(text), tokens);
}

std::string Analyzer::fold(std::string_view text) {
  return self_->analyzer.folder().fold_value(text);
}

std::string Analyzer::stem(std::string_view folded_word) {
  std::string stem;
  self_->analyzer.stemmer().stem(folded_word, stem);
  return stem;
}

bool Analyzer::is_stop_word(std::string_view folded_word) const {
  return detail::is_listed(self_->stop_words, folded_word);
}

const AnalyzerOptions& Analyzer::options() const {
  return self_->options;
}

}  // namespace newsrank
