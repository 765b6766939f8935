// SPDX-License-Identifier: GPL-2.0-or-later
#include "reading/records/feed_reader.hpp"

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace newsrank {
namespace {

// "entry" of "atom:entry".
std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  return name.substr(name.find(':') + 1);
}

// What an element says: its text, or of XHTML its elements.
std::string content_of(const pugi::xml_node& node) {
  std::ostringstream out;
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
      out << child.value();
    } else {
      child.print(out, "", pugi::format_raw);
    }
  }
  return out.str();
}

// The name in an element about a person: Atom's in an element of its own, RSS's behind an address of mail.
std::string name_of(const pugi::xml_node& person) {
  for (const pugi::xml_node& child : person.children()) {
    if (local_name(child) == "name") return content_of(child);
  }
  std::string text = content_of(person);
  const std::size_t open = text.find(" (");
  if (open == std::string::npos || text.find('@') > open || !text.ends_with(')')) return text;
  return text.substr(open + 2, text.size() - open - 3);
}

class FeedWriter {
 public:
  explicit FeedWriter(YamlTape& tape) : tape_(tape) {}

  void write(const pugi::xml_node& root) {
    const std::size_t list = tape_.open(YamlKind::sequence, 0);
    const pugi::xml_node channel = root.child("channel");
    provider_ = content_of((channel ? channel : root).child("title"));
    for (const pugi::xml_node& holder : {channel, root}) {
      for (const pugi::xml_node& node : holder.children()) {
        if (local_name(node) == "item" || local_name(node) == "entry") item(node);
      }
    }
    tape_.close(list);
  }

 private:
  struct Part {
    std::string key;
    std::string text;
    std::size_t offset;
  };

  void item(const pugi::xml_node& node) {
    parts_.clear();
    topics_.clear();
    authors_.clear();
    bool has_provider = false;
    for (const pugi::xml_node& child : node.children()) {
      const std::string_view name = child.name();
      const std::string_view local = local_name(child);
      if (local == "link") {
        link(child);
      } else if (local == "category" || name == "dc:subject") {
        const std::string_view term = child.attribute("term").value();
        topics_.push_back(term.empty() ? content_of(child) : std::string(term));
      } else if (local == "author" || name == "dc:creator") {
        authors_.push_back(name_of(child));
      } else if (name == "content:encoded" || name == "content") {
        add("body", child);
      } else if (name == "guid") {
        if (std::string_view(child.attribute("isPermaLink").value()) != "false") add_address(child);
      } else if (local == "published" || local == "pubDate" || name == "dc:date") {
        add("date", child);
      } else if (local == "updated" || local == "modified") {
        add("created", child);
      } else if (name == "source") {
        has_provider = true;
        add("source", child.child("title") ? child.child("title") : child);
      } else if (name == "dc:language") {
        add("language", child);
      } else {
        add(std::string(local), child);
      }
    }
    write_item(node, has_provider);
  }

  void link(const pugi::xml_node& node) {
    const std::string_view relation = node.attribute("rel").value();
    if (!relation.empty() && relation != "alternate") return;
    const std::string_view address = node.attribute("href").value();
    if (address.empty()) return add("link", node);
    parts_.push_back({"link", std::string(address), offset_of(node)});
  }

  void add_address(const pugi::xml_node& node) {
    std::string text = content_of(node);
    if (text.find("://") != std::string::npos) parts_.push_back({"permalink", std::move(text), offset_of(node)});
  }

  void add(std::string key, const pugi::xml_node& node) {
    const bool known = std::any_of(parts_.begin(), parts_.end(), [&](const Part& part) { return part.key == key; });
    if (!known) parts_.push_back({std::move(key), content_of(node), offset_of(node)});
  }

  void write_item(const pugi::xml_node& node, bool has_provider) {
    const std::size_t mapping = tape_.open(YamlKind::mapping, offset_of(node));
    for (Part& part : parts_) {
      tape_.add(YamlKind::scalar, part.offset, tape_.keep(std::move(part.key)));
      tape_.add(YamlKind::scalar, part.offset, tape_.keep(std::move(part.text)));
    }
    write_list("topics", topics_, offset_of(node));
    write_list("author", authors_, offset_of(node));
    if (!has_provider && !provider_.empty()) {
      tape_.add(YamlKind::scalar, offset_of(node), "publisher");
      tape_.add(YamlKind::scalar, offset_of(node), tape_.keep(provider_));
    }
    tape_.close(mapping);
  }

  void write_list(std::string_view key, std::vector<std::string>& texts, std::size_t offset) {
    if (texts.empty()) return;
    tape_.add(YamlKind::scalar, offset, key);
    const std::size_t list = tape_.open(YamlKind::sequence, offset);
    for (std::string& text : texts) tape_.add(YamlKind::scalar, offset, tape_.keep(std::move(text)));
    tape_.close(list);
  }

  static std::size_t offset_of(const pugi::xml_node& node) {
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 1)) - 1;
  }

  YamlTape& tape_;
  std::string provider_;
  std::vector<Part> parts_;
  std::vector<std::string> topics_;
  std::vector<std::string> authors_;
};

}  // namespace

// Past the declarations and comments before the first element, and white space.
std::string_view first_element(std::string_view text) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  for (;;) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    if (!text.starts_with("<?") && !text.starts_with("<!")) return text;
    const std::string_view end = text.starts_with("<!--") ? "-->" : ">";
    const std::size_t close = text.find(end);
    if (close == std::string_view::npos) return {};
    text.remove_prefix(close + end.size());
  }
}

bool begins_feed(std::string_view text) {
  constexpr std::size_t kHead = 4096;
  const std::string_view element = first_element(text.substr(0, kHead));
  return element.starts_with("<rss") || element.starts_with("<feed") || element.starts_with("<rdf:RDF") ||
         element.starts_with("<atom:feed");
}

std::optional<TextProblem> read_feed(std::string_view xml, YamlTape& tape) {
  pugi::xml_document document;
  const pugi::xml_parse_result result =
      document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata_single);
  if (!result) {
    const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0));
    return TextProblem{std::min(offset, xml.size()), std::string("broken XML: ") + result.description()};
  }
  FeedWriter(tape).write(document.document_element());
  return std::nullopt;
}

}  // namespace newsrank
