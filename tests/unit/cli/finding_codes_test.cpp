// SPDX-License-Identifier: MPL-2.0
#include "cli/finding_codes.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <regex>
#include <set>
#include <string>

#include "core/io/file.hpp"

namespace cli = tvilling::cli;
namespace core = tvilling::core;
namespace fs = std::filesystem;

namespace {

std::set<std::string> listed_codes() {
  std::set<std::string> codes;
  for (const cli::CodeGroup& group : cli::finding_codes()) {
    for (const core::FindingCode& code : group.codes) codes.emplace(code.code);
  }
  return codes;
}

/// The codes that stand in the sources.
std::set<std::string> codes_of_sources() {
  std::set<std::string> codes;
  const std::regex code(R"re(FindingCode k\w+\{\s*"(TV-\d+)")re");
  for (const char* layer : {"core", "models", "scenarios"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(fs::path(TVILLING_SOURCE_DIR) / layer)) {
      if (!entry.path().filename().string().ends_with("_codes.hpp")) continue;
      const std::string text = core::read_file(entry.path());
      for (auto at = std::sregex_iterator(text.begin(), text.end(), code); at != std::sregex_iterator(); ++at) {
        codes.insert((*at)[1].str());
      }
    }
  }
  return codes;
}

}  // namespace

TEST_CASE("No code has two meanings") {
  std::set<std::string_view> seen;
  for (const cli::CodeGroup& group : cli::finding_codes()) {
    for (const core::FindingCode& code : group.codes) {
      INFO(code.code);
      CHECK(seen.insert(code.code).second);
      CHECK_FALSE(code.meaning.empty());
      CHECK(std::regex_match(std::string(code.code), std::regex("TV-[0-9]{4}")));
    }
  }
  CHECK(seen.size() > 100);
}

TEST_CASE("Every code of the sources is in the one list") {
  const std::set<std::string> sources = codes_of_sources();
  CHECK(sources.size() > 100);
  CHECK(sources == listed_codes());
}

TEST_CASE("The reference page of findings is what the program prints") {
  const fs::path page = fs::path(TVILLING_SOURCE_DIR) / "docs/reference/findings.md";
  CHECK(core::read_file(page) == cli::findings_markdown());
}

TEST_CASE("A code has its meaning and another word has none") {
  CHECK(cli::meaning_of("TV-1202") == "An id occurs twice in a table.");
  CHECK(cli::meaning_of("TV-0000").empty());
}
