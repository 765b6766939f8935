// SPDX-License-Identifier: GPL-2.0-or-later
// What reading threads hand to each other: the yield of a file or batch, and a stream read by several of them.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsrank/article.hpp"
#include "reading/documents/document_splitter.hpp"
#include "reading/read_sink.hpp"
#include "run/spill.hpp"

namespace newsrank {

// Gathers what is read from one file or batch.
class GatheringSink : public ReadSink {
 public:
  explicit GatheringSink(Spill* records) : records_(records) {}

  void mention(const Mention& mention, std::string_view record) override {
    mentions.push_back(mention);
    if (records_ == nullptr || record.empty()) return;
    const auto article = decode_article(record);
    const double quality = article ? article->quality.value_or(0) : 0;
    records_->add(mention.content, record, static_cast<float>(quality));
  }
  void problem(Problem problem) override { problems.push_back(std::move(problem)); }
  void remark(Problem remark) override { remarks.push_back(std::move(remark)); }
  void unused_key(std::string_view name) override {
    constexpr std::size_t kShown = 64;
    ++unused_keys[std::string(name.substr(0, kShown))];
  }

  std::vector<Mention> mentions;
  std::vector<Problem> problems;
  std::vector<Problem> remarks;
  std::map<std::string, std::uint64_t> unused_keys;

 private:
  Spill* records_;
};

// A stream that several workers read. It is done when nobody holds a part of it any more.
struct Stream {
  std::size_t number = 0;  // of the outcome
  std::string name;
  std::atomic<std::size_t> parts{1};  // the first is held by who cuts the stream

  std::mutex mutex;  // of the members below
  std::vector<std::uint32_t> references;
  std::vector<IdentityHash> said;  // only where what was said earlier is kept
  std::vector<Problem> problems;
  ReadCounts counts;

  // Set by who cuts the stream, before he gives up his part.
  std::string failure;  // why it cannot be read to its end
  bool complete = false;
  std::uint64_t content_hash = 0;
};

struct StreamBatch {
  std::shared_ptr<Stream> stream;
  DocumentBatch batch;
};

}  // namespace newsrank
