// SPDX-License-Identifier: MPL-2.0
// The shaded windows of BESTEST against a second reckoning of their shadows. Sun, sky and glass are the program's own; where a
// shadow falls and what is left of the sky is worked out here from the boxes alone, in the plane of each window.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <numbers>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "core/io/file.hpp"
#include "models/fabric/fabric_file.hpp"
#include "models/fabric/schedule.hpp"
#include "models/weather/sky.hpp"
#include "models/weather/solar_position.hpp"
#include "models/weather/weather.hpp"
#include "models/window/glazing.hpp"
#include "scenarios/validation/bestest.hpp"
#include "tests/support/shared_data.hpp"
#include "tests/support/temporary_folder.hpp"

namespace core = tvilling::core;
namespace models = tvilling::models;
namespace scenarios = tvilling::scenarios;

namespace {

constexpr double kDegree = std::numbers::pi / 180.0;
constexpr double kWide_m = 3.0;
constexpr double kHigh_m = 2.0;
constexpr double kDeep_m = 1.0;

/// Seen from outdoors, from the window's lower left corner: right, up, out of the wall.
struct Direction {
  double right = 0.0;
  double up = 0.0;
  double out = 0.0;
};

/// A plate of 1 m depth over the window, and fins from `fins_from_m` to `over_m` at its two edges.
struct Shade {
  double over_m = 0.0;  ///< height of the plate over the sill
  double from_m = 0.0;  ///< its ends to the right of the window's left edge
  double to_m = 0.0;
  std::optional<double> fins_from_m;
};

/// A window of a case: its wall's azimuth, and what shades it.
struct Facing {
  std::string_view case_id;
  std::size_t window = 0;
  double azimuth_deg = 180.0;
  std::optional<Shade> shade;
};

// Sill 0.2 m, roof 2.7 m: the plate is 2.5 m over the sill. South: wall of 8 m, windows 0.5 and 4.5 m from its left end.
constexpr Shade kSouthLeft{2.5, -0.5, 7.5, {}};
constexpr Shade kSouthRight{2.5, -4.5, 3.5, {}};
constexpr Shade kBoxed{2.5, 0.0, kWide_m, -0.2};

Direction direction_of(double elevation_deg, double off_normal_deg) {
  const double level = std::cos(elevation_deg * kDegree);
  return {-level * std::sin(off_normal_deg * kDegree), std::sin(elevation_deg * kDegree),
          level * std::cos(off_normal_deg * kDegree)};
}

bool is_blocked(const Shade& shade, double right_m, double up_m, const Direction& to) {
  if (to.up > 0.0) {
    const double way = (shade.over_m - up_m) / to.up;
    const double at_m = right_m + way * to.right;
    if (way * to.out <= kDeep_m && at_m >= shade.from_m && at_m <= shade.to_m) return true;
  }
  if (!shade.fins_from_m || to.right == 0.0) return false;
  const double way = ((to.right > 0.0 ? kWide_m : 0.0) - right_m) / to.right;
  const double at_m = up_m + way * to.up;
  return way * to.out <= kDeep_m && at_m >= *shade.fins_from_m && at_m <= shade.over_m;
}

/// Share of the window from which a direction is free.
double free_share(const Shade& shade, const Direction& to, int points) {
  int free = 0;
  for (int i = 0; i < points; ++i) {
    for (int k = 0; k < points; ++k) {
      free += is_blocked(shade, kWide_m * (i + 0.5) / points, kHigh_m * (k + 0.5) / points, to) ? 0 : 1;
    }
  }
  return static_cast<double>(free) / (points * points);
}

/// What is left of isotropic light: from the sky, from its lowest 6 degrees, from the ground.
struct View {
  double sky = 1.0;
  double horizon = 1.0;
  double ground = 1.0;
};

View view_of(const std::optional<Shade>& shade) {
  if (!shade) return {};
  std::array<double, 3> all{};
  std::array<double, 3> left{};
  for (double elevation_deg = -89.0; elevation_deg < 90.0; elevation_deg += 2.0) {
    for (double off_deg = -88.0; off_deg < 90.0; off_deg += 4.0) {
      const Direction to = direction_of(elevation_deg, off_deg);
      const double weight = std::cos(elevation_deg * kDegree) * to.out;
      const double share = free_share(*shade, to, 24);
      const std::array<bool, 3> counts{to.up > 0.0, to.up > 0.0 && elevation_deg < 6.0, to.up < 0.0};
      for (std::size_t part = 0; part < 3; ++part) {
        all[part] += counts[part] ? weight : 0.0;
        left[part] += counts[part] ? weight * share : 0.0;
      }
    }
  }
  return {left[0] / all[0], left[1] / all[1], left[2] / all[2]};
}

/// Sun of a year through a square metre of the window's glass [kWh/m2], four steps an hour.
double through_kwh_m2(const Facing& facing, const models::Glazing& glazing, const models::Weather& weather, int year) {
  const models::GlazingTable table(glazing);
  const View view = view_of(facing.shade);
  const models::Location& at = weather.location;
  double sum_wh_m2 = 0.0;
  for (std::size_t step = 0; step < 4 * weather.dry_bulb_degc.size(); ++step) {
    const std::size_t hour = step / 4;
    const models::Irradiance sun{weather.direct_normal_w_m2[hour], weather.diffuse_horizontal_w_m2[hour],
                                 weather.global_horizontal_w_m2[hour]};
    if (sun.direct_normal_w_m2 <= 0.0 && sun.diffuse_horizontal_w_m2 <= 0.0 && sun.global_horizontal_w_m2 <= 0.0) continue;
    const double middle_h = (static_cast<double>(step) + 0.5) / 4.0;
    const int day = static_cast<int>(middle_h / 24.0);
    const models::SolarPosition position =
        models::solar_position(at.latitude_deg, at.longitude_deg, year, day, middle_h - 24.0 * day - at.utc_offset_h);
    const models::PlaneIrradiance plane = models::perez_irradiance(sun, position, {facing.azimuth_deg, 90.0}, 0.2);
    double beam_w_m2 = plane.beam_w_m2 + plane.circumsolar_w_m2;
    if (facing.shade && beam_w_m2 > 0.0) {
      const Direction to = direction_of(position.elevation_deg, position.azimuth_deg - facing.azimuth_deg);
      beam_w_m2 *= to.out > 0.0 ? free_share(*facing.shade, to, 48) : 0.0;
    }
    const double sky_w_m2 = std::max(0.0, view.sky * plane.sky_isotropic_w_m2 + view.horizon * plane.horizon_w_m2);
    sum_wh_m2 += 0.25 * beam_w_m2 * table.at(plane.cos_incidence).transmittance;
    sum_wh_m2 += 0.25 * (sky_w_m2 + view.ground * plane.ground_w_m2) * table.diffuse().transmittance;
  }
  return 1e-3 * sum_wh_m2;
}

/// The cases of this test, with the weather of the suite.
class ShadedRun {
 public:
  ShadedRun() {
    const std::filesystem::path file = tvilling::tests::shared_data_or_skip("weather/USA_CO_Denver.Intl.AP.725650_TY.epw");
    core::Findings findings;
    weather_ = models::read_epw(file, findings);
    const tvilling::tests::TemporaryFolder folder;
    core::write_file_atomic(
        folder / "spec.json",
        fmt::format(
            R"({{"weather": {{"file": "{}"}}, "cases": {{"600": {{}}, "610": {{}}, "620": {{}}, "630": {{}}, "900": {{}},)"
            R"( "910": {{}}, "920": {{}}, "930": {{}}}}}})",
            std::filesystem::absolute(file).string()));
    run_ = scenarios::run_bestest(folder.path(), scenarios::ValidationModel::detailed, {});
    core::Findings of_file;
    file_ = models::read_fabric(std::filesystem::path(TVILLING_SOURCE_DIR) / "examples/bestest/case_600.toml", of_file);
    if (findings.stops() || of_file.stops()) throw std::runtime_error("the inputs of this test cannot be read");
  }

  [[nodiscard]] const std::vector<double>& through_kwh_m2(std::string_view id) const {
    for (const scenarios::BestestCase& c : run_.cases) {
      if (c.id == id) return c.result.transmitted_kwh_m2;
    }
    throw std::runtime_error("no case " + std::string(id));
  }
  [[nodiscard]] double reckoned_kwh_m2(const Facing& facing) const {
    return ::through_kwh_m2(facing, file_.fabric.glazings.front().glazing, weather_, file_.fabric.year);
  }

 private:
  models::Weather weather_;
  scenarios::BestestRun run_;
  models::FabricFile file_;
};

}  // namespace

TEST_CASE("The sun of a year through the shaded windows of BESTEST is what a second reckoning of their shadows gives") {
  const ShadedRun run;
  const std::array facings{Facing{"600", 0, 180.0, {}},          Facing{"610", 0, 180.0, kSouthLeft},
                           Facing{"610", 1, 180.0, kSouthRight}, Facing{"620", 0, 90.0, {}},
                           Facing{"620", 1, 270.0, {}},          Facing{"630", 0, 90.0, kBoxed},
                           Facing{"630", 1, 270.0, kBoxed}};
  for (const Facing& facing : facings) {
    const double found_kwh_m2 = run.through_kwh_m2(facing.case_id).at(facing.window);
    const double reckoned_kwh_m2 = run.reckoned_kwh_m2(facing);
    CAPTURE(facing.case_id, facing.window);
    // Without shade only the order of the sums differs. With it: rays of two grids.
    CHECK(found_kwh_m2 == Approx(reckoned_kwh_m2).epsilon(facing.shade ? 0.005 : 1e-9));
  }
}

TEST_CASE("Shades take from each window of BESTEST what their geometry allows and no more") {
  const ShadedRun run;
  for (std::size_t w = 0; w < 2; ++w) {
    const double south = run.through_kwh_m2("610").at(w) / run.through_kwh_m2("600").at(w);
    const double boxed = run.through_kwh_m2("630").at(w) / run.through_kwh_m2("620").at(w);
    CAPTURE(w, south, boxed);
    // A plate of 1 m, 0.5 m over a window of 2 m: a beam at a profile angle below atan(0.5 / 1) = 27 degrees is not touched, one
    // above atan(2.5 / 1) = 68 degrees is shut out.
    CHECK((south > 0.6 && south < 0.95));
    CHECK((boxed > 0.5 && boxed < 0.9));
  }
  // The wall's plate reaches 0.5 m past one end of each window: left and right see mirrored shades, and the sun is nearly so.
  CHECK(run.through_kwh_m2("610").at(0) == Approx(run.through_kwh_m2("610").at(1)).epsilon(0.03));
}

TEST_CASE("Heavy walls change nothing about the sun through the windows of BESTEST") {
  const ShadedRun run;
  CHECK(run.through_kwh_m2("900") == run.through_kwh_m2("600"));
  CHECK(run.through_kwh_m2("910") == run.through_kwh_m2("610"));
  CHECK(run.through_kwh_m2("920") == run.through_kwh_m2("620"));
  CHECK(run.through_kwh_m2("930") == run.through_kwh_m2("630"));
}
