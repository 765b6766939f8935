// SPDX-License-Identifier: GPL-2.0-or-later
#include "run/index_run.hpp"

#include <xxhash.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include "catalogue/catalogue.hpp"
#include "catalogue/file_diff.hpp"
#include "catalogue/mention_table.hpp"
#include "catalogue/planner.hpp"
#include "run/apply_stage.hpp"
#include "run/read_stage.hpp"
#include "run/shared_identities.hpp"
#include "run/spill.hpp"
#include "sources/catalogue_key.hpp"
#include "sources/source_scan.hpp"
#include "storage/stored_catalogue.hpp"

namespace newsrank {
namespace {

// One run; the steps are called in order by run_index().
class Run {
 public:
  Run(const IndexOptions& options, const RunHooks& hooks) : options_(options), hooks_(hooks) {
    report_.database = options.database;
    report_.dry_run = options.dry_run;
    report_.rebuilt = options.rebuild;
    jobs_ = options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
  }

  Result<void> find_sources();
  void choose_fields();
  Result<void> open_index();
  Result<void> read_changes();
  Result<void> store_changes();
  RunReport finish();

 private:
  void count_files(const std::vector<FileOutcome>& outcomes);
  FileDiff forgetting() const;
  std::vector<std::string> next_sources() const;
  Catalogue next_catalogue() const;
  void tell_shared_identities(const Catalogue& newer);

  const IndexOptions& options_;
  const RunHooks& hooks_;
  const std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  unsigned jobs_ = 1;
  RunReport report_;
  ProblemList problems_;
  RemarkList remarks_;

  std::int64_t now_ns_ = 0;
  SourceScan scan_;
  FieldMap fields_;

  std::optional<IndexStore> store_;  // none in a dry run
  Catalogue known_;

  std::unique_ptr<Spill> records_;                       // none in a dry run
  std::optional<MentionTable> mentions_{std::in_place};  // until the catalogue is made
  FileDiff diff_;
  std::vector<FileOutcome> outcomes_;
};

Result<void> Run::find_sources() {
  now_ns_ = std::chrono::nanoseconds(std::chrono::system_clock::now().time_since_epoch()).count();
  if (!options_.forget.empty()) return {};
  auto scan = scan_sources(options_.sources, options_.database, problems_, remarks_, options_.scan);
  if (!scan) return std::move(scan.error());
  scan_ = std::move(*scan);
  return {};
}

Result<void> parse_into(const Result<std::string>& bytes, Catalogue& catalogue) {
  if (!bytes) return bytes.error();
  if (bytes->empty()) return {};
  auto parsed = Catalogue::parse(*bytes);
  if (!parsed) return std::move(parsed.error());
  catalogue = std::move(*parsed);
  return {};
}

// An index that was made without fields of its own goes on without, unless somebody declares some.
void Run::choose_fields() {
  fields_ = options_.scan.fields;
  if (options_.rebuild || fields_.declares()) return;
  const auto stored = read_stored_fields(options_.database);
  if (stored && stored->empty()) fields_.leave_own();
}

Result<void> Run::open_index() {
  choose_fields();
  if (options_.dry_run) {
    return options_.rebuild ? Result<void>() : parse_into(read_stored_catalogue(options_.database), known_);
  }
  StoreOptions store_options;
  store_options.analyzer = options_.analyzer;
  if (options_.forget.empty()) store_options.fields = fields_.own();
  store_options.shards = std::max(options_.shards, 1U);
  store_options.wait_for_lock = options_.wait_for_lock;
  store_options.cancelled = hooks_.interrupted;
  store_options.rebuild = options_.rebuild;
  auto store = IndexStore::open(options_.database, store_options);
  if (!store) return std::move(store.error());
  store_.emplace(std::move(*store));
  if (options_.shards > 0 && store_->shard_count() != options_.shards) {
    remarks_.add({{options_.database, 0, 0,
                   "--shards " + std::to_string(options_.shards) + " is not used: the index has " +
                       std::to_string(store_->shard_count()) + "; --rebuild makes it anew"}},
                 {});
  }
  if (auto parsed = parse_into(store_->catalogue(), known_); !parsed) return parsed;
  auto records = Spill::create(options_.database);
  if (!records) return std::move(records.error());
  records_ = std::move(*records);
  return {};
}

// Every file of a forgotten source as removed, all others as they are.
FileDiff Run::forgetting() const {
  FileDiff diff;
  const std::string folder = working_folder();
  for (std::size_t file = 0; file < known_.file_count(); ++file) {
    const bool forgotten = std::any_of(options_.forget.begin(), options_.forget.end(), [&](const std::string& source) {
      return lies_below(known_.path(file), catalogue_key(source, folder));
    });
    (forgotten ? diff.removed : diff.untouched).push_back(file);
  }
  return diff;
}

Result<void> Run::read_changes() {
  if (!options_.forget.empty()) {
    diff_ = forgetting();
    count_files({});
    if (!diff_.removed.empty()) return records_ ? records_->finish() : Result<void>();
    return Error{ErrorCode::invalid_argument, "the index holds nothing of " + options_.forget.front(),
                 "newsrank-index --list-sources shows what it was made from"};
  }
  diff_ = diff_files(known_, scan_.files, scan_.sources,
                     [this](const std::string& key) { return !options_.keep && scan_.is_gone(key); });
  ReadLimits limits;
  limits.strict = options_.scan.strict;
  limits.fields = &fields_;
  ReadStageInput input{known_, scan_.files,   diff_.to_read,      now_ns_,        jobs_,
                       limits, options_.keep, hooks_.interrupted, hooks_.progress};
  auto result = read_files(input, {*mentions_, records_.get(), problems_, remarks_});
  if (!result) return std::move(result.error());
  if (records_) {
    if (auto written = records_->finish(); !written) return written;
  }
  report_.read = result->counts;
  count_files(result->outcomes);
  outcomes_ = std::move(result->outcomes);
  return {};
}

void Run::count_files(const std::vector<FileOutcome>& outcomes) {
  report_.files_seen = scan_.files.size();
  report_.files_unchanged = diff_.unchanged.size();
  report_.files_removed = diff_.removed.size();
  for (const FileOutcome& outcome : outcomes) {
    switch (outcome.state) {
      case FileOutcome::State::left:
        ++report_.files_left;
        break;
      case FileOutcome::State::read:
        ++report_.files_read;
        break;
      case FileOutcome::State::unchanged:
        ++report_.files_unchanged;
        break;
      case FileOutcome::State::failed:
        ++report_.files_failed;
        break;
    }
  }
  report_.interrupted = report_.files_left > 0;
}

// What earlier runs read and this one, without what is forgotten.
std::vector<std::string> Run::next_sources() const {
  std::vector<std::string> all = known_.sources();
  all.insert(all.end(), scan_.sources.begin(), scan_.sources.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  const std::string folder = working_folder();
  for (const std::string& source : options_.forget) {
    std::erase_if(all, [&](const std::string& known) { return lies_below(known, catalogue_key(source, folder)); });
  }
  return all;
}

Catalogue Run::next_catalogue() const {
  CatalogueBuilder builder(known_, mentions_->mentions());
  builder.set_sources(next_sources());
  for (const std::size_t file : diff_.unchanged) builder.add_kept(file);
  for (const std::size_t file : diff_.untouched) builder.add_kept(file);
  for (std::size_t i = 0; i < outcomes_.size(); ++i) {
    const std::string& key = scan_.files[diff_.to_read[i]].key;
    if (outcomes_[i].state == FileOutcome::State::read) {
      builder.add_read(key, outcomes_[i].stamp, outcomes_[i].references);
      continue;
    }
    const std::size_t known = known_.find(key);
    if (known == known_.file_count()) continue;
    if (outcomes_[i].state == FileOutcome::State::unchanged) {
      builder.add_kept(known, outcomes_[i].stamp);
    } else {
      builder.add_kept(known);
    }
  }
  return builder.finish();
}

Result<void> Run::store_changes() {
  if (report_.rebuilt && report_.interrupted) return {};  // the old index stays
  const Catalogue newer = next_catalogue();
  outcomes_ = {};
  mentions_.reset();
  const Plan plan = make_plan(known_.mentions(), newer.mentions());
  report_.articles_added = plan.added.size();
  report_.articles_changed = plan.changed.size();
  report_.articles_removed = plan.removed.size();
  report_.articles_unchanged = plan.unchanged;
  report_.articles_total = plan.added.size() + plan.changed.size() + plan.unchanged;
  tell_shared_identities(newer);
  if (!plan.removed.empty()) report_.emptied = emptied_sources(known_, diff_, scan_.files, scan_.sources);
  if (!store_) return {};
  if (auto done = apply_plan(*store_, {newer, plan, *records_, jobs_, hooks_.progress}); !done) return done;
  if (const std::uint64_t cut = store_->cut_articles(); cut > 0) {
    problems_.add(Problem{options_.database, 0, 0,
                          std::to_string(cut) + (cut == 1 ? " article has" : " articles have") +
                              " more different words or topics than an index keeps of one: the rest cannot be found"});
  }
  const std::string bytes = newer.serialise();
  // A run that found nothing new leaves the index untouched to the last byte.
  if (!store_->fresh() && plan.empty() && bytes == known_.serialise()) return {};
  return store_->commit(bytes);
}

// Before the articles are stored: what was stored is asked for what this run did not read.
void Run::tell_shared_identities(const Catalogue& newer) {
  if (!store_) return;
  const auto article_of = [&](const Mention& mention) -> std::optional<Article> {
    auto record = records_->read(mention.content);
    if (!record) return std::nullopt;
    if (!*record) {
      const auto stored = store_->versions(mention.identity);
      if (!stored) return std::nullopt;
      const auto same = std::find_if(stored->begin(), stored->end(), [&](const std::string& bytes) {
        return XXH3_64bits(bytes.data(), bytes.size()) == mention.content;
      });
      if (same == stored->end()) return std::nullopt;
      *record = *same;
    }
    auto article = decode_article(**record);
    return article ? std::optional(std::move(*article)) : std::nullopt;
  };
  for (SharedIdentity& shared : find_shared_identities(newer, article_of)) {
    Problem problem{std::move(shared.path), 0, 0, std::move(shared.reason)};
    if (shared.different) {
      problems_.add(std::move(problem));
    } else {
      remarks_.add({std::move(problem)}, {});
    }
  }
}

RunReport Run::finish() {
  report_.problems = problems_.take();
  report_.remarks = remarks_.take();
  report_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  return std::move(report_);
}

}  // namespace

Result<RunReport> run_index(const IndexOptions& options, const RunHooks& hooks) {
  Run run(options, hooks);
  if (auto done = run.find_sources(); !done) return std::move(done.error());
  if (auto done = run.open_index(); !done) return std::move(done.error());
  if (auto done = run.read_changes(); !done) return std::move(done.error());
  if (auto done = run.store_changes(); !done) return std::move(done.error());
  return run.finish();
}

}  // namespace newsrank
