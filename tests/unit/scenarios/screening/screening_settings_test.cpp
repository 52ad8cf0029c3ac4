// SPDX-License-Identifier: MPL-2.0
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/screening/screening_settings.hpp"

using namespace tvilling;
using scenarios::parse_screening;
using scenarios::ScreeningSettings;

namespace {

std::vector<std::string> codes_of(const std::string& text) {
  core::Findings findings;
  static_cast<void>(parse_screening(text, "screening.toml", findings));
  std::vector<std::string> codes;
  for (const core::Finding& finding : findings.list) codes.push_back(finding.code);
  return codes;
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("Every key of a screening's settings is read") {
  core::Findings findings;
  const ScreeningSettings s = parse_screening(R"([screening]
reference = "given"
reference_m2_per_employee = 29
reference_rent_dkk_m2 = 1300
reference_uses = ["office", "health"]
yellow_above_ratio = 1.2
red_above_ratio = 1.5
least_peers = 5
least_reference_vacant_fraction = 0.1
overlap = "occupancy_first"
headcount = "fte"
worst = 10
draws = 50
seed = 7
[[screening.regroup]]
lease = "L-1"
group = "counters"
who = "KEID"
when = "2026-03-01"
reason = "citizens come here"
)",
                                              "screening.toml", findings);
  CHECK(findings.list.empty());
  CHECK(s.reference == scenarios::ScreeningReference::given);
  CHECK(s.reference_m2_per_employee == 29.0);
  CHECK(s.reference_rent_dkk_m2 == 1300.0);
  CHECK(s.reference_uses == std::vector<std::string>{"office", "health"});
  CHECK(s.yellow_above_ratio == 1.2);
  CHECK(s.red_above_ratio == 1.5);
  CHECK(s.least_peers == 5);
  CHECK(s.least_reference_vacant_fraction == 0.1);
  CHECK(s.overlap == scenarios::OverlapGuard::occupancy_first);
  CHECK(s.headcount == scenarios::Headcount::fte);
  CHECK(s.worst == 10);
  CHECK(s.draws == 50);
  CHECK(s.seed == 7);
  REQUIRE(s.regroupings.size() == 1);
  CHECK(s.regroupings[0].is_lease);
  CHECK(s.regroupings[0].id == "L-1");
  CHECK(s.regroupings[0].group == "counters");
  CHECK(s.regroupings[0].reason == "citizens come here");
}

TEST_CASE("A key or word that is not known is refused with the nearest one") {
  core::Findings findings;
  static_cast<void>(parse_screening("[screening]\nrefrence = \"peers\"\noverlap = \"largest\"\n", "screening.toml", findings));
  REQUIRE(findings.list.size() == 2);
  CHECK(findings.list[0].code == "TV-3452");
  CHECK(findings.list[0].pos.line == 2);
  CHECK(findings.list[0].hint.find("\"reference\"") != std::string::npos);
  CHECK(findings.list[1].code == "TV-3452");
  CHECK(findings.list[1].hint == "Did you mean \"larger\"?");
  CHECK(codes_of("[screening]\nreference_uses = [\"ofice\"]\n") == Codes{"TV-3452", "TV-3457"});
}

TEST_CASE("A given reference wants both numbers, and numbers want a given reference") {
  CHECK(codes_of("[screening]\nreference = \"given\"\n") == Codes{"TV-3453", "TV-3453"});
  CHECK(codes_of("[screening]\nreference_rent_dkk_m2 = 1300\n") == Codes{"TV-3457"});
}

TEST_CASE("Values out of their range stop") {
  CHECK(codes_of("[screening]\nleast_peers = 1\n") == Codes{"TV-3454"});
  CHECK(codes_of("[screening]\ndraws = -1\n") == Codes{"TV-3454"});
  CHECK(codes_of("[screening]\nreference = \"given\"\nreference_m2_per_employee = 0\nreference_rent_dkk_m2 = 1300\n") ==
        Codes{"TV-3454"});
  CHECK(codes_of("[screening]\nyellow_above_ratio = 1.4\n") == Codes{"TV-3454"});
  CHECK(codes_of("screening = 3\n") == Codes{"TV-3454"});
  CHECK(codes_of("[screening\n") == Codes{"TV-3451"});
  CHECK(codes_of("") == Codes{"TV-3453"});
}

TEST_CASE("A regrouping says what, where to, who, when and why, and once") {
  const std::string header = "[screening]\n[[screening.regroup]]\n";
  const std::string rest = "group = \"g\"\nwho = \"w\"\nwhen = \"2026-03-01\"\nreason = \"r\"\n";
  CHECK(codes_of(header + "property = \"P\"\n" + rest).empty());
  CHECK(codes_of(header + rest) == Codes{"TV-3453"});
  CHECK(codes_of(header + "property = \"P\"\nlease = \"L\"\n" + rest) == Codes{"TV-3453"});
  CHECK(codes_of(header + "property = \"P\"\ngroup = \"g\"\n") == Codes{"TV-3453", "TV-3453", "TV-3453"});
  CHECK(codes_of(header + "property = \"P\"\ngroup = \"g\"\nwho = \"w\"\nwhen = \"1.3.2026\"\nreason = \"r\"\n") ==
        Codes{"TV-3454"});
  const std::string entry = "[[screening.regroup]]\nproperty = \"P\"\n" + rest;
  CHECK(codes_of("[screening]\n" + entry + entry) == Codes{"TV-3456"});
}

TEST_CASE("Settings stand in the folder, or under the workbook's name beside it") {
  CHECK(scenarios::screening_path("/there/city.xlsx") == "/there/city.screening.toml");
  CHECK(scenarios::screening_path(std::filesystem::temp_directory_path()).filename() == "screening.toml");
}
