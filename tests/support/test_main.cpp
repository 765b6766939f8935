// SPDX-License-Identifier: GPL-2.0-or-later
// The main() of every test program: Boost.Test, dynamically linked. `unit_tests -- query/parser_test.cpp …` runs the
// cases of these sources alone.
#define BOOST_TEST_MODULE newsrank
#define BOOST_TEST_NO_MAIN
#define BOOST_TEST_ALTERNATIVE_INIT_API
#include <algorithm>
#include <boost/test/tree/traverse.hpp>
#include <boost/test/tree/visitor.hpp>
#include <boost/test/unit_test.hpp>
#include <set>
#include <string>
#include <string_view>

namespace {

namespace ut = boost::unit_test;

class SourceFilter : public ut::test_tree_visitor {
 public:
  explicit SourceFilter(std::set<std::string_view> sources) : missing_(sources), sources_(std::move(sources)) {}

  void visit(const ut::test_case& test) override {
    const std::string_view file(test.p_file_name.begin(), test.p_file_name.size());
    const auto source = std::find_if(sources_.begin(), sources_.end(), [&](auto name) { return file.ends_with(name); });
    if (source == sources_.end()) {
      ut::framework::get<ut::test_case>(test.p_id).p_default_status.value = ut::test_unit::RS_DISABLED;
    } else {
      missing_.erase(*source);
    }
  }

  [[nodiscard]] const std::set<std::string_view>& missing() const { return missing_; }

 private:
  std::set<std::string_view> missing_;
  std::set<std::string_view> sources_;
};

bool choose_tests() {
  const auto& all = ut::framework::master_test_suite();
  std::set<std::string_view> sources;
  for (int i = 1; i < all.argc; ++i) {
    if (std::string_view(all.argv[i]).ends_with(".cpp")) sources.insert(all.argv[i]);
  }
  if (sources.empty()) return true;
  SourceFilter filter(std::move(sources));
  ut::traverse_test_tree(all, filter, true);
  for (const auto& name : filter.missing()) throw ut::framework::setup_error("no test case in " + std::string(name));
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  return ut::unit_test_main(choose_tests, argc, argv);
}
