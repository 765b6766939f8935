// SPDX-License-Identifier: GPL-2.0-or-later
#include "newsrank/maintenance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "catalogue/catalogue.hpp"
#include "maintenance/shard_check.hpp"
#include "storage/index_folder.hpp"
#include "storage/index_lock.hpp"
#include "storage/index_view.hpp"

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

// The commit that all shards are at; none if it cannot be told.
std::optional<std::uint64_t> check_commits(const detail::Generation& generation, const std::vector<ShardCheck>& shards,
                                           std::vector<CheckFinding>& findings) {
  std::optional<std::uint64_t> commit = generation.view;
  for (const ShardCheck& shard : shards) {
    if (!shard.metadata) continue;
    if (commit.value_or(shard.metadata->commit) != shard.metadata->commit) {
      findings.push_back({fmt::format("a shard is at commit {}, the index at {}", shard.metadata->commit, *commit),
                          kRebuildAdvice, true});
    }
    commit = commit.value_or(shard.metadata->commit);
  }
  return commit;
}

// Whether what is written is what is read: a commit that was cut short may be ahead in some shards.
void check_views(const std::string& folder, const detail::Generation& generation, std::vector<CheckFinding>& findings) {
  for (unsigned number = 0; generation.view && number < generation.shards; ++number) {
    const auto same = detail::is_at_view(folder, generation, number);
    if (!same) {
      findings.push_back({same.error().message, kRebuildAdvice, true});
    } else if (!*same) {
      findings.push_back({fmt::format("shard {} holds a change that was cut short; searches do not see it", number),
                          "the next run of newsrank-index takes it back", false});
    }
  }
}

void check_catalogue(const std::string& folder, const detail::Generation& generation,
                     const std::vector<ShardCheck>& shards, std::uint64_t commit, std::vector<CheckFinding>& findings) {
  const KnownArticles known = known_articles(detail::catalogue_path(folder, generation.number, commit), findings);
  for (unsigned number = 0; number < shards.size() && known.usable; ++number) {
    if (shards[number].readable) compare(known, shards[number], generation, number, findings);
  }
}

Result<CheckReport> check_locked(const std::string& database) {
  const auto generation = detail::read_pointer(database);
  if (!generation) return generation.error();
  if (auto checked = detail::check_files(database, *generation); !checked) return checked.error();
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
  check_views(database, *generation, report.findings);
  if (const auto commit = check_commits(*generation, shards, report.findings)) {
    check_catalogue(database, *generation, shards, *commit, report.findings);
  }
  return report;
}

}  // namespace

Result<CheckReport> check_index(const std::string& database, const LockOptions& lock_options) {
  if (auto present = detail::read_pointer(database); !present) return present.error();
  const auto lock = detail::IndexLock::acquire(database, lock_options.wait, lock_options.cancelled);
  // A folder that cannot be written to has no writer either.
  if (!lock && lock.error().code != ErrorCode::io) return lock.error();
  return check_locked(database);
}

}  // namespace newsrank
