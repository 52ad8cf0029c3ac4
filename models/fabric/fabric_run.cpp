// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/fabric_run.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/error.hpp"
#include "core/thermal/stepper.hpp"
#include "models/air/psychrometrics.hpp"
#include "models/fabric/fabric_films.hpp"
#include "models/fabric/fabric_network.hpp"
#include "models/fabric/fabric_sun.hpp"

namespace tvilling::models {

namespace {

constexpr double kAirHeat_j_kgk = 1006.0;
constexpr double kGasConstant_j_kgk = 287.042;
constexpr double kStandardDensity_kg_m3 = 1.204;
constexpr double kKelvin = 273.15;
constexpr double kIndoor_k = 293.15;
constexpr double kSecondsPerHour = 3600.0;
constexpr double kKwhPerJ = 1.0 / 3.6e6;
constexpr int kRelaxedAfter =
    4;  // from this repetition on new films are blended with the old: flips of natural convection die out

/// The schedules of a building as one value per step.
struct Signals {
  std::vector<std::vector<double>> boundaries_degc;
  std::vector<std::vector<double>> flows_m3_h;
  std::vector<std::vector<double>> blinds;  ///< per window; empty without blind
  std::vector<std::vector<std::vector<double>>> gains_w;
  struct Control {
    std::vector<double> heat_to_degc, cool_to_degc, heating_w, cooling_w;
  };
  std::vector<Control> controls;  ///< per thermostat of the network
};

Signals signals_of(const Fabric& fabric, const RunPeriod& period, const SeriesTable& series) {
  Signals signals;
  const auto of = [&period, &series](const Schedule& schedule) { return values_of(schedule, period, series); };
  for (const GivenTemperature& given : fabric.boundaries) signals.boundaries_degc.push_back(of(given.temperature_degc));
  for (const AirPath& path : fabric.air_paths) signals.flows_m3_h.push_back(of(path.flow_m3_h));
  for (const Window& window : fabric.windows) {
    signals.blinds.push_back(window.blind ? of(window.blind->closed) : std::vector<double>());
  }
  for (const Zone& zone : fabric.zones) {
    std::vector<std::vector<double>> gains_w;
    gains_w.reserve(zone.gains.size());
    for (const Gain& gain : zone.gains) gains_w.push_back(of(gain.power_w));
    signals.gains_w.push_back(std::move(gains_w));
    if (!zone.thermostat) continue;
    const ZoneThermostat& t = *zone.thermostat;
    signals.controls.push_back(
        {of(t.heating_set_point_degc), of(t.cooling_set_point_degc), of(t.heating_capacity_w), of(t.cooling_capacity_w)});
  }
  return signals;
}

/// A building while it is being stepped.
class FabricRun {
 public:
  FabricRun(const Fabric& fabric, const Weather& weather, const RunPeriod& period, const SeriesTable& series)
      : fabric_(fabric),
        weather_(weather),
        period_(period),
        signals_(signals_of(fabric, period, series)),
        net_(make_fabric_network(fabric)),
        plan_(core::make_plan(net_.network)),
        stepper_(plan_, net_.network, kSecondsPerHour / period.steps_per_hour),
        sun_(fabric, net_, weather, period),
        films_(fabric, net_, sun_.sky_view()),
        boundary_degc_(net_.network.boundaries().size()),
        driven_w_k_(net_.network.driven_links().size(), 0.0),
        source_w_(net_.network.sources().size(), 0.0),
        set_points_(net_.network.thermostats().size()),
        closed_(fabric.windows.size(), 0.0),
        shut_out_(fabric.windows.size(), 0.0) {
    stepper_.reset(fabric.start_degc);
    for (const InsideFace& face : net_.inside_faces) watched_.push_back(face.node);
    for (const OutsideFace& face : net_.outside_faces) watched_.push_back(face.node);
    for (const GapDrive& gap : net_.gaps) watched_.insert(watched_.end(), {gap.outer, gap.inner});
    before_degc_.resize(watched_.size());
    films_driven_ =
        !net_.gaps.empty() ||
        std::any_of(net_.inside_faces.begin(), net_.inside_faces.end(),
                    [](const InsideFace& f) { return f.convection.driven || f.radiation.driven; }) ||
        std::any_of(net_.outside_faces.begin(), net_.outside_faces.end(), [](const OutsideFace& f) { return f.air.driven; });
  }
  FabricRun(const FabricRun&) = delete;
  FabricRun& operator=(const FabricRun&) = delete;
  ~FabricRun() = default;

  const core::StepResult& step(std::size_t step);

  [[nodiscard]] const FabricNetwork& net() const noexcept { return net_; }
  [[nodiscard]] const core::Stepper& stepper() const noexcept { return stepper_; }
  [[nodiscard]] const FabricSun& sun() const noexcept { return sun_; }
  [[nodiscard]] std::size_t last_solves() const noexcept { return last_solves_; }
  [[nodiscard]] double last_change_k() const noexcept { return last_change_k_; }

 private:
  void set_inputs(std::size_t step, std::size_t hour);
  void set_air(std::size_t step, std::size_t hour);
  double changed_k();

  const Fabric& fabric_;
  const Weather& weather_;
  RunPeriod period_;
  Signals signals_;
  FabricNetwork net_;
  core::Plan plan_;
  core::Stepper stepper_;
  FabricSun sun_;
  FabricFilms films_;
  OutdoorState outdoor_;
  std::vector<double> boundary_degc_;
  std::vector<double> driven_w_k_;
  std::vector<double> source_w_;
  std::vector<core::SetPoint> set_points_;
  std::vector<double> closed_;    ///< per window: state of its blind
  std::vector<double> shut_out_;  ///< per window: share of the sun that its blind keeps out
  std::vector<core::NodeId> watched_;
  std::vector<double> before_degc_;
  bool films_driven_ = false;
  bool started_ = false;
  std::size_t last_solves_ = 0;
  double last_change_k_ = 0.0;
};

void FabricRun::set_air(std::size_t step, std::size_t hour) {
  const double pressure_pa = fabric_.elevation_m ? standard_pressure_pa(*fabric_.elevation_m) : weather_.pressure_pa[hour];
  const double outdoor_kg_m3 = pressure_pa / (kGasConstant_j_kgk * (weather_.dry_bulb_degc[hour] + kKelvin));
  const double indoor_kg_m3 = pressure_pa / (kGasConstant_j_kgk * kIndoor_k);  // the same both ways through a door
  for (std::size_t p = 0; p < net_.air_paths.size(); ++p) {
    const AirPath& path = fabric_.air_paths[p];
    const double site_kg_m3 = path.from == Beyond::outdoors ? outdoor_kg_m3 : indoor_kg_m3;
    const double density_kg_m3 = path.at_outdoor_density ? site_kg_m3 : kStandardDensity_kg_m3;
    driven_w_k_[core::index(net_.air_paths[p])] = signals_.flows_m3_h[p][step] * density_kg_m3 * kAirHeat_j_kgk / kSecondsPerHour;
  }
}

void FabricRun::set_inputs(std::size_t step, std::size_t hour) {
  const double air_degc = weather_.dry_bulb_degc[hour];
  const double sky_degc = fabric_.sky_below_air_k ? air_degc - *fabric_.sky_below_air_k : weather_.sky_temperature_degc[hour];
  outdoor_ = {air_degc, sky_degc, weather_.wind_speed_m_s[hour], weather_.wind_direction_deg[hour]};
  boundary_degc_[core::index(net_.outdoor)] = outdoor_.air_degc;
  boundary_degc_[core::index(net_.sky)] = outdoor_.sky_degc;
  for (std::size_t b = 0; b < net_.given.size(); ++b) {
    boundary_degc_[core::index(net_.given[b])] = signals_.boundaries_degc[b][step];
  }
  set_air(step, hour);
  for (std::size_t w = 0; w < closed_.size(); ++w) {
    if (signals_.blinds[w].empty()) continue;
    closed_[w] = signals_.blinds[w][step];
    shut_out_[w] = closed_[w] * (1.0 - fabric_.windows[w].blind->transmittance);
  }
  sun_.write(step, hour, shut_out_, source_w_);
  for (std::size_t z = 0; z < net_.zones.size(); ++z) {
    const ZoneHandles& zone = net_.zones[z];
    for (std::size_t g = 0; g < zone.gains.size(); ++g) source_w_[core::index(zone.gains[g])] = signals_.gains_w[z][g][step];
    if (!zone.thermostat) continue;
    const Signals::Control& control = signals_.controls[*zone.thermostat];
    set_points_[*zone.thermostat] = {control.heat_to_degc[step], control.cool_to_degc[step], control.heating_w[step],
                                     control.cooling_w[step]};
  }
}

/// Largest change of a face since the last call.
double FabricRun::changed_k() {
  double largest_k = 0.0;
  for (std::size_t i = 0; i < watched_.size(); ++i) {
    const double now_degc = stepper_.temperature_degc(watched_[i]);
    largest_k = std::max(largest_k, std::abs(now_degc - before_degc_[i]));
    before_degc_[i] = now_degc;
  }
  return largest_k;
}

const core::StepResult& FabricRun::step(std::size_t step) {
  const std::size_t hour = step / static_cast<std::size_t>(period_.steps_per_hour);
  set_inputs(step, hour);
  const core::StepInput input{boundary_degc_, driven_w_k_, source_w_, set_points_};
  if (!started_) films_.write(stepper_, outdoor_, closed_, 1.0, driven_w_k_);
  started_ = true;
  const core::StepResult* result = &stepper_.step(input);
  last_solves_ = 1;
  last_change_k_ = 0.0;
  if (!films_driven_) return *result;
  (void)changed_k();
  for (int repetition = 1; repetition <= kMostRepetitions; ++repetition) {
    films_.write(stepper_, outdoor_, closed_, repetition > kRelaxedAfter ? 0.5 : 1.0, driven_w_k_);
    result = &stepper_.repeat(input);
    ++last_solves_;
    last_change_k_ = changed_k();
    if (last_change_k_ <= kFilmTolerance_k) break;
  }
  return *result;
}

/// Adds up what a run gives.
class Recorder {
 public:
  Recorder(const Fabric& fabric, const FabricNetwork& net, const RunPeriod& period) : net_(net), period_(period) {
    const ZoneHours empty{std::vector<double>(period.hours, 0.0), std::vector<double>(period.hours, 0.0),
                          std::vector<double>(period.hours, 0.0), std::vector<double>(period.hours, 0.0)};
    result_.zones.assign(fabric.zones.size(), empty);
    for (const std::string& name : net.network.terms()) result_.terms.push_back({name, 0.0});
    result_.incident_kwh_m2.assign(fabric.surfaces.size(), 0.0);
    result_.transmitted_kwh_m2.assign(fabric.windows.size(), 0.0);
  }

  void add(std::size_t step, const FabricRun& run, const core::StepResult& found) {
    const std::size_t hour = step / static_cast<std::size_t>(period_.steps_per_hour);
    const double share = 1.0 / period_.steps_per_hour;
    for (std::size_t z = 0; z < net_.zones.size(); ++z) {
      ZoneHours& zone = result_.zones[z];
      const double air_degc = run.stepper().temperature_degc(net_.zones[z].air);
      zone.air_degc[hour] += share * air_degc;
      zone.operative_degc[hour] += share * 0.5 * (air_degc + run.stepper().temperature_degc(net_.zones[z].radiant));
      if (!net_.zones[z].thermostat) continue;
      const double power_w = found.thermostat_w[*net_.zones[z].thermostat];
      zone.heating_w[hour] += share * std::max(0.0, power_w);
      zone.cooling_w[hour] += share * std::max(0.0, -power_w);
    }
    const double joule_kwh = share * kSecondsPerHour * kKwhPerJ;
    for (std::size_t t = 0; t < result_.terms.size(); ++t) result_.terms[t].energy_kwh += joule_kwh * found.term_w[t];
    result_.storage_kwh += joule_kwh * found.storage_w;
    for (std::size_t f = 0; f < net_.outside_faces.size(); ++f) {
      const OutsideFace& face = net_.outside_faces[f];
      if (!face.window) result_.incident_kwh_m2[face.surface] += joule_kwh * run.sun().incident_w_m2()[f];
    }
    for (std::size_t p = 0; p < net_.glass.size(); ++p) {
      result_.transmitted_kwh_m2[net_.glass[p].window] += joule_kwh * run.sun().transmitted_w_m2()[p];
    }
    ++result_.steps;
    result_.solves += run.last_solves();
    if (run.last_change_k() > kFilmTolerance_k) {
      ++result_.unsettled_steps;
      result_.largest_unsettled_k = std::max(result_.largest_unsettled_k, run.last_change_k());
    }
  }

  [[nodiscard]] FabricResult take() { return std::move(result_); }

 private:
  const FabricNetwork& net_;
  RunPeriod period_;
  FabricResult result_;
};

void check_length(const std::vector<double>& values, const RunPeriod& period, const char* name) {
  if (values.size() == period.hours) return;
  throw core::Error(core::ErrorKind::bad_input, std::string("weather: ") + name + " has " + std::to_string(values.size()) +
                                                    " hours, the run needs " + std::to_string(period.hours));
}

}  // namespace

ZoneSummary summary_of(const ZoneHours& zone) {
  constexpr double kKilo = 1e-3;
  const auto sum = [](const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); };
  const auto most = [](const std::vector<double>& values) { return *std::max_element(values.begin(), values.end()); };
  return {kKilo * sum(zone.heating_w),
          kKilo * sum(zone.cooling_w),
          kKilo * most(zone.heating_w),
          kKilo * most(zone.cooling_w),
          *std::min_element(zone.air_degc.begin(), zone.air_degc.end()),
          sum(zone.air_degc) / static_cast<double>(zone.air_degc.size()),
          most(zone.air_degc)};
}

FabricResult simulate_fabric(const Fabric& fabric, const Weather& weather, const RunPeriod& period, const SeriesTable& series,
                             const WarmUp& warm_up) {
  check_length(weather.dry_bulb_degc, period, "dry_bulb_degc");
  check_length(weather.direct_normal_w_m2, period, "direct_normal_w_m2");
  check_length(weather.diffuse_horizontal_w_m2, period, "diffuse_horizontal_w_m2");
  check_length(weather.global_horizontal_w_m2, period, "global_horizontal_w_m2");
  check_length(weather.sky_temperature_degc, period, "sky_temperature_degc");
  check_length(weather.wind_speed_m_s, period, "wind_speed_m_s");
  check_length(weather.wind_direction_deg, period, "wind_direction_deg");
  check_length(weather.pressure_pa, period, "pressure_pa");
  FabricRun run(fabric, weather, period, series);
  const std::size_t wanted =
      static_cast<std::size_t>(std::max(0, warm_up.days)) * 24 * static_cast<std::size_t>(period.steps_per_hour);
  const std::size_t count = std::min(wanted, period.steps());
  const std::size_t first = warm_up.of == WarmUp::Of::end ? period.steps() - count : 0;
  for (std::size_t step = first; step < first + count; ++step) (void)run.step(step);
  Recorder recorder(fabric, run.net(), period);
  for (std::size_t step = 0; step < period.steps(); ++step) {
    const core::StepResult& found = run.step(step);
    recorder.add(step, run, found);
  }
  return recorder.take();
}

}  // namespace tvilling::models
