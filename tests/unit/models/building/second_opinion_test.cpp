// SPDX-License-Identifier: MPL-2.0
// A second opinion on the heat need of archetype buildings: the simple hourly method of ISO 13790
// (tests/support/five_r_one_c.hpp).
//
// Both get the same areas, U-values, sun, internal heat, air flows, set points and capacity; network and time stepping are
// independent. They may differ, because 5R1C
//  - has one capacity for all mass (by class, per floor area) where the engine has nodes in every element: set-backs and peaks of
//    sun are stored differently;
//  - shares heat between air and surfaces with fixed areas (A_tot = 4.5 A_f), takes operative as 0.3 air + 0.7 surface and heats
//    the air alone; the engine heats 40 % convectively and controls the mean of air and radiant temperature;
//  - opens windows and bypasses the heat recovery by its own room temperature of the hour before.
// These move the room by some tenths of a kelvin, and one kelvin of set point is 11 to 15 % of the need of these buildings (found
// with the engine), so 10 % is asked. Found: 1 to 4 %.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "models/building/building_network.hpp"
#include "models/building/element.hpp"
#include "models/building/ground.hpp"
#include "models/building/loads.hpp"
#include "models/portfolio/portfolio.hpp"
#include "tests/support/example_building.hpp"
#include "tests/support/five_r_one_c.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using models::Annual;
using models::Building;
using tests::FiveROneC;
using tests::FiveROneCControl;
using tests::FiveROneCHour;
using tests::FiveROneCState;

constexpr std::size_t kHours = core::kHoursPerYear;
constexpr std::size_t kWarmUpHours = 21 * 24;
constexpr double kBand = 0.10;

/// Capacity and area of mass per floor area, ISO 13790 table 12, for the kappa of an element in ISO 52016-1.
FiveROneC massive(double floor_m2, double kappa_kj_m2k) {
  FiveROneC b;
  b.floor_m2 = floor_m2;
  const std::array<double, 5> kappa{50.0, 75.0, 110.0, 175.0, 250.0};
  const std::array<double, 5> capacity_kj_m2k{80.0, 110.0, 165.0, 260.0, 370.0};
  const std::array<double, 5> mass_area_factor{2.5, 2.5, 2.5, 3.0, 3.5};
  std::size_t of = 0;
  while (of + 1 < kappa.size() && kappa[of] < kappa_kj_m2k) ++of;
  b.capacity_j_k = 1000.0 * capacity_kj_m2k[of] * floor_m2;
  b.mass_area_factor = mass_area_factor[of];
  return b;
}

/// A building in 5R1C with what drives it.
class SecondOpinion {
 public:
  SecondOpinion(const Building& building, const models::Environment& environment)
      : building_(building),
        environment_(environment),
        loads_(building, environment),
        zone_(models::make_building_network(building, environment.outdoor_monthly_degc)),
        air_(models::air_flows(building, zone_.envelope, environment.weather.location.elevation_m)),
        room_(massive(zone_.envelope.heated_area_m2, building.heat_capacity_kj_m2k)) {
    const models::Envelope& e = zone_.envelope;
    wall_w_k_ = e.wall_m2() * building.wall_u_value_w_m2k;
    roof_w_k_ = e.roof_m2 * building.roof_u_value_w_m2k;
    floor_w_k_ = e.floor_m2 * models::ground_u_value_w_m2k(e.floor_m2, e.perimeter_m, building.floor_u_value_w_m2k);
    bridges_w_k_ = building.thermal_bridge_w_m2k * (e.wall_m2() + e.window_m2() + e.roof_m2);
    room_.opaque_w_k = wall_w_k_ + roof_w_k_ + floor_w_k_ + bridges_w_k_;
    room_.windows_w_k = e.window_m2() * building.window_u_value_w_m2k;
  }

  [[nodiscard]] double heat_demand_kwh() {
    const double capacity_w = building_.heating_capacity_w_m2 * zone_.envelope.heated_area_m2;
    FiveROneCState state{building_.heating_set_point_degc, building_.heating_set_point_degc, building_.heating_set_point_degc};
    double sum_kwh = 0.0;
    for (std::size_t i = 0; i < kWarmUpHours + kHours; ++i) {
      const std::size_t h = (i + kHours - kWarmUpHours) % kHours;
      const FiveROneCHour hour = inputs(h, state.air_degc);
      const double heating_w = tests::five_r_one_c_heating_w(room_, hour, state.mass_end_degc, loads_.set_point_degc(at(h)),
                                                             capacity_w, FiveROneCControl::operative);
      state = tests::five_r_one_c_hour(room_, hour, state.mass_end_degc, heating_w);
      if (i >= kWarmUpHours) sum_kwh += 1e-3 * heating_w;
    }
    return sum_kwh;
  }

 private:
  [[nodiscard]] static int at(std::size_t hour) noexcept { return static_cast<int>(hour); }

  /// Outdoor temperature that an outside surface feels: sun absorbed and the colder sky, through its film (ISO 13790, 11.3).
  [[nodiscard]] double felt_degc(std::size_t h, double absorbed_w_m2, double sky_view) const {
    const models::Weather& w = environment_.weather;
    const double film_w_m2k = models::kOutsideConvection_w_m2k + models::kOutsideRadiation_w_m2k;
    const double to_sky_w_m2 = sky_view * models::kOutsideRadiation_w_m2k * (w.dry_bulb_degc[h] - w.sky_temperature_degc[h]);
    return w.dry_bulb_degc[h] + (absorbed_w_m2 - to_sky_w_m2) / film_w_m2k;
  }

  [[nodiscard]] FiveROneCHour inputs(std::size_t h, double room_degc) const {
    const double outdoor_degc = environment_.weather.dry_bulb_degc[h];
    const bool open = loads_.open(at(h));
    FiveROneCHour hour;
    hour.ventilation_w_k =
        air_.ventilation_w_k(open, room_degc, outdoor_degc, building_.heating_set_point_degc) + air_.infiltration_w_k(open);
    hour.supply_degc = outdoor_degc;
    hour.internal_w = loads_.internal_w(at(h));
    double walls_w = 0.0;
    double roof_w = 0.0;
    const int horizon = models::horizon_index(building_.horizon_deg);
    for (const models::SunPlane& plane : zone_.planes) {
      if (plane.roof) {
        roof_w += plane.absorbing_m2 * environment_.sun.roof_w_m2()[h];
        continue;
      }
      walls_w += plane.absorbing_m2 * environment_.sun.wall_w_m2(plane.compass, horizon)[h];
      hour.solar_w += plane.aperture_m2 * environment_.sun.window_w_m2(plane.compass, horizon)[h];
    }
    const double wall_degc = felt_degc(h, walls_w / zone_.envelope.wall_m2(), 0.5);
    const double roof_degc = felt_degc(h, roof_w / zone_.envelope.roof_m2, 1.0);
    const double ground_degc = zone_.ground_degc[static_cast<std::size_t>(environment_.axis.clock[h].month)];
    hour.window_degc = felt_degc(h, 0.0, 0.5);
    hour.mass_degc = (wall_w_k_ * wall_degc + roof_w_k_ * roof_degc + floor_w_k_ * ground_degc + bridges_w_k_ * outdoor_degc) /
                     room_.opaque_w_k;
    return hour;
  }

  const Building& building_;
  const models::Environment& environment_;
  models::BuildingLoads loads_;
  models::BuildingNetwork zone_;
  models::AirFlows air_;
  FiveROneC room_;
  double wall_w_k_ = 0.0;
  double roof_w_k_ = 0.0;
  double floor_w_k_ = 0.0;
  double bridges_w_k_ = 0.0;
};

struct Opinions {
  double engine_kwh_m2;
  double second_kwh_m2;
};

Opinions opinions_on(const Building& building) {
  const models::Environment& environment = tests::reference_environment();
  models::HourlySeries hourly;
  const double area_m2 = building.area_m2 * building.heated_fraction;
  return {tests::annual(models::simulate_building(building, environment, hourly), Annual::heat_demand) / area_m2,
          SecondOpinion(building, environment).heat_demand_kwh() / area_m2};
}

/// A building of which the register knows use, year, area and storeys; the archetypes know the rest.
Building archetype(models::Use use, double year, double area_m2, double storeys) {
  models::BuildingRecord record;
  record.building.building_id = "B1";
  record.building.use = use;
  record.building.year = year;
  record.building.area_m2 = area_m2;
  record.building.storeys = storeys;
  models::Portfolio portfolio;
  portfolio.buildings.push_back(record);
  core::Findings findings;
  models::fill_portfolio(portfolio, findings);
  return portfolio.buildings.front().building;
}

Building insulated(Building b) {
  b.wall_u_value_w_m2k = 0.18;
  b.roof_u_value_w_m2k = 0.12;
  b.floor_u_value_w_m2k = 0.15;
  b.window_u_value_w_m2k = 1.0;
  b.window_g_value = 0.50;
  return b;
}

Building with_new_windows(Building b) {
  b.window_u_value_w_m2k = 1.0;
  b.window_g_value = 0.50;
  return b;
}

void check_agreement(const Building& building) {
  const Opinions o = opinions_on(building);
  INFO(o.engine_kwh_m2 << " kWh/m2 by the engine, " << o.second_kwh_m2 << " by 5R1C");
  CHECK(o.engine_kwh_m2 > 5.0);
  CHECK(o.second_kwh_m2 == Approx(o.engine_kwh_m2).epsilon(kBand));
}

}  // namespace

TEST_CASE("5R1C: the check values of the dossier are met to the printed digits") {
  FiveROneC b;
  b.floor_m2 = 100.0;
  b.opaque_w_k = 47.4;
  b.windows_w_k = 16.8;
  b.capacity_j_k = 16.5e6;
  FiveROneCHour cold;
  cold.ventilation_w_k = 30.0;
  cold.supply_degc = cold.window_degc = cold.mass_degc = -12.0;
  CHECK(b.h_is_w_k() == Approx(1552.50).margin(5e-3));
  CHECK(b.h_ms_w_k() == Approx(2275.00).margin(5e-3));
  CHECK(b.h_em_w_k() == Approx(48.4086).margin(5e-5));
  CHECK(b.h_1_w_k(30.0) == Approx(29.4313).margin(5e-5));
  CHECK(b.h_2_w_k(30.0) == Approx(46.2313).margin(5e-5));
  CHECK(b.h_3_w_k(30.0) == Approx(45.3105).margin(5e-5));
  CHECK(tests::five_r_one_c_hour(b, cold, 20.0, 0.0).air_degc == Approx(18.4567).margin(5e-5));
  CHECK(tests::five_r_one_c_hour(b, cold, 20.0, 1000.0).air_degc == Approx(19.6031).margin(5e-5));
  CHECK(tests::five_r_one_c_heating_w(b, cold, 20.0, 20.0, 1e9) == Approx(1346.23).margin(5e-3));
  CHECK(tests::five_r_one_c_heating_w(b, cold, 20.0, 20.0, 500.0) == 500.0);
  CHECK(tests::five_r_one_c_heating_w(b, cold, 20.0, 18.0, 1e9) == 0.0);
}

TEST_CASE("5R1C: in steady state what is given to the room leaves it") {
  FiveROneC b = massive(100.0, 110.0);
  b.opaque_w_k = 47.4;
  b.windows_w_k = 16.8;
  const FiveROneCHour hour{30.0, 2.0, 1.0, 4.0, 500.0, 300.0};
  FiveROneCState state;
  for (int i = 0; i < 5000; ++i) state = tests::five_r_one_c_hour(b, hour, state.mass_end_degc, 700.0);
  const double leaves_w =
      30.0 * (state.air_degc - 2.0) + 16.8 * (state.surface_degc - 1.0) + b.h_em_w_k() * (state.mass_end_degc - 4.0);
  // Of what is radiated the windows lose a part at once: H_w / (9.1 A_tot).
  const double lost_at_once_w = 16.8 / (9.1 * b.total_m2()) * (0.5 * 500.0 + 300.0);
  CHECK(leaves_w == Approx(700.0 + 500.0 + 300.0 - lost_at_once_w).epsilon(1e-9));
}

TEST_CASE("5R1C: the heat need of a plain old school is that of the engine within 10 percent") {
  check_agreement(tests::example_school());
}

TEST_CASE("5R1C: the heat need of archetypes of three epochs is that of the engine within 10 percent") {
  check_agreement(archetype(models::Use::office, 1910.0, 3000.0, 4.0));
  check_agreement(archetype(models::Use::school, 1968.0, 5000.0, 2.0));
  check_agreement(archetype(models::Use::office, 2012.0, 4000.0, 5.0));
}

TEST_CASE("5R1C: the heat need of an insulated school is that of the engine within 10 percent") {
  check_agreement(insulated(tests::example_school()));
}

TEST_CASE("5R1C: both opinions put buildings and their variants in the same order") {
  const Building old_school = tests::example_school();
  const Building old_office = archetype(models::Use::office, 1910.0, 3000.0, 4.0);
  Building tight = insulated(old_school);
  tight.q50_l_s_m2 = 0.5;
  Building without_set_back = old_school;
  without_set_back.night_set_back_k = 0.0;
  const std::vector<Building> variants{old_school, with_new_windows(old_school), insulated(old_school), tight,
                                       old_office, insulated(old_office),        without_set_back};
  std::vector<Opinions> opinions;
  for (const Building& variant : variants) opinions.push_back(opinions_on(variant));
  for (std::size_t i = 0; i < opinions.size(); ++i) {
    for (std::size_t j = 0; j < opinions.size(); ++j) {
      INFO("variants " << i << " and " << j << ": engine " << opinions[i].engine_kwh_m2 << " and " << opinions[j].engine_kwh_m2
                       << ", 5R1C " << opinions[i].second_kwh_m2 << " and " << opinions[j].second_kwh_m2);
      CHECK((opinions[i].engine_kwh_m2 < opinions[j].engine_kwh_m2) == (opinions[i].second_kwh_m2 < opinions[j].second_kwh_m2));
    }
  }
  // Insulation saves about the same by both.
  const double engine_saved = opinions[0].engine_kwh_m2 - opinions[2].engine_kwh_m2;
  const double second_saved = opinions[0].second_kwh_m2 - opinions[2].second_kwh_m2;
  CHECK(engine_saved > 10.0);
  CHECK(second_saved == Approx(engine_saved).epsilon(kBand));
}
