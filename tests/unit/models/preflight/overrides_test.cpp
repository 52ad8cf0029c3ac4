// SPDX-License-Identifier: MPL-2.0
#include "models/preflight/overrides.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "core/io/file.hpp"
#include "models/preflight/preflight_codes.hpp"
#include "tests/support/temporary_folder.hpp"

namespace core = tvilling::core;
namespace models = tvilling::models;
namespace code = tvilling::models::preflight_code;
using core::Finding;
using core::Severity;

namespace {

constexpr const char* kGood = R"([[set_aside]]
code = "TV-1401"
id = "B1"
reason = "The attic was measured, it is right"
who = "Anne Jensen"
when = "2026-03-01"

[[lock]]
unit = "U7"
reason = "Moved last year"
who = "KEID"
when = "2026-01-31"
)";

Finding warning(const std::string& code, const std::string& id, Severity severity = Severity::warns,
                const std::string& table = "buildings") {
  return {code, severity, {"buildings.csv", 2, 1}, "message", "hint", table, id};
}

core::Findings parse_findings(std::string_view text) {
  core::Findings findings;
  (void)models::parse_overrides(text, "overrides.toml", findings);
  return findings;
}

std::string without_line(std::string text, std::string_view begin) {
  const std::size_t at = text.find("\n" + std::string(begin));
  REQUIRE(at != std::string::npos);
  return text.erase(at, text.find('\n', at + 1) - at);
}

bool has(const core::Findings& findings, const core::FindingCode& code) {
  return std::any_of(findings.list.begin(), findings.list.end(), [&code](const Finding& f) { return f.code == code.code; });
}

}  // namespace

TEST_CASE("Overrides are read with their place") {
  core::Findings findings;
  const models::Overrides overrides = models::parse_overrides(kGood, "overrides.toml", findings);
  CHECK(findings.list.empty());
  REQUIRE(overrides.set_asides.size() == 1);
  CHECK(overrides.set_asides[0].code == "TV-1401");
  CHECK(overrides.set_asides[0].who == "Anne Jensen");
  CHECK(overrides.set_asides[0].pos.line == 1);
  REQUIRE(overrides.locks.size() == 1);
  CHECK(overrides.locks[0].kind == models::LockKind::unit);
  CHECK(overrides.locks[0].id == "U7");
  CHECK(overrides.locks[0].pos.line == 8);
}

TEST_CASE("A warning that is set aside informs, with who, when and why") {
  core::Findings findings;
  const models::Overrides overrides = models::parse_overrides(kGood, "overrides.toml", findings);
  findings.add(warning("TV-1401", "B1"));
  findings.add(warning("TV-1401", "B2"));
  findings.add(warning("TV-1402", "B1"));
  models::set_aside(overrides.set_asides, findings);
  REQUIRE(findings.list.size() == 3);
  CHECK(findings.list[0].severity == Severity::info);
  CHECK(findings.list[0].set_aside == "by Anne Jensen on 2026-03-01: The attic was measured, it is right");
  CHECK_THAT(core::to_string(findings.list[0]), Catch::Contains("Set aside by Anne Jensen on 2026-03-01"));
  CHECK(findings.list[1].severity == Severity::warns);
  CHECK(findings.list[2].severity == Severity::warns);
}

TEST_CASE("A warning about several rows is set aside when every one of them is") {
  core::Findings findings;
  findings.add(warning("TV-1208", ""));
  findings.list[0].rows = {"B1", "B2"};
  const models::SetAside first{"TV-1208", "", "B1", "r", "w", "2026-01-01", {}};
  const models::SetAside second{"TV-1208", "", "B2", "r", "w", "2026-01-01", {}};
  models::set_aside({first}, findings);
  REQUIRE(findings.list.size() == 1);
  CHECK(findings.list[0].severity == Severity::warns);
  models::set_aside({first, second}, findings);
  REQUIRE(findings.list.size() == 1);
  CHECK(findings.list[0].severity == Severity::info);
}

TEST_CASE("A command that looks at less ignores the overrides of what it does not see") {
  core::Findings findings;
  findings.add(warning("TV-1401", "B1"));
  models::Overrides overrides;
  overrides.set_asides = {{"TV-1401", "", "B1", "r", "w", "2026-01-01", {}}, {"TV-1405", "", "B1", "r", "w", "2026-01-01", {}}};
  models::set_aside_here(overrides, findings);
  REQUIRE(findings.list.size() == 1);
  CHECK(findings.list[0].severity == Severity::info);
}

TEST_CASE("What stops cannot be set aside, and that stops too") {
  core::Findings findings;
  const models::Overrides overrides = models::parse_overrides(kGood, "overrides.toml", findings);
  findings.add(warning("TV-1401", "B1", Severity::stops));
  models::set_aside(overrides.set_asides, findings);
  REQUIRE(findings.list.size() == 2);
  CHECK(findings.list[0].severity == Severity::stops);
  CHECK(findings.list[1].code == code::kCannotSetAside.code);
  CHECK(findings.list[1].severity == Severity::stops);
  CHECK(findings.list[1].pos.line == 1);
}

TEST_CASE("An override that fits no warning warns") {
  core::Findings findings;
  const models::Overrides overrides = models::parse_overrides(kGood, "overrides.toml", findings);
  findings.add(warning("TV-1401", "B1", Severity::filled));
  models::set_aside(overrides.set_asides, findings);
  REQUIRE(findings.list.size() == 2);
  CHECK(findings.list[0].severity == Severity::filled);
  CHECK(findings.list[1].code == code::kNothingSetAside.code);
}

TEST_CASE("A table narrows an override, and no id means the warnings of no row") {
  std::vector<models::SetAside> entries(2);
  entries[0] = {"TV-1409", "leases", "X", "r", "w", "2026-01-01", {}};
  entries[1] = {"TV-1103", "", "", "r", "w", "2026-01-01", {}};
  core::Findings findings;
  findings.add(warning("TV-1409", "X"));
  findings.add(warning("TV-1409", "X", Severity::warns, "leases"));
  findings.add(warning("TV-1103", ""));
  findings.add(warning("TV-1103", "B1"));
  models::set_aside(entries, findings);
  CHECK(findings.list[0].severity == Severity::warns);
  CHECK(findings.list[1].severity == Severity::info);
  CHECK(findings.list[2].severity == Severity::info);
  CHECK(findings.list[3].severity == Severity::warns);
}

TEST_CASE("The same override twice changes nothing more") {
  core::Findings findings;
  models::Overrides overrides = models::parse_overrides(kGood, "overrides.toml", findings);
  overrides.set_asides.push_back(overrides.set_asides.front());
  findings.add(warning("TV-1401", "B1"));
  models::set_aside(overrides.set_asides, findings);
  CHECK(findings.list.size() == 1);
}

TEST_CASE("An override without reason, who, when or code stops and is left out") {
  for (const char* key : {"reason", "who", "when", "code"}) {
    core::Findings findings;
    const models::Overrides overrides = models::parse_overrides(without_line(kGood, key), "overrides.toml", findings);
    INFO(key);
    CHECK(findings.count(Severity::stops) == 1);
    CHECK(has(findings, code::kMissingKey));
    CHECK(overrides.set_asides.empty());
    CHECK(overrides.locks.size() == 1);
  }
}

TEST_CASE("A day that is none stops with its place") {
  for (const char* day : {"1. marts", "2026-02-30", "2026-13-01", "26-03-01", "2026/03/01", "2026-03-0x"}) {
    std::string text = kGood;
    text.replace(text.find("2026-03-01"), 10, day);
    const core::Findings findings = parse_findings(text);
    INFO(day);
    REQUIRE(findings.list.size() == 1);
    CHECK(findings.list[0].code == code::kBadValue.code);
    CHECK(findings.list[0].pos.line == 6);
  }
}

TEST_CASE("Unknown keys, empty texts, numbers as ids and no TOML at all stop") {
  CHECK(has(parse_findings("[[setaside]]\n"), code::kUnknownKey));
  CHECK(has(parse_findings("[[lock]]\nbuildng = \"B1\"\n"), code::kUnknownKey));
  CHECK(has(parse_findings("[[lock]]\nbuilding = 17\nreason = \"r\"\nwho = \"w\"\nwhen = \"2026-01-01\"\n"), code::kBadValue));
  CHECK(has(parse_findings("[[lock]]\nunit = \"\"\nreason = \"r\"\nwho = \"w\"\nwhen = \"2026-01-01\"\n"), code::kBadValue));
  CHECK(has(parse_findings("[[lock]]\nunit = \"a\"\nlease = \"b\"\nreason = \"r\"\nwho = \"w\"\nwhen = \"2026-01-01\"\n"),
            code::kMissingKey));
  CHECK(has(parse_findings("this is no toml"), code::kNotToml));
}

TEST_CASE("A lock on nobody and a second lock warn") {
  models::Portfolio portfolio;
  portfolio.units.emplace_back();
  portfolio.units.back().unit_id = "U7";
  std::vector<models::Lock> locks(3);
  locks[0].id = "U7";
  locks[1].id = "U7";
  locks[2].kind = models::LockKind::lease;
  locks[2].id = "L9";
  core::Findings findings;
  models::check_locks(locks, portfolio, findings);
  REQUIRE(findings.list.size() == 2);
  CHECK(findings.list[0].code == code::kLockTwice.code);
  CHECK(findings.list[1].code == code::kLockNobody.code);
}

TEST_CASE("Overrides written are read back equal, whatever signs stand in them") {
  core::Findings findings;
  models::Overrides overrides = models::parse_overrides(kGood, "overrides.toml", findings);
  overrides.set_asides[0].reason = "\"quoted\", back\\slash,\na line and æøå";
  const std::string text = models::to_toml(overrides);
  const models::Overrides again = models::parse_overrides(text, "overrides.toml", findings);
  for (const Finding& finding : findings.list) FAIL(core::to_string(finding));
  REQUIRE(again.set_asides.size() == 1);
  CHECK(again.set_asides[0].reason == overrides.set_asides[0].reason);
  CHECK(models::to_toml(again) == text);
}

TEST_CASE("Overrides stand in the folder, or beside a workbook") {
  const tvilling::tests::TemporaryFolder folder;
  CHECK(models::overrides_path(folder.path()) == folder / "overrides.toml");
  CHECK(models::overrides_path(folder / "city.xlsx") == folder / "city.overrides.toml");
}
