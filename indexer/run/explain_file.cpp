// SPDX-License-Identifier: GPL-2.0-or-later
#include "run/explain_file.hpp"

#include <algorithm>

#include "reading/article_reader.hpp"
#include "reading/sites/page_place.hpp"
#include "sources/catalogue_key.hpp"

namespace newsrank {
namespace {

// Whatever a large stream holds, the first documents show how it is read.
constexpr std::size_t kMaxDocuments = 100;

class Explanation : public ReadSink {
 public:
  explicit Explanation(ExplainedFile& file) : file_(file) {}

  void keys(const ArticleFields& fields) override {
    if (file_.documents.size() >= kMaxDocuments) return;
    ExplainedDocument& document = file_.documents.emplace_back();
    for (std::size_t number = 0; number < kArticleKeys; ++number) {
      const auto key = static_cast<ArticleKey>(number);
      if (fields.find(key)) document.used.emplace_back(fields.written_name(key), member_of(key));
    }
    for (const auto& url : fields.urls()) document.used.emplace_back(url.key.name, member_of(ArticleKey::url));
    for (const auto& list : fields.topics()) document.used.emplace_back(list.key.name, member_of(ArticleKey::topics));
    for (std::size_t number = 0; number < fields.map().own().size(); ++number) {
      if (fields.find_own(number))
        document.used.emplace_back(fields.written_own(number).name, fields.map().own()[number].name);
    }
    if (!fields.related().empty()) document.used.emplace_back("related", member_of(ArticleKey::related));
    for (const WrittenKey& key : fields.unused()) document.unused.emplace_back(key.name);
  }
  void mention(const Mention& /*mention*/, std::string_view record) override {
    auto article = decode_article(record);
    if (article && !file_.documents.empty() && file_.documents.size() < kMaxDocuments)
      file_.documents.back().articles.push_back(std::move(*article));
  }
  void problem(Problem problem) override { file_.problems.push_back(std::move(problem)); }
  void remark(Problem remark) override { file_.remarks.push_back(std::move(remark)); }

 private:
  ExplainedFile& file_;
};

}  // namespace

Result<ExplainedFile> explain_file(const std::string& file, const std::vector<std::string>& sources,
                                   const std::string& database, const ScanOptions& options) {
  ProblemList problems;
  RemarkList remarks;
  std::vector<std::string> all = sources;
  const std::string key = catalogue_key(file, working_folder());
  const bool below = std::any_of(sources.begin(), sources.end(), [&](const std::string& source) {
    return lies_below(key, catalogue_key(source, working_folder()));
  });
  if (!below) all.push_back(file);
  const auto scan = scan_sources(all, database, problems, remarks, options);
  if (!scan) return scan.error();
  const auto found =
      std::find_if(scan->files.begin(), scan->files.end(), [&](const FoundFile& f) { return f.key == key; });
  if (found == scan->files.end()) {
    return Error{ErrorCode::invalid_argument, file + " is not read: not a file, or left out for its name or folder",
                 "name a file of articles"};
  }
  ExplainedFile explained;
  if (found->site) explained.site = found->site->base_url;
  ReadLimits limits;
  limits.strict = options.strict;
  limits.fields = &options.fields;
  BlockCache cache;
  ArticleReader reader(limits, cache);
  Explanation sink(explained);
  const PagePlace page{file_address(found->key), found->site.get(), found->site_path, found->source_path};
  reader.read_file(file, sink, &page);
  return explained;
}

}  // namespace newsrank
