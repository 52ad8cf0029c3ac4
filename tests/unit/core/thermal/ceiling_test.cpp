// SPDX-License-Identifier: MPL-2.0
#include "core/thermal/ceiling.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "core/thermal/stepper.hpp"

namespace {

using namespace tvilling::core;  // NOLINT(google-build-using-namespace)

constexpr std::array kForms{CeilingForm::plain, CeilingForm::fused};

std::vector<double> weather_degc(std::size_t hours) {
  std::vector<double> outdoor(hours);
  for (std::size_t h = 0; h < hours; ++h) outdoor[h] = 5.0 + 12.0 * std::sin(0.7 * static_cast<double>(h * h % 97));
  return outdoor;
}

CeilingGroup after(Isa isa, CeilingForm form, const std::vector<double>& outdoor_degc) {
  CeilingGroup group = make_ceiling_group();
  ceiling_kernel(isa, form)(group, outdoor_degc.data(), outdoor_degc.size());
  return group;
}

/// All temperatures of a group: the zones, then the walls.
std::vector<double> temperatures_degc(const CeilingGroup& group) {
  std::vector<double> all(std::begin(group.zone_degc), std::end(group.zone_degc));
  for (const auto& element : group.temperature_degc) {
    for (const auto& node : element) all.insert(all.end(), std::begin(node), std::end(node));
  }
  return all;
}

std::vector<std::uint64_t> bits(const CeilingGroup& group) {
  std::vector<std::uint64_t> all;
  for (const double value : temperatures_degc(group)) all.push_back(std::bit_cast<std::uint64_t>(value));
  return all;
}

/// The building of a lane as the engine's graph.
struct SameBuilding {
  ThermalNetwork network;
  NodeId air{};
  std::vector<NodeId> walls;  ///< element by element, outside to inside
};

SameBuilding same_building(std::size_t lane) {
  SameBuilding b;
  const BoundaryId outdoor = b.network.add_boundary("outdoor");
  const TermId loss = b.network.add_term("loss");
  const TermId gain = b.network.add_term("gain");
  b.air = b.network.add_node("air", ceiling_air_capacity_j_k(lane));
  for (std::size_t e = 0; e < kCeilingElements; ++e) {
    const CeilingWall wall = ceiling_wall(e, lane);
    for (std::size_t i = 0; i < kCeilingNodes; ++i) {
      const NodeId node = b.network.add_node("wall", wall.capacity_j_k[i]);
      if (i == 0) {
        b.network.connect(node, outdoor, wall.conductance_w_k[0], loss);
      } else {
        b.network.connect(b.walls.back(), node, wall.conductance_w_k[i]);
      }
      b.walls.push_back(node);
    }
    b.network.connect(b.walls.back(), b.air, wall.conductance_w_k.back());
  }
  (void)b.network.add_source({{{b.air, 1.0}}, gain});
  return b;
}

}  // namespace

TEST_CASE("Both ceiling kernels step as the reference stepper does") {
  const std::vector<double> outdoor = weather_degc(500);
  const CeilingForm form = GENERATE(CeilingForm::plain, CeilingForm::fused);
  const CeilingGroup group = after(Isa::baseline, form, outdoor);
  for (std::size_t lane = 0; lane < kCeilingLanes; ++lane) {
    const SameBuilding same = same_building(lane);
    const Plan plan = make_plan(same.network);
    Stepper stepper(plan, same.network, 3600.0);
    stepper.reset(20.0);
    for (const double degc : outdoor) {
      const std::array boundaries{degc};
      const std::array sources{ceiling_gain_w(lane)};
      (void)stepper.step({boundaries, {}, sources, {}});
    }
    CAPTURE(lane, to_string(form));
    CHECK(group.zone_degc[lane] == Approx(stepper.temperature_degc(same.air)).margin(1e-9));
    for (std::size_t w = 0; w < same.walls.size(); ++w) {
      const double degc = group.temperature_degc[w / kCeilingNodes][w % kCeilingNodes][lane];
      CHECK(degc == Approx(stepper.temperature_degc(same.walls[w])).margin(1e-9));
    }
  }
}

TEST_CASE("A ceiling zone comes to rest where its gain equals what U A lets out") {
  const std::vector<double> outdoor(10000, -8.0);
  for (const Isa isa : available_isas()) {
    for (const CeilingForm form : kForms) {
      const CeilingGroup group = after(isa, form, outdoor);
      for (std::size_t lane = 0; lane < kCeilingLanes; ++lane) {
        CAPTURE(to_string(isa), to_string(form), lane);
        CHECK(group.zone_degc[lane] == Approx(ceiling_rest_degc(lane, -8.0)).epsilon(0.0).margin(1e-8));
        CHECK(group.zone_degc[lane] > 0.0);  // a building, not a number
        CHECK(group.zone_degc[lane] < 40.0);
      }
    }
  }
}

TEST_CASE("The eight ceiling buildings differ") {
  const CeilingGroup group = after(Isa::baseline, CeilingForm::plain, weather_degc(100));
  for (std::size_t a = 0; a < kCeilingLanes; ++a) {
    for (std::size_t b = a + 1; b < kCeilingLanes; ++b) CHECK(std::abs(group.zone_degc[a] - group.zone_degc[b]) > 1e-3);
  }
}

TEST_CASE("Ceiling kernels give equal bits on every instruction set") {
  const std::vector<double> outdoor = weather_degc(1000);
  for (const CeilingForm form : kForms) {
    const std::vector<std::uint64_t> expected = bits(after(Isa::baseline, form, outdoor));
    for (const Isa isa : available_isas()) {
      CAPTURE(to_string(isa), to_string(form));
      CHECK(bits(after(isa, form, outdoor)) == expected);
    }
  }
}

TEST_CASE("A ceiling year cut into pieces is the same year") {
  const std::vector<double> outdoor = weather_degc(1000);
  for (const CeilingForm form : kForms) {
    const RunCeiling run = ceiling_kernel(best_isa(), form);
    CeilingGroup pieces = make_ceiling_group();
    run(pieces, outdoor.data(), 0);
    run(pieces, outdoor.data(), 1);
    run(pieces, outdoor.data() + 1, 399);
    run(pieces, outdoor.data() + 400, 600);
    const std::vector<double> expected = temperatures_degc(after(best_isa(), form, outdoor));
    const std::vector<double> found = temperatures_degc(pieces);
    for (std::size_t i = 0; i < expected.size(); ++i) CHECK(found[i] == Approx(expected[i]).epsilon(0.0).margin(1e-10));
  }
}

TEST_CASE("The ceiling's own check passes on this machine") {
  for (const Isa isa : available_isas()) CHECK_NOTHROW(check_ceiling(isa));
}

TEST_CASE("A kernel that is fast because it does less is refused") {
  const RunCeiling plain = ceiling_kernel(Isa::baseline, CeilingForm::plain);
  const RunCeiling fused = ceiling_kernel(Isa::baseline, CeilingForm::fused);
  const RunCeiling nothing = [](CeilingGroup&, const double*, std::size_t) {};
  const RunCeiling half = [](CeilingGroup& group, const double* outdoor_degc, std::size_t hours) {
    ceiling_kernel(Isa::baseline, CeilingForm::plain)(group, outdoor_degc, hours / 2);
  };
  const RunCeiling no_gain = [](CeilingGroup& group, const double* outdoor_degc, std::size_t hours) {
    for (double& gain_w : group.gain_w) gain_w = 0.0;
    ceiling_kernel(Isa::baseline, CeilingForm::fused)(group, outdoor_degc, hours);
  };
  CHECK_NOTHROW(check_ceiling(plain, fused));
  CHECK_THROWS_WITH(check_ceiling(nothing, fused), Catch::Contains("plain ceiling kernel rests at 20"));
  CHECK_THROWS_WITH(check_ceiling(plain, no_gain), Catch::Contains("fused ceiling kernel rests at 3"));
  CHECK_THROWS_WITH(check_ceiling(half, fused), Catch::Contains("disagree"));
}

TEST_CASE("A measured ceiling tells its threads and repetitions and a rate above zero") {
  const CeilingResult result = measure_ceiling(best_isa(), 2, CeilingForm::plain, 0.0);
  CHECK(result.building_hours_per_s > 0.0);
  CHECK(std::isfinite(result.building_hours_per_s));
  CHECK(result.threads >= 1);
  CHECK(result.threads <= 2);
  CHECK(result.repetitions == 1);
}

TEST_CASE("Each instruction set has a ceiling kernel, or is refused where the machine lacks it") {
  const std::vector<Isa> available = available_isas();
  for (const Isa isa : {Isa::baseline, Isa::avx2, Isa::avx512}) {
    CAPTURE(to_string(isa));
    if (std::find(available.begin(), available.end(), isa) != available.end()) {
      CHECK(ceiling_kernel(isa, CeilingForm::plain) != ceiling_kernel(isa, CeilingForm::fused));
    } else {
      CHECK_THROWS_AS(ceiling_kernel(isa, CeilingForm::plain), Error);
    }
  }
}
