// SPDX-License-Identifier: MPL-2.0
#include "scenarios/study_codes.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

using namespace tvilling;

TEST_CASE("Every code about studies stands once and means one thing") {
  std::set<std::string_view> codes;
  std::set<std::string_view> meanings;
  for (const core::FindingCode& code : scenarios::study_code::kAll) {
    INFO(code.code);
    CHECK(codes.insert(code.code).second);
    CHECK(meanings.insert(code.meaning).second);
    CHECK((code.code.starts_with("TV-30") || code.code.starts_with("TV-31") || code.code.starts_with("TV-32")));
    CHECK(code.code.size() == 7);
    CHECK(code.meaning.ends_with("."));
  }
}

TEST_CASE("The how-to lists the codes about studies as they are") {
  std::ifstream file(std::string(TVILLING_SOURCE_DIR) + "/docs/how-to/write-a-study.md");
  REQUIRE(file.good());
  std::string table = "| code | meaning |\n| --- | --- |\n";
  for (const core::FindingCode& code : scenarios::study_code::kAll) {
    table += "| " + std::string(code.code) + " | " + std::string(code.meaning) + " |\n";
  }
  std::ostringstream page;
  page << file.rdbuf();
  INFO("The how-to needs this table:\n" << table);
  REQUIRE(page.str().find(table) != std::string::npos);
}
