// SPDX-License-Identifier: GPL-2.0-or-later
// Damages the files of an index at random and then searches it, checks it and writes to it, each in a process of its
// own with bounded memory and time. Whatever the damage, none of these may crash or hang, and no search may give a
// wrong answer of which a check does not know.
//
// NEWSRANK_MUTATIONS: how many; NEWSRANK_SEED: where the random numbers begin; NEWSRANK_KEEP: a folder for the indexes
// that showed a fault. Prints counts.
#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "newsrank/index_writer.hpp"
#include "newsrank/maintenance.hpp"
#include "newsrank/searcher.hpp"
#include "temp_dir.hpp"

namespace {

namespace fs = std::filesystem;
using namespace newsrank;
using Random = std::mt19937_64;

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

constexpr int kArticles = 400;
constexpr rlim_t kMostMemory = rlim_t{1} << 30;
constexpr rlim_t kMostSeconds = 5;

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* const text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// ---- The index

Article article(int number, int version) {
  Article made;
  made.url = "https://news.example/" + std::to_string(number);
  made.title = fmt::format("Storm {} over river{} in version {}", number, number % 17, version);
  made.excerpt = fmt::format("The harbour of town{} and lighter lights{}", number % 29, number % 7);
  made.type = number % 9 == 0 ? "video" : "article";
  made.category = number % 4 == 0 ? "energy" : "sport";
  made.topics = {"Topic " + std::to_string(number % 5)};
  made.quality = number % 100;
  made.published_at = std::int64_t{1'600'000'000} + number * 10'000;
  return made;
}

bool write_index(const std::string& path, unsigned shards) {
  WriterOptions options;
  options.shards = shards;
  auto writer = IndexWriter::open(path, options);
  if (!writer) return false;
  bool done = true;
  for (int i = 0; i < kArticles; ++i) done = writer->put(article(i, 0)) && done;
  done = writer->commit() && done;
  for (int i = 0; i < kArticles; i += 11) done = writer->put(article(i, 1)) && done;
  for (int i = 5; i < kArticles; i += 31) done = writer->remove("https://news.example/" + std::to_string(i)) && done;
  return writer->commit() && done;
}

// ---- What is tried

enum class Outcome : int { right, wrong, refused, internal_error };

std::vector<SearchRequest> requests() {
  std::vector<SearchRequest> all;
  for (const char* const text :
       {"storm harbour", "town3 lighter", "type:article -category:sport river3", "ligh* town1*", "\"storm 17 over\"",
        "topic:\"Topic 2\" quality:20..60", "*", "title:storm river2"}) {
    SearchRequest request;
    request.text = text;
    request.now = 1'700'000'000;
    request.facets = {{.field = "type"}, {.field = "topic"}, {.field = "year"}};
    all.push_back(request);
  }
  all[0].explain = true;
  all[1].group_stories = false;
  all[6].sort = SortOrder::date;
  return all;
}

std::string text_of(const SearchResponse& response) {
  std::string text = fmt::format("{} {}\n", response.total.value, response.total.exact);
  for (const Hit& hit : response.hits)
    text += fmt::format("{} {} {:.9g}\n", hit.article.id, hit.article.title, hit.score);
  for (const Facet& facet : response.facets) {
    for (const FacetValue& value : facet.values) text += fmt::format("{} {}\n", value.value, value.count);
  }
  return text;
}

Outcome outcome_of(const Error& error) {
  return error.code == ErrorCode::internal ? Outcome::internal_error : Outcome::refused;
}

// Goes on after a failure, as a service does.
Outcome search(const std::string& path, const std::vector<std::string>* expected, std::vector<std::string>* answers) {
  auto searcher = Searcher::open({path});
  if (!searcher) return outcome_of(searcher.error());
  Outcome outcome = Outcome::right;
  std::size_t number = 0;
  for (const SearchRequest& request : requests()) {
    const auto response = searcher->search(request);
    if (answers != nullptr) answers->push_back(response ? text_of(*response) : response.error().message);
    if (!response) {
      outcome = std::max(outcome, outcome_of(response.error()));
    } else if (expected != nullptr && text_of(*response) != (*expected)[number]) {
      return Outcome::wrong;
    }
    ++number;
  }
  const auto completions = searcher->complete("storm ligh");
  return completions ? outcome : std::max(outcome, outcome_of(completions.error()));
}

Outcome check(const std::string& path) {
  const auto report = check_index(path);
  if (!report) return outcome_of(report.error());
  return report->sound() ? Outcome::right : Outcome::refused;
}

Outcome write(const std::string& path) {
  auto writer = IndexWriter::open(path);
  if (!writer) return outcome_of(writer.error());
  for (int i = 0; i < 20; ++i) {
    if (auto put = writer->put(article(i * 13, 2)); !put) return outcome_of(put.error());
    if (auto removed = writer->remove("https://news.example/" + std::to_string(i * 17)); !removed)
      return outcome_of(removed.error());
  }
  if (auto committed = writer->commit(); !committed) return outcome_of(committed.error());
  return Outcome::right;
}

// ---- In a process of its own

// The outcome, or minus the signal that ended it.
int in_child(const std::function<Outcome()>& action) {
  const pid_t child = ::fork();
  if (child == 0) {
    const rlimit time{kMostSeconds, kMostSeconds};
    ::setrlimit(RLIMIT_CPU, &time);
    ::alarm(6 * kMostSeconds);
    const rlimit memory{kMostMemory, kMostMemory};
    if (!kSanitized) ::setrlimit(RLIMIT_AS, &memory);
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    ::_exit(static_cast<int>(action()));
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

std::string name_of(int result) {
  switch (result) {
    case static_cast<int>(Outcome::right):
      return "right";
    case static_cast<int>(Outcome::wrong):
      return "wrong";
    case static_cast<int>(Outcome::refused):
      return "refused";
    case static_cast<int>(Outcome::internal_error):
      return "internal error";
    case -SIGKILL:
    case -SIGXCPU:
    case -SIGALRM:
      return "hangs";
    default:
      return fmt::format("crash ({})", result);
  }
}

// ---- Damage

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_bytes(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

std::string damage(std::string bytes, Random& random) {
  const auto below = [&](std::size_t bound) {
    return static_cast<std::size_t>(random() % std::max<std::size_t>(bound, 1));
  };
  const auto place = below(bytes.size());
  switch (random() % 9) {
    case 0:
    case 1:
    case 2:  // bits
      for (auto left = below(4) + 1; left > 0 && !bytes.empty(); --left)
        bytes[below(bytes.size())] ^= static_cast<char>(1U << random() % 8);
      break;
    case 3:  // bytes
      for (auto left = below(8) + 1; left > 0 && !bytes.empty(); --left)
        bytes[below(bytes.size())] = static_cast<char>(random());
      break;
    case 4:  // bytes side by side, all ones or zeros as well
      for (auto at = place; at < std::min(bytes.size(), place + 1 + below(16)); ++at)
        bytes[at] = static_cast<char>(random() % 3 == 0 ? 0xff : random() % 2 == 0 ? 0 : random());
      break;
    case 5:  // cut
      bytes.resize(place);
      break;
    case 6:  // longer
      bytes.append(below(20'000), static_cast<char>(random()));
      break;
    case 7: {  // a block in place of another
      constexpr std::size_t kBlock = 8192;
      if (bytes.size() < 2 * kBlock) break;
      const std::size_t blocks = bytes.size() / kBlock;
      bytes.replace(below(blocks) * kBlock, kBlock, bytes.substr(below(blocks) * kBlock, kBlock));
      break;
    }
    default: {  // a page that was never written
      const std::size_t begin = place / 4096 * 4096;
      std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(begin), std::min<std::size_t>(4096, bytes.size() - begin),
                  '\0');
    }
  }
  return bytes;
}

std::vector<fs::path> files_of(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && !entry.is_symlink()) files.push_back(fs::relative(entry.path(), folder));
  }
  std::sort(files.begin(), files.end());
  return files;
}

// ---- The run

class Adversary {
 public:
  explicit Adversary(const test::TempDir& folder) : folder_(folder), random_(setting("NEWSRANK_SEED", 1)) {}

  bool run(std::uint64_t mutations) {
    for (const unsigned shards : {1U, 2U}) {
      const std::string base = base_of(shards);
      if (!write_index(base, shards)) return false;
      files_[shards] = files_of(base);
      if (search(base, nullptr, &expected_[shards]) != Outcome::right) return false;
      if (search(base, &expected_[shards], nullptr) != Outcome::right || check(base) != Outcome::right) return false;
    }
    for (std::uint64_t i = 0; i < mutations; ++i) mutate();
    for (const auto& [what, count] : counts_) std::cout << fmt::format("{:7}  {}\n", count, what);
    std::cout << fmt::format("{:7}  mutations, {} faults\n", mutations, faults_);
    return faults_ == 0;
  }

 private:
  std::string base_of(unsigned shards) const { return folder_.file("base" + std::to_string(shards)); }

  void mutate() {
    const unsigned shards = random_() % 3 == 0 ? 2 : 1;
    const std::string path = folder_.file("index");
    fs::remove_all(path);
    fs::copy(base_of(shards), path, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    const fs::path file = files_[shards][random_() % files_[shards].size()];
    write_bytes(path / file, damage(read(path / file), random_));
    const int searched = in_child([&] { return search(path, &expected_[shards], nullptr); });
    const int checked = in_child([&] { return check(path); });
    const bool silent = searched == static_cast<int>(Outcome::wrong) && checked == static_cast<int>(Outcome::right);
    const std::string kept = keep(path);
    const int written = in_child([&] { return write(path); });
    count("search", searched, file, kept);
    count("check", checked, file, kept);
    count("write", written, file, kept);
    if (silent) {
      ++counts_["wrong answers that a check does not know of"];
      fault("silent", file, kept);
    }
    fs::remove_all(kept);
  }

  // A copy of what was damaged, before it is written to.
  std::string keep(const std::string& path) const {
    const std::string copy = folder_.file("kept");
    if (std::getenv("NEWSRANK_KEEP") != nullptr)
      fs::copy(path, copy, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    return copy;
  }

  void count(const std::string& action, int result, const fs::path& file, const std::string& kept) {
    ++counts_[action + ": " + name_of(result)];
    if (result < 0 || result > static_cast<int>(Outcome::refused)) fault(action + ": " + name_of(result), file, kept);
  }

  void fault(const std::string& what, const fs::path& file, const std::string& kept) {
    ++faults_;
    std::cerr << what << " after damage to " << file.string() << '\n';
    if (const char* const place = std::getenv("NEWSRANK_KEEP"); place != nullptr && fs::exists(kept))
      fs::copy(kept, fmt::format("{}/{}", place, faults_),
               fs::copy_options::recursive | fs::copy_options::copy_symlinks);
  }

  const test::TempDir& folder_;
  Random random_;
  std::map<unsigned, std::vector<fs::path>> files_;
  std::map<unsigned, std::vector<std::string>> expected_;
  std::map<std::string, std::uint64_t> counts_;
  std::uint64_t faults_ = 0;
};

}  // namespace

int main() {
  const test::TempDir folder;
  return Adversary(folder).run(setting("NEWSRANK_MUTATIONS", 300)) ? 0 : 1;
}
