// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/fabric_keys.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

#include "models/fabric/fabric_codes.hpp"

using namespace tvilling;

TEST_CASE("Every code about buildings stands once and means one thing") {
  std::set<std::string_view> codes;
  std::set<std::string_view> meanings;
  for (const core::FindingCode& code : models::fabric_code::kAll) {
    INFO(code.code);
    CHECK(codes.insert(code.code).second);
    CHECK(meanings.insert(code.meaning).second);
    CHECK((code.code.starts_with("TV-40") || code.code.starts_with("TV-41") || code.code.starts_with("TV-42")));
    CHECK(code.meaning.ends_with("."));
  }
}

TEST_CASE("The how-to lists the codes about buildings as they are") {
  std::ifstream file(std::string(TVILLING_SOURCE_DIR) + "/docs/how-to/write-a-building.md");
  REQUIRE(file.good());
  std::string table = "| code | meaning |\n| --- | --- |\n";
  for (const core::FindingCode& code : models::fabric_code::kAll) {
    table += "| " + std::string(code.code) + " | " + std::string(code.meaning) + " |\n";
  }
  std::ostringstream page;
  page << file.rdbuf();
  INFO("The how-to needs this table:\n" << table);
  REQUIRE(page.str().find(table) != std::string::npos);
}

TEST_CASE("Every kind of table and every key has a sentence in the reference") {
  const std::string page = models::fabric_markdown();
  std::set<std::string> seen;
  for (const models::FabricKind& kind : models::fabric_kinds()) {
    INFO(kind.kind);
    CHECK(kind.doc.ends_with("."));
    CHECK_FALSE(models::fabric_keys_of(kind.kind).empty());
  }
  for (const models::FabricKey& key : models::fabric_keys()) {
    INFO(key.kind << "." << key.key);
    CHECK(key.doc.ends_with("."));
    CHECK(seen.insert(std::string(key.kind) + "." + std::string(key.key)).second);
    CHECK(&models::fabric_key(key.kind, key.key) == &key);
    CHECK(page.find("| `" + std::string(key.key) + "` | " + std::string(key.doc)) != std::string::npos);
  }
}
