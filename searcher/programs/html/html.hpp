// SPDX-License-Identifier: GPL-2.0-or-later
// Html: markup that is safe by its type. Text becomes markup only escaped, and an address only if it leads to the web
// or within the site.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsrank::html {

// A name in markup. Only literals of the program's text are names, and none through which text could act.
class Name {
 public:
  consteval Name(const char* text) : text_(text) {  // NOLINT(google-explicit-constructor)
    for (const std::string_view acting : {"href", "src", "action", "formaction", "style", "srcdoc", "script"})
      if (text_ == acting) throw "use the function that checks what this holds";
    if (text_.starts_with("on")) throw "handlers stand in the script";
  }
  std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// An attribute: name="value", or the name alone.
class Attribute {
 public:
  Attribute(Name name, std::string_view value);  // escaped
  Attribute(Name name);                          // NOLINT(google-explicit-constructor)
  // One that is there only if `present`.
  static Attribute when(bool present, Name name, std::string_view value);
  static Attribute when(bool present, Name name);

  const std::string& markup() const { return markup_; }

 private:
  friend Attribute href(std::string_view address);
  friend Attribute action(std::string_view path);
  friend Attribute source(std::string_view path);
  Attribute() = default;
  std::string markup_;
};

// The attribute href. What is no address of http or https, nor one within the site, leads nowhere.
Attribute href(std::string_view address);
// Of forms and scripts: within the site only.
Attribute action(std::string_view path);
Attribute source(std::string_view path);

class Html {
 public:
  Html() = default;
  // Text, escaped; control characters and what reorders text become blanks.
  Html(std::string_view text);                                     // NOLINT(google-explicit-constructor)
  Html(const std::string& text) : Html(std::string_view(text)) {}  // NOLINT(google-explicit-constructor)
  Html(const char* text) : Html(std::string_view(text)) {}         // NOLINT(google-explicit-constructor)
  // Markup of the program's own files.
  static Html trusted(std::string_view markup);

  Html& operator+=(const Html& more) {
    markup_ += more.markup_;
    return *this;
  }
  friend Html operator+(Html first, const Html& second) { return std::move(first += second); }

  const std::string& markup() const& { return markup_; }
  std::string markup() && { return std::move(markup_); }
  bool empty() const { return markup_.empty(); }

 private:
  friend Html element(Name name, std::initializer_list<Attribute> attributes, std::initializer_list<Html> children);
  friend Html lone(Name name, std::initializer_list<Attribute> attributes);
  std::string markup_;
};

// <name attributes>children</name>
Html element(Name name, std::initializer_list<Attribute> attributes, std::initializer_list<Html> children);
Html element(Name name, std::initializer_list<Html> children);
// <name attributes>, which has no content: input, meta, link, br; in drawings <path/>.
Html lone(Name name, std::initializer_list<Attribute> attributes);

// <script type="module" src="path">
Html module_script(std::string_view path);
// <style> with a file of the program.
Html style_sheet(std::string_view css);

// Whether href() leads there.
bool is_web_address(std::string_view address);

}  // namespace newsrank::html
