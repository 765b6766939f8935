// SPDX-License-Identifier: GPL-2.0-or-later
// YamlTape: a YAML value as a flat list of nodes in reading order, whichever parser read it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsrank {

enum class YamlKind : std::uint8_t { null, scalar, sequence, mapping };

// A mapping is followed by its keys and values in turn, a sequence by its items.
struct YamlNode {
  YamlKind kind = YamlKind::null;
  std::size_t extent = 1;  // nodes up to the next sibling, this one included
  std::size_t offset = 0;  // where the value stands, in bytes from the start of the text that was read
  std::string_view text;   // of a scalar; lives as long as the text that was read and the tape
};

class YamlTape {
 public:
  void clear() {
    nodes_.clear();
    kept_.clear();
    base_ = 0;
  }

  const YamlNode& operator[](std::size_t index) const { return nodes_[index]; }
  std::size_t size() const { return nodes_.size(); }

  // Takes back every node from `size` on.
  void truncate(std::size_t size) { nodes_.resize(size); }

  // Every offset added from now on is counted from `base`: the text being read is a piece that begins there.
  void set_base(std::size_t base) { base_ = base; }

  void add(YamlKind kind, std::size_t offset, std::string_view text = {}) {
    nodes_.push_back({kind, 1, base_ + offset, text});
  }

  // Begins a sequence or mapping; everything added until close() is inside.
  std::size_t open(YamlKind kind, std::size_t offset) {
    add(kind, offset);
    return nodes_.size() - 1;
  }
  void close(std::size_t index) { nodes_[index].extent = nodes_.size() - index; }

  // Adds once more what is at index.
  void repeat(std::size_t index) {
    const std::size_t extent = nodes_[index].extent;
    for (std::size_t i = 0; i < extent; ++i) nodes_.push_back(YamlNode(nodes_[index + i]));
  }

  // Makes a text live as long as the tape.
  std::string_view keep(std::string text) { return kept_.emplace_back(std::move(text)); }

 private:
  std::vector<YamlNode> nodes_;
  std::size_t base_ = 0;
  std::deque<std::string> kept_;  // its strings never move
};

}  // namespace newsrank
