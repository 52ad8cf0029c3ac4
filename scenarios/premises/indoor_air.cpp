// SPDX-License-Identifier: MPL-2.0
#include "scenarios/premises/indoor_air.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/time_axis.hpp"
#include "models/building/envelope.hpp"
#include "models/building/loads.hpp"
#include "scenarios/premises/occupancy_change.hpp"

namespace tvilling::scenarios {

namespace {

constexpr double kOutdoorCo2_ppm = 420.0;
constexpr double kCo2Limit_ppm = 1000.0;
constexpr double kPersonCo2_m3_h = 0.020;
constexpr double kWarmUp_h = 24.0;
constexpr double kSecondsPerHour = 3600.0;

/// Air of a zone, hour by hour.
class ZoneAir {
 public:
  explicit ZoneAir(const models::Building& zone) {
    const models::Envelope envelope = models::envelope_of(zone);
    const models::AirFlows flows = models::air_flows(zone, envelope, 0.0);  // volumes are those at any height
    volume_m3_ = envelope.volume_m3;
    plant_m3_h_ = m3_h(flows.mechanical_w_k + flows.natural_w_k);
    open_leakage_m3_h_ = m3_h(flows.infiltration_w_k(true));
    closed_leakage_m3_h_ = m3_h(flows.infiltration_w_k(false));
  }

  [[nodiscard]] double flow_m3_h(bool open) const {
    if (!open) return closed_leakage_m3_h_;
    return plant_m3_h_ > 0.0 ? plant_m3_h_ : open_leakage_m3_h_;
  }

  /// Mean of the hour; well-mixed air, exactly: V dC/dt = G - Q (C - C outdoors).
  double step_ppm(double persons, bool open) {
    const double source_ppm_h = 1e6 * persons * kPersonCo2_m3_h / volume_m3_;
    const double changes = flow_m3_h(open) / volume_m3_;
    if (!(changes > 0.0)) {
      const double mean_ppm = above_ppm_ + 0.5 * source_ppm_h;
      above_ppm_ += source_ppm_h;
      return kOutdoorCo2_ppm + mean_ppm;
    }
    const double settled_ppm = source_ppm_h / changes;
    const double gone = -std::expm1(-changes);  // 1 - exp(-n)
    const double mean_ppm = settled_ppm + (above_ppm_ - settled_ppm) * gone / changes;
    above_ppm_ = settled_ppm + (above_ppm_ - settled_ppm) * (1.0 - gone);
    return kOutdoorCo2_ppm + mean_ppm;
  }

 private:
  static double m3_h(double flow_w_k) { return flow_w_k / models::kAirHeatCapacity_j_m3k * kSecondsPerHour; }

  double volume_m3_ = 0.0;
  double plant_m3_h_ = 0.0;
  double open_leakage_m3_h_ = 0.0;
  double closed_leakage_m3_h_ = 0.0;
  double above_ppm_ = 0.0;  ///< outdoors
};

struct ZoneYear {
  double most_persons = 0.0;
  double least_l_s_person = models::kMissing;
  std::vector<double> co2_ppm;  ///< of each hour
};

ZoneYear year_of(const models::Building& zone, const models::BuildingLoads& loads) {
  ZoneAir air(zone);
  ZoneYear year;
  for (int hour = core::kHoursPerYear - static_cast<int>(kWarmUp_h); hour < core::kHoursPerYear; ++hour) {
    (void)air.step_ppm(loads.persons(hour), loads.open(hour));
  }
  for (int hour = 0; hour < core::kHoursPerYear; ++hour) {
    const bool open = loads.open(hour);
    const double persons = loads.persons(hour);
    year.co2_ppm.push_back(air.step_ppm(persons, open));
    if (!open || !(persons > year.most_persons)) continue;
    year.most_persons = persons;
    year.least_l_s_person = air.flow_m3_h(true) / 3.6 / persons;
  }
  return year;
}

}  // namespace

IndoorAir indoor_air(const models::Building& building, const models::Environment& environment) {
  models::check_building(building);
  IndoorAir result;
  result.least_l_s_person = models::kMissing;
  result.co2_max_ppm = kOutdoorCo2_ppm;
  std::vector<std::uint8_t> above(core::kHoursPerYear, 0);
  for (const models::Building& zone : models::zones_of(building)) {
    if (!(zone.heated_fraction > 0.0)) continue;
    const models::BuildingLoads loads(zone, environment);
    const ZoneYear year = year_of(zone, loads);
    result.least_l_s_person = std::fmin(result.least_l_s_person, year.least_l_s_person);
    for (std::size_t hour = 0; hour < above.size(); ++hour) {
      result.co2_max_ppm = std::max(result.co2_max_ppm, year.co2_ppm[hour]);
      if (loads.open(static_cast<int>(hour)) && year.co2_ppm[hour] > kCo2Limit_ppm) above[hour] = 1;
    }
  }
  result.co2_above_1000_ppm_h = static_cast<double>(std::count(above.begin(), above.end(), 1));
  models::HourlySeries hourly;
  result.above_26_degc_h = models::simulate_building(building, environment, hourly).annual[index(models::Annual::overheating)];
  return result;
}

IndoorAir indoor_air(const models::Building& building, const models::Building& unchanged,
                     const models::Environment& environment) {
  return indoor_air(with_plant_of(building, unchanged), environment);
}

}  // namespace tvilling::scenarios
