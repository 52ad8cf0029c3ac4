// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/told_rows.hpp"

#include <catch2/catch.hpp>

namespace core = tvilling::core;
namespace case_parts = tvilling::scenarios::case_parts;
using case_parts::ToldRow;

namespace {

constexpr core::FindingCode kCode{"TV-3401", "Something is wrong."};

core::Findings told(const std::vector<ToldRow>& rows) {
  core::Findings findings;
  case_parts::tell(findings, kCode, core::Severity::warns, "too many in {}", rows, "Let them go.", "leases");
  return findings;
}

}  // namespace

TEST_CASE("Several rows are one finding at the place of the first with all ids whole") {
  const core::Findings findings = told({{"Lejemal 1", "12 desks", {"leases.csv", 4, 2}}, {"L2", {}, {"leases.csv", 9}}});
  REQUIRE(findings.list.size() == 1);
  CHECK(findings.list[0].message == "too many in Lejemal 1 (12 desks), L2");
  CHECK(core::to_string(findings.list[0].pos) == "leases.csv:4:2");
  CHECK(findings.list[0].rows == std::vector<std::string>{"Lejemal 1", "L2"});
  CHECK(findings.list[0].table == "leases");
}

TEST_CASE("A limit without a row is told by its words and adds no id") {
  const core::Findings findings = told({{{}, "budget of year 1: 5 DKK beyond"}});
  CHECK(findings.list.at(0).message == "too many in budget of year 1: 5 DKK beyond");
  CHECK(findings.list.at(0).rows.empty());
}

TEST_CASE("Of many rows the first eight are named and every id is kept") {
  std::vector<ToldRow> rows;
  for (int i = 0; i < 11; ++i) rows.push_back({"L" + std::to_string(i)});
  const core::Findings findings = told(rows);
  CHECK(findings.list.at(0).message == "too many in L0, L1, L2, L3, L4, L5, L6, L7 and 3 more");
  CHECK(findings.list.at(0).rows.size() == 11);
}

TEST_CASE("Without rows nothing is told") {
  CHECK(told({}).list.empty());
}
