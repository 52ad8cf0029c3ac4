// SPDX-License-Identifier: MPL-2.0
#include <catch2/catch.hpp>

#include <string>

#include "scenarios/consolidation/consolidation_codes.hpp"
#include "scenarios/study.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using scenarios::ConsolidationSettings;

struct Read {
  ConsolidationSettings settings;
  core::Findings findings;
};

Read read(const std::string& text) {
  Read out;
  out.settings = scenarios::parse_study("[study]\nportfolio = \".\"\n" + text, "study.toml", TVILLING_SOURCE_DIR, out.findings)
                     .consolidation;
  return out;
}

/// The code of the one finding that these lines below [consolidation] give.
std::string code_of(const std::string& lines) {
  const Read out = read("[consolidation]\n" + lines);
  INFO(lines);
  REQUIRE(out.findings.list.size() == 1);
  CHECK(out.findings.list[0].pos.line >= 3);
  CHECK(!out.findings.list[0].hint.empty());
  return out.findings.list[0].code;
}

}  // namespace

TEST_CASE("A study without the table has no consolidation") {
  CHECK_FALSE(read("").settings.is_given);
  CHECK(read("").findings.list.empty());
}

TEST_CASE("A study says what is consolidated") {
  const Read out = read(
      "[consolidation]\nuses = [\"office\", \"kontor\"]\nadministrations = [\"TMF\"]\nheadcount = \"fte\"\ndesk_ratio = 0.8\n"
      "periods = 10\nperiod_years = 0.5\nhorizon_years = 8\nowned_saves = \"let\"\nbudget_dkk_year = 5e6\nfloor_blocks = true\n"
      "start_date = \"1-7-2026\"\n"
      "[[consolidation.lock]]\nlease = \"L-1\"\ndecision = \"close\"\nreason = \"sold\"\n"
      "[[consolidation.lock]]\nunit = \"U-1\"\nreason = \"counter\"\n"
      "[[consolidation.only]]\nunit = \"U-2\"\nleases = [\"L-1\", \"L-2\"]\n"
      "[[consolidation.affinity]]\nunits = [\"U-1\", \"U-2\"]\ndkk_year = 100000\n");
  CHECK(out.findings.list.empty());
  CHECK(out.settings.is_given);
  CHECK(out.settings.uses == std::vector<std::string>{"office", "office"});
  CHECK(out.settings.headcount == scenarios::Headcount::fte);
  CHECK(out.settings.desk_ratio == 0.8);
  CHECK(out.settings.periods == 10);
  CHECK(out.settings.owned_saves == scenarios::OwnedSaves::let);
  CHECK(out.settings.budget_dkk_year == 5e6);
  CHECK(out.settings.floor_blocks);
  CHECK(out.settings.start_date == "2026-07-01");
  REQUIRE(out.settings.locks.size() == 2);
  CHECK(out.settings.locks[0].close);
  CHECK(out.settings.locks[0].of == scenarios::StudyLock::Of::lease);
  CHECK(out.settings.locks[1].of == scenarios::StudyLock::Of::unit);
  REQUIRE(out.settings.places.size() == 1);
  CHECK(out.settings.places[0].only);
  REQUIRE(out.settings.affinities.size() == 1);
  CHECK(out.settings.affinities[0].dkk_year == 100000.0);
}

TEST_CASE("What the table may not say is told with its place and how to mend it") {
  namespace code = scenarios::consolidation_code;
  CHECK(code_of("desk_ration = 0.8\n") == "TV-3002");
  CHECK(code_of("desk_ratio = 3.0\n") == "TV-3005");
  CHECK(code_of("headcount = \"heads\"\n") == code::kUnknownWord.code);
  CHECK(code_of("uses = [\"castle\"]\n") == code::kUnknownWord.code);
  CHECK(code_of("start_date = \"soon\"\n") == "TV-3004");
  CHECK(code_of("periods = 10\nhorizon_years = 4\n") == "TV-3005");
  CHECK(code_of("[[consolidation.lock]]\nunit = \"U\"\nlease = \"L\"\nreason = \"r\"\n") == code::kLockOfWhat.code);
  CHECK(code_of("[[consolidation.lock]]\nunit = \"U\"\ndecision = \"close\"\nreason = \"r\"\n") == code::kLockOfWhat.code);
  CHECK(code_of("[[consolidation.lock]]\nunit = \"U\"\n") == "TV-3003");
  CHECK(code_of("[[consolidation.affinity]]\nunits = [\"U\", \"U\"]\ndkk_year = 1\n") == code::kSameUnit.code);
}
