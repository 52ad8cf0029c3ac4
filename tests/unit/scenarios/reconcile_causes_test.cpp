// SPDX-License-Identifier: MPL-2.0
#include "scenarios/reconcile_causes.hpp"
#include "models/metering/unit_slips.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "models/metering/meter_units.hpp"
#include "reconcile_town.hpp"

namespace models = tvilling::models;
namespace scenarios = tvilling::scenarios;
using models::Carrier;
using scenarios::CauseKind;
using tvilling::tests::ReconcileTown;

namespace {

/// The cause of one building, and that nobody else has one.
scenarios::Cause only_cause(ReconcileTown& town, const std::string& building, Carrier carrier) {
  const scenarios::ReconciledUse row = town.row(building, carrier);
  REQUIRE(row.cause);
  std::size_t told = 0;
  for (const tvilling::core::Finding& finding : town.findings.list) {
    if (finding.id.empty()) continue;
    ++told;
    CHECK(finding.id == building);
    CHECK(finding.severity == tvilling::core::Severity::warns);
  }
  CHECK(told == 1);
  return *row.cause;
}

bool says(const scenarios::Cause& cause, const std::string& words) {
  INFO(cause.text);
  return cause.text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("A town whose meters show what is simulated has no cause to tell") {
  ReconcileTown town;
  for (const scenarios::ReconciledUse& row : town.reconcile().rows) {
    CHECK(row.ratio == Approx(1.0).epsilon(1e-12));
    CHECK_FALSE(row.cause);
  }
}

TEST_CASE("The factors of the table are those between the units") {
  REQUIRE(models::unit_slips().size() > 10);
  for (const models::UnitSlip& slip : models::unit_slips()) {
    INFO(slip.stated << " for " << slip.likely);
    const double stated = models::unit_factor(slip.stated, slip.carrier, models::kMissing).value();
    const double likely = models::unit_factor(slip.likely, slip.carrier, models::kMissing).value();
    CHECK(slip.factor == Approx(stated / likely).epsilon(1e-12));
    CHECK(slip.tolerance > 1.0);
  }
}

TEST_CASE("Every slip of units in the table is named") {
  for (const models::UnitSlip& slip : models::unit_slips()) {
    INFO(slip.stated << " for " << slip.likely);
    ReconcileTown town;
    town.state_unit("B2", slip.carrier, slip.stated);
    town.scale("B2", slip.carrier, slip.factor);
    const scenarios::Cause cause = only_cause(town, "B2", slip.carrier);
    CHECK(cause.kind == CauseKind::unit);
    CHECK(says(cause, slip.likely));
    CHECK(says(cause, "read as " + slip.stated));
    CHECK(says(cause, "the ratio would be 1.00"));
    CHECK(town.found("TV-1701").size() == 1);
  }
}

TEST_CASE("A slip that the stated unit cannot have is none") {
  ReconcileTown town;
  town.scale("B2", Carrier::electricity, 3.6);  // the meter states kWh: 3.6 is between GJ and MWh
  CHECK(only_cause(town, "B2", Carrier::electricity).kind != CauseKind::unit);
}

TEST_CASE("A meter that stands still all year likely stopped") {
  ReconcileTown town;
  town.scale("B2", Carrier::heat, 0.0);
  CHECK(only_cause(town, "B2", Carrier::heat).kind == CauseKind::stopped);
  CHECK(town.found("TV-1702").size() == 1);
}

TEST_CASE("Next to nothing that fits no unit is a meter of something else") {
  ReconcileTown town;
  town.scale("B2", Carrier::heat, 0.03);
  const scenarios::Cause cause = only_cause(town, "B2", Carrier::heat);
  CHECK(cause.kind == CauseKind::stopped);
  CHECK(says(cause, "next to nothing"));
}

TEST_CASE("A meter that serves its unmetered neighbours too is told with their names") {
  ReconcileTown town;
  town.add("C1", models::Use::office, 1000.0, "P1");
  town.add("C2", models::Use::office, 1500.0, "P1");
  town.add("C3", models::Use::office, 500.0, "P1");
  town.scale("C1", Carrier::heat, 3.0);
  town.unmeter("C2", Carrier::heat);
  town.unmeter("C3", Carrier::heat);
  const scenarios::Cause cause = only_cause(town, "C1", Carrier::heat);
  CHECK(cause.kind == CauseKind::property);
  CHECK(says(cause, "serves C2, C3 too, which have no meter"));
  CHECK(town.found("TV-1703").size() == 1);
}

TEST_CASE("Meters that are exchanged within a property are told at both buildings") {
  ReconcileTown town;
  town.add("C1", models::Use::office, 500.0, "P1");
  town.add("C2", models::Use::office, 2000.0, "P1");
  town.scale("C1", Carrier::heat, 4.0);
  town.scale("C2", Carrier::heat, 0.25);
  CHECK(town.row("C1", Carrier::heat).cause->kind == CauseKind::property);
  CHECK(says(*town.row("C2", Carrier::heat).cause, "exchanged with C1"));
  CHECK(town.found("TV-1703").size() == 2);
}

TEST_CASE("A small building that is off is not excused by a large property that fits") {
  ReconcileTown town;
  town.add("C1", models::Use::office, 100.0, "P1");
  town.add("C2", models::Use::office, 9000.0, "P1");
  town.scale("C1", Carrier::heat, 0.001);
  CHECK(only_cause(town, "C1", Carrier::heat).kind == CauseKind::unit);
  town.scale("C1", Carrier::heat, 30.0);
  CHECK(only_cause(town, "C1", Carrier::heat).kind == CauseKind::stopped);
}

TEST_CASE("A large use of a building without neighbours is not the property's") {
  ReconcileTown town;
  town.add("C1", models::Use::office, 1000.0, "P1");
  town.scale("C1", Carrier::heat, 3.0);
  CHECK(only_cause(town, "C1", Carrier::heat).kind != CauseKind::property);
}

TEST_CASE("Electricity in the heat column is named") {
  ReconcileTown town;
  town.scale("B2", Carrier::heat, 0.4);  // the 40 kWh/m2 of electricity
  town.unmeter("B2", Carrier::electricity);
  const scenarios::Cause cause = only_cause(town, "B2", Carrier::heat);
  CHECK(cause.kind == CauseKind::carrier);
  CHECK(says(cause, "electricity that stands as heat"));
}

TEST_CASE("Heat and electricity that are swapped are told at both") {
  ReconcileTown town;
  town.scale("B2", Carrier::heat, 0.4);
  town.scale("B2", Carrier::electricity, 2.5);
  CHECK(town.row("B2", Carrier::heat).cause->kind == CauseKind::carrier);
  CHECK(says(*town.row("B2", Carrier::electricity).cause, "swapped"));
  CHECK(town.found("TV-1704").size() == 2);
}

TEST_CASE("Electricity that fits electricity and heat together is a building heated by it") {
  ReconcileTown town;
  town.scale("B2", Carrier::electricity, 3.5);  // 140 of 40 + 100 kWh/m2
  town.unmeter("B2", Carrier::heat);
  CHECK(only_cause(town, "B2", Carrier::electricity).kind == CauseKind::electric_heating);
  CHECK(town.found("TV-1705").size() == 1);
}

TEST_CASE("Heat in the electricity column is told from heating by electricity") {
  ReconcileTown town;
  town.scale("B2", Carrier::electricity, 2.5);  // the 100 kWh/m2 of heat
  town.unmeter("B2", Carrier::heat);
  CHECK(says(only_cause(town, "B2", Carrier::electricity), "heat that stands as electricity"));
}

TEST_CASE("Carriers that are off alike point to the area") {
  ReconcileTown town;
  for (const Carrier carrier : scenarios::kReconciledCarriers) town.scale("B2", carrier, 3.0);
  const scenarios::ReconciledUse row = town.row("B2", Carrier::water);
  CHECK(row.cause->kind == CauseKind::area);
  CHECK(says(*row.cause, "some 3000 m2 would fit"));
  CHECK(town.found("TV-1706").size() == 3);
}

TEST_CASE("One carrier that is off while another fits does not point to the area") {
  ReconcileTown town;
  town.scale("B2", Carrier::heat, 3.0);
  town.scale("B2", Carrier::water, 3.0);
  CHECK(town.row("B2", Carrier::heat).cause->kind != CauseKind::area);
}

TEST_CASE("Use that is unusual for the code and usual for another one suggests that") {
  ReconcileTown town;
  town.scale("B2", Carrier::heat, 4.5);  // 450 kWh/m2: no office, but a swimming hall
  const scenarios::Cause cause = only_cause(town, "B2", Carrier::heat);
  CHECK(cause.kind == CauseKind::use);
  CHECK(says(cause, "swimming_hall"));
  CHECK(town.found("TV-1707").size() == 1);
}

TEST_CASE("Use that is usual for the code points to the model") {
  ReconcileTown town;
  town.scale("B2", Carrier::heat, 2.2);  // 220 kWh/m2, and offices go to 260
  CHECK(only_cause(town, "B2", Carrier::heat).kind == CauseKind::model);
  CHECK(town.found("TV-1708").size() == 1);
}

TEST_CASE("What nothing explains is told as such") {
  ReconcileTown town;
  town.scale("B2", Carrier::water, 120.0);  // 24 m3/m2: more than any use
  CHECK(only_cause(town, "B2", Carrier::water).kind == CauseKind::unexplained);
  CHECK(town.found("TV-1709").size() == 1);
}

TEST_CASE("A meter is measured against its peers where the model is off for a whole use") {
  ReconcileTown town(8);
  for (int i = 1; i <= 8; ++i) town.scale("B" + std::to_string(i), Carrier::heat, 0.7);
  town.state_unit("B2", Carrier::heat, "GJ");
  town.scale("B2", Carrier::heat, 0.2777778);  // 0.19 of simulated, and 0.28 of its peers
  CHECK(says(only_cause(town, "B2", Carrier::heat), "likely MWh"));
}
