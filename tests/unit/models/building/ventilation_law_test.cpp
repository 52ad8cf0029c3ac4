// SPDX-License-Identifier: MPL-2.0
// This source is built for any machine: the law for eight buildings is that of the baseline here.
#include "models/building/ventilation_law.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "models/building/loads.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
namespace lanes_here = models::TVILLING_ISA;

constexpr double kSetPoint_degc = 21.0;

/// Eight buildings: mechanical with more or less recovery, natural, with and without airing.
std::array<models::AirFlows, models::kGroupLanes> eight_flows() {
  std::array<models::AirFlows, models::kGroupLanes> flows;
  for (std::size_t i = 0; i < flows.size(); ++i) {
    const double number = static_cast<double>(i);
    flows[i].mechanical_w_k = i < 5 ? 130.0 + 17.0 * number : 0.0;
    flows[i].natural_w_k = i < 5 ? 0.0 : 80.0 * number;
    flows[i].airing_w_k = i % 3 == 0 ? 0.0 : 211.0;
    flows[i].recovery_fraction = i < 5 ? 0.2375 * number : 0.0;  // 0 to 0.95
  }
  return flows;
}

/// A limit and its neighbours, down to the last bit.
void add_around(double limit, std::vector<double>& values) {
  constexpr double kFar = std::numeric_limits<double>::infinity();
  for (const double v :
       {limit - 1.0, limit - 1e-6, std::nextafter(limit, -kFar), limit, std::nextafter(limit, kFar), limit + 1e-6, limit + 1.0}) {
    values.push_back(v);
  }
}

using Eight = std::array<double, models::kGroupLanes>;

/// Apart from the test: g++ 12 breaks down where it sees this law with numbers that it knows.
[[gnu::noinline]] Eight law(const models::LaneModel& model, double room_degc, double outdoor_degc) {
  alignas(64) Eight got{};
  const auto w_k = lanes_here::ventilation_w_k(model, core::TVILLING_ISA::lanes(room_degc), outdoor_degc);
  core::TVILLING_ISA::store(got.data(), w_k);
  return got;
}

}  // namespace

TEST_CASE("The ventilation of eight buildings is that of each, around every limit of room and outdoor air") {
  const auto flows = eight_flows();
  models::LaneModel model{};
  for (std::size_t i = 0; i < flows.size(); ++i) {
    model.mechanical_w_k[i] = flows[i].mechanical_w_k;
    model.natural_w_k[i] = flows[i].natural_w_k;
    model.airing_w_k[i] = flows[i].airing_w_k;
    model.recovery[i] = flows[i].recovery_fraction;
    model.bypass_degc[i] = kSetPoint_degc + models::kBypassAbove_k;
  }
  std::vector<double> rooms{-30.0, 0.0, 12.0, 20.0, 24.0, 40.0, 300.0};
  for (const double limit : {models::kExhaustLeast_degc, kSetPoint_degc + models::kBypassAbove_k, models::kAiringFrom_degc,
                             models::kAiringFrom_degc + models::kAiringBand_k}) {
    add_around(limit, rooms);
  }
  double largest_w_k = 0.0;
  double least_w_k = 1e9;
  for (const double room : rooms) {
    std::vector<double> outdoors{-40.0, -5.0, 10.0, 28.0, 60.0};
    for (const double limit : {room, room - models::kAiringCoolerBy_k, models::kExhaustLeast_degc}) add_around(limit, outdoors);
    for (const double outdoor : outdoors) {
      const Eight got = law(model, room, outdoor);
      for (std::size_t i = 0; i < flows.size(); ++i) {
        const double expected = flows[i].ventilation_w_k(true, room, outdoor, kSetPoint_degc);
        INFO("building " << i << ", room " << room << ", outdoor " << outdoor);
        REQUIRE(got[i] == Approx(expected).epsilon(1e-14).margin(1e-12));
        largest_w_k = std::max(largest_w_k, expected);
        least_w_k = std::min(least_w_k, expected);
      }
    }
  }
  CHECK(largest_w_k == 560.0 + 211.0);               // wide open
  CHECK(least_w_k == Approx(198.0 * (1.0 - 0.95)));  // recovery in full
}
