#include "maintenance/index_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "catalogue.hpp"
#include "index_folder.hpp"
#include "index_lock.hpp"
#include "maintenance/shard_check.hpp"

namespace newsrank {
namespace {

using detail::kRebuildAdvice;
using detail::ShardCheck;

// What the catalogue of one commit says.
struct KnownArticles {
  std::vector<IdentityHash> identities;  // ascending
  bool usable = false;                   // whole, and written by newsrank-index
};

KnownArticles known_articles(const std::string& path, std::vector<CheckFinding>& findings) {
  KnownArticles known;
  const auto bytes = detail::read_catalogue(path);
  if (!bytes) {
    findings.push_back({bytes.error().message, kRebuildAdvice, true});
    return known;
  }
  if (bytes->empty()) return known;  // a program stored the articles, not newsrank-index
  const auto catalogue = Catalogue::parse(*bytes);
  if (!catalogue) {
    findings.push_back({catalogue.error().message, catalogue.error().hint, true});
    return known;
  }
  known.usable = true;
  for (const Mention& mention : catalogue->mentions()) {
    if (known.identities.empty() || known.identities.back() != mention.identity) {
      known.identities.push_back(mention.identity);
    }
  }
  return known;
}

void compare(const KnownArticles& known, const ShardCheck& shard, const detail::Generation& generation, unsigned number,
             std::vector<CheckFinding>& findings) {
  std::vector<IdentityHash> expected;
  std::copy_if(known.identities.begin(), known.identities.end(), std::back_inserter(expected),
               [&](const IdentityHash& identity) { return identity.low % generation.shards == number; });
  std::vector<IdentityHash> difference;
  std::set_symmetric_difference(expected.begin(), expected.end(), shard.identities.begin(), shard.identities.end(),
                                std::back_inserter(difference));
  if (difference.empty()) return;
  findings.push_back({fmt::format("{}/shard{}: {} articles are either stored and in no known file, or the reverse",
                                  detail::generation_name(generation.number), number, difference.size()),
                      kRebuildAdvice, true});
}

void check_commits(const std::vector<ShardCheck>& shards, std::vector<CheckFinding>& findings) {
  std::vector<std::uint64_t> commits;
  for (const ShardCheck& shard : shards) {
    if (shard.metadata) commits.push_back(shard.metadata->commit);
  }
  if (commits.empty()) return;
  const auto [least, greatest] = std::minmax_element(commits.begin(), commits.end());
  if (*least == *greatest) return;
  const bool damage = *greatest - *least > 1;
  findings.push_back({fmt::format("shards are at commits {} to {}: the last change was cut short", *least, *greatest),
                      damage ? kRebuildAdvice : "run newsrank-index with its sources to complete it", damage});
}

// Each shard is held against the catalogue of its own commit: they differ after a commit that was cut short.
void check_catalogues(const std::string& folder, const detail::Generation& generation,
                      const std::vector<ShardCheck>& shards, std::vector<CheckFinding>& findings) {
  std::map<std::uint64_t, KnownArticles> by_commit;
  for (unsigned number = 0; number < shards.size(); ++number) {
    if (!shards[number].metadata) continue;
    const std::uint64_t commit = shards[number].metadata->commit;
    auto known = by_commit.find(commit);
    if (known == by_commit.end()) {
      const std::string path = detail::catalogue_path(folder, generation.number, commit);
      known = by_commit.emplace(commit, known_articles(path, findings)).first;
    }
    if (known->second.usable && shards[number].readable) {
      compare(known->second, shards[number], generation, number, findings);
    }
  }
}

Result<CheckReport> check_locked(const std::string& database) {
  const auto generation = detail::read_pointer(database);
  if (!generation) return generation.error();
  CheckReport report;
  report.database = database;
  report.generation = generation->number;
  report.shards = generation->shards;
  std::vector<ShardCheck> shards;
  for (unsigned number = 0; number < generation->shards; ++number) {
    auto checked = detail::check_shard(database, *generation, number);
    if (!checked) return std::move(checked.error());
    std::move(checked->findings.begin(), checked->findings.end(), std::back_inserter(report.findings));
    report.articles += checked->identities.size();
    shards.push_back(*std::move(checked));
  }
  check_commits(shards, report.findings);
  check_catalogues(database, *generation, shards, report.findings);
  return report;
}

}  // namespace

bool CheckReport::sound() const {
  return std::none_of(findings.begin(), findings.end(), [](const CheckFinding& finding) { return finding.damage; });
}

Result<CheckReport> check_index(const std::string& database, bool wait, const std::function<bool()>& cancelled) {
  if (auto present = detail::read_pointer(database); !present) return present.error();
  const auto lock = detail::IndexLock::acquire(database, wait, cancelled);
  // A folder that cannot be written to has no writer either.
  if (!lock && lock.error().code != ErrorCode::io) return lock.error();
  return check_locked(database);
}

}  // namespace newsrank
