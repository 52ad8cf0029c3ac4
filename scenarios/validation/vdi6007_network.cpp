// SPDX-License-Identifier: MPL-2.0
#include "scenarios/validation/vdi6007_network.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <span>

#include "core/thermal/plan.hpp"
#include "core/thermal/thermostat.hpp"

namespace tvilling::scenarios {

namespace {

constexpr std::size_t kStepsPerHour = 3600 / kVdi6007Step_s;

/// Dry air at room temperature (Modelica.Media.Air.SimpleAir) and the density of AixLib's media.
constexpr double kAirHeat_j_kgk = 1005.45;
constexpr double kAirDensity_kg_m3 = 1.2;

double sum_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

struct Faces {
  core::NodeId exterior{};
  core::NodeId interior{};
};

void add_gains(const Vdi6007Room& room, const Faces& faces, Vdi6007Network& made) {
  core::ThermalNetwork& network = made.network;
  const core::TermId gains = network.add_term("gains");
  const core::TermId sun = network.add_term("sun");
  const double exterior_m2 = sum_of(room.exterior_area_m2);
  const double all_m2 = exterior_m2 + room.interior_area_m2;
  network.add_source({{{made.air, 1.0}}, gains});
  network.add_source({{{faces.exterior, exterior_m2 / all_m2}, {faces.interior, room.interior_area_m2 / all_m2}}, gains});
  for (const double wall_m2 : room.exterior_area_m2) {
    // The sun through a window meets all faces except the wall that holds the window.
    const double radiative = 1.0 - room.convective_solar_share;
    const double lit_m2 = all_m2 - wall_m2;
    network.add_source({{{made.air, room.convective_solar_share},
                         {faces.exterior, radiative * (exterior_m2 - wall_m2) / lit_m2},
                         {faces.interior, radiative * room.interior_area_m2 / lit_m2}},
                        sun});
  }
}

void add_plant(const Vdi6007Control& control, Vdi6007Plant plant, const Faces& faces, Vdi6007Network& made) {
  const core::TermId heat = made.network.add_term("heating and cooling");
  made.heating = made.network.add_source({{{made.air, 1.0}}, heat});
  made.cooling = control.cools_interior_wall ? made.network.add_source({{{faces.interior, 1.0}}, heat}) : made.heating;
  if (plant == Vdi6007Plant::every_step) made.network.add_thermostat({{{made.air, 1.0}}, made.heating, made.cooling});
}

/// Input of the stepper, filled anew for every step.
struct Drive {
  std::vector<double> boundary_degc;
  std::vector<double> driven_w_k;
  std::vector<double> source_w;
  std::vector<core::SetPoint> set_points;

  explicit Drive(const core::ThermalNetwork& network)
      : boundary_degc(network.boundaries().size()),
        driven_w_k(network.driven_links().size()),
        source_w(network.sources().size()),
        set_points(network.thermostats().size()) {}

  void fill(const Vdi6007Case& test, std::size_t step_of_day) {
    const Vdi6007Day& day = test.day;
    boundary_degc[0] = day.outdoor_degc[step_of_day];
    source_w[0] = day.convective_w[step_of_day];
    source_w[1] = day.radiative_w[step_of_day];
    for (std::size_t i = 0; i < day.solar_w_m2.size(); ++i) {
      source_w[2 + i] = day.solar_w_m2[i][step_of_day] * test.room.g_window * test.room.transparent_area_m2[i];
    }
    if (!driven_w_k.empty()) {
      boundary_degc[1] = day.ventilation_degc[step_of_day];
      driven_w_k[0] = day.ventilation_kg_s[step_of_day] * kAirHeat_j_kgk;
    }
    if (!set_points.empty()) {
      const double set_degc = day.set_point_degc[step_of_day];
      set_points[0] = {set_degc, set_degc, test.control.heating_capacity_w, test.control.cooling_capacity_w};
    }
  }
};

/// The room without anything that drives it, from 0 degC.
Vdi6007Case quiet(const Vdi6007Case& test) {
  Vdi6007Case still = test;
  Vdi6007Day& day = still.day;
  still.room.start_degc = 0.0;
  for (std::vector<double>* values : {&day.outdoor_degc, &day.convective_w, &day.radiative_w}) {
    std::fill(values->begin(), values->end(), 0.0);
  }
  for (std::vector<double>& values : day.solar_w_m2) std::fill(values.begin(), values.end(), 0.0);
  return still;
}

/// Mean air temperature of this hour and all later ones per watt of one hour.
std::vector<double> hour_response_k_w(const Vdi6007Network& room, const Vdi6007Case& still, std::size_t hours, double power_w) {
  std::vector<double> pulse_w(hours, 0.0);
  pulse_w[0] = power_w;
  std::vector<double> response_k_w;
  response_k_w.reserve(hours);
  for (const Vdi6007Hour& hour : run_vdi6007_hours(room, still, pulse_w)) response_k_w.push_back(hour.air_degc / power_w);
  return response_k_w;
}

/// Means of the set point over the hours of the day.
std::array<double, 24> set_points_of(const Vdi6007Case& test) {
  std::array<double, 24> means{};
  for (std::size_t step = 0; step < kVdi6007StepsPerDay; ++step) {
    means[step / kStepsPerHour] += test.day.set_point_degc[step] / static_cast<double>(kStepsPerHour);
  }
  return means;
}

}  // namespace

Vdi6007Network make_vdi6007_network(const Vdi6007Case& test, Vdi6007Plant plant) {
  const Vdi6007Room& room = test.room;
  Vdi6007Network made;
  core::ThermalNetwork& network = made.network;
  made.air = network.add_node("air", room.air_volume_m3 * kAirDensity_kg_m3 * kAirHeat_j_kgk);
  const Faces faces{network.add_node("exterior wall, inner face", 0.0), network.add_node("interior wall, face", 0.0)};
  const core::NodeId exterior = network.add_node("exterior wall", room.c_exterior_j_k);
  const core::NodeId interior = network.add_node("interior wall", room.c_interior_j_k);
  const core::BoundaryId outdoor = network.add_boundary("outdoor");
  const core::TermId outside = network.add_term("exterior wall");

  const double exterior_m2 = sum_of(room.exterior_area_m2);
  network.connect(made.air, faces.exterior, room.h_exterior_w_m2k * exterior_m2);
  network.connect(made.air, faces.interior, room.h_interior_w_m2k * room.interior_area_m2);
  network.connect(faces.exterior, faces.interior, room.h_radiative_w_m2k * std::min(exterior_m2, room.interior_area_m2));
  network.connect(faces.exterior, exterior, 1.0 / room.r_exterior_k_w);
  network.connect(faces.interior, interior, 1.0 / room.r_interior_k_w);
  network.connect(exterior, outdoor, 1.0 / (room.r_exterior_rest_k_w + 1.0 / room.outer_film_w_k), outside);
  add_gains(room, faces, made);
  if (!test.day.ventilation_kg_s.empty()) {
    const core::BoundaryId supply = network.add_boundary("supply air");
    network.connect_driven(made.air, supply, network.add_term("ventilation"));
  }
  if (test.control.present) add_plant(test.control, plant, faces, made);
  return made;
}

std::vector<Vdi6007Hour> run_vdi6007_hours(const Vdi6007Network& room, const Vdi6007Case& test, std::span<const double> power_w) {
  const core::Plan plan = core::make_plan(room.network);
  core::Stepper stepper(plan, room.network, static_cast<double>(kVdi6007Step_s));
  stepper.reset(test.room.start_degc);
  Drive drive(room.network);
  const bool given = test.control.present && room.network.thermostats().empty();
  const double steps = static_cast<double>(kStepsPerHour);
  std::vector<Vdi6007Hour> means(power_w.size());
  for (std::size_t hour = 0; hour < means.size(); ++hour) {
    Vdi6007Hour sum;
    for (std::size_t step = 0; step < kStepsPerHour; ++step) {
      drive.fill(test, (hour % 24) * kStepsPerHour + step);
      if (given) drive.source_w[core::index(power_w[hour] < 0.0 ? room.cooling : room.heating)] = power_w[hour];
      const core::StepResult& result = stepper.step({drive.boundary_degc, drive.driven_w_k, drive.source_w, drive.set_points});
      sum.air_degc += stepper.temperature_degc(room.air);
      sum.power_w += result.thermostat_w.empty() ? power_w[hour] : result.thermostat_w[0];
    }
    if (given) drive.source_w[core::index(room.heating)] = drive.source_w[core::index(room.cooling)] = 0.0;
    means[hour] = {sum.air_degc / steps, sum.power_w / steps};
  }
  return means;
}

std::vector<double> steady_hour_power_w(const Vdi6007Network& room, const Vdi6007Case& test, std::size_t hours) {
  // The room is linear: its hours are those without a plant plus the responses to the power of every earlier hour.
  std::vector<double> power_w(hours, 0.0);
  if (hours == 0) return power_w;
  const std::vector<Vdi6007Hour> without = run_vdi6007_hours(room, test, power_w);
  const Vdi6007Case still = quiet(test);
  const std::vector<double> heating_k_w = hour_response_k_w(room, still, hours, 1.0);
  const std::vector<double> cooling_k_w = hour_response_k_w(room, still, hours, -1.0);
  const std::array<double, 24> set_degc = set_points_of(test);
  core::ThermostatSolver solver(1);
  for (std::size_t hour = 0; hour < hours; ++hour) {
    double free_degc = without[hour].air_degc;
    for (std::size_t past = 0; past < hour; ++past) {
      free_degc += power_w[past] * (power_w[past] < 0.0 ? cooling_k_w : heating_k_w)[hour - past];
    }
    const double set = set_degc[hour % 24];
    const std::array<core::SetPoint, 1> points{{{set, set, test.control.heating_capacity_w, test.control.cooling_capacity_w}}};
    const core::ThermostatResponse response{{&free_degc, 1}, std::span(heating_k_w).first(1), std::span(cooling_k_w).first(1)};
    solver.solve(response, points, std::span(power_w).subspan(hour, 1));
  }
  return power_w;
}

}  // namespace tvilling::scenarios
