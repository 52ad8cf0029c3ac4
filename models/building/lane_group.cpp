// SPDX-License-Identifier: MPL-2.0
#include "models/building/lane_group.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/error.hpp"
#include "models/building/lane_kernels.hpp"
#include "models/building/lane_writer.hpp"
#include "models/building/loads.hpp"

namespace tvilling::models {

namespace {

constexpr int kDayLength_h = static_cast<int>(kDayHours);
constexpr int kDays = core::kHoursPerYear / kDayLength_h;

/// The series of a lane that has none.
constexpr std::array<double, core::kHoursPerYear> kNothing{};

}  // namespace

struct LaneGroup::Impl {
  Impl(const Environment& shared, core::Isa isa) : environment(shared), run_day(lane_kernel(isa)) {
    const Weather& w = shared.weather;
    weather = {w.dry_bulb_degc.data(), w.sky_temperature_degc.data(), shared.sun.roof_w_m2().data(), shared.sun.up().data()};
    clear();
  }

  void clear() {
    data = {};
    visitors.fill(0.0);
    for (std::size_t lane = 0; lane < kGroupLanes; ++lane) empty(lane);
  }

  /// Whatever was written there: a model is numbers in rows of eight.
  void clear_model(std::size_t lane) {
    auto* const numbers = reinterpret_cast<double*>(&data.model);
    for (std::size_t i = lane; i < sizeof(LaneModel) / sizeof(double); i += kGroupLanes) numbers[i] = 0.0;
    empty(lane);
  }

  /// A lane that takes part in nothing: every number zero, but for divisors.
  void empty(std::size_t lane) {
    LaneModel& m = data.model;
    m.pivot_w_k[lane] = 1.0;
    m.slope_fixed_k_w[lane] = 1.0;
    m.rounding_wh[lane] = 1.0;
    const double* const any = kNothing.data();
    LaneLoads& loads = data.loads[lane];
    loads = {};
    loads.presence = loads.presence_beside = loads.open = loads.warm = loads.light = any;
    for (std::size_t w = 0; w < 4; ++w) loads.falling_w_m2[w] = loads.entering_w_m2[w] = any;
  }

  void need_lane(std::size_t lane) const {
    if (lane >= data.used) throw core::Error(core::ErrorKind::internal, "lane " + std::to_string(lane) + " holds no building");
  }

  void run(int first_day, int last_day, bool booked, LaneDay& room) {
    for (int day = first_day; day < last_day; ++day) {
      const int hour = day * kDayLength_h;
      const int month = core::month_of_hour(hour);
      const bool month_ends = hour + kDayLength_h == core::first_hour_of_month(month + 1);
      run_day(data, weather, {static_cast<std::size_t>(hour), static_cast<std::size_t>(month), month_ends, booked}, room);
    }
  }

  LaneGroupData data{};
  const Environment& environment;
  RunLaneDay run_day;
  LaneWeather weather{};
  std::array<double, kGroupLanes> visitors{};
};

LaneGroup::LaneGroup(const Environment& environment, core::Isa isa) : impl_(std::make_unique<Impl>(environment, isa)) {}
LaneGroup::~LaneGroup() = default;
LaneGroup::LaneGroup(LaneGroup&&) noexcept = default;
LaneGroup& LaneGroup::operator=(LaneGroup&&) noexcept = default;

void LaneGroup::clear() {
  impl_->clear();
}

std::size_t LaneGroup::size() const noexcept {
  return impl_->data.used;
}

std::size_t LaneGroup::add(const Building& building) {
  if (!building.zones.empty()) {
    throw core::Error(core::ErrorKind::internal, "building " + building.building_id + " has zones: it takes no lane");
  }
  check_building(building);
  Impl& g = *impl_;
  const std::size_t lane = g.data.used;
  if (lane == kGroupLanes) throw core::Error(core::ErrorKind::internal, "a ninth building for eight lanes");
  LaneLoads loads = BuildingLoads(building, g.environment).numbers();
  std::copy(std::begin(g.data.loads[lane].falling_w_m2), std::end(g.data.loads[lane].falling_w_m2), loads.falling_w_m2);
  std::copy(std::begin(g.data.loads[lane].entering_w_m2), std::end(g.data.loads[lane].entering_w_m2), loads.entering_w_m2);
  if (building.heated_fraction > 0.0) {
    try {
      write_lane(building, g.environment, lane, g.data.model, loads);
    } catch (...) {
      g.clear_model(lane);
      throw;
    }
    ++g.data.heated;
  } else {
    loads.person_heat_w = 0.0;  // there is no zone to warm
  }
  loads.pv_kwh_kw = g.environment.pv_kwh_kw.data();
  loads.pv_capacity_kw = building.pv_capacity_kw;
  g.data.loads[lane] = loads;
  g.visitors[lane] = std::isnan(building.visitors_per_year) ? 0.0 : building.visitors_per_year;
  ++g.data.used;
  return lane;
}

void LaneGroup::add_hours_to(std::span<const CityTarget> targets) {
  impl_->data.all_targets = targets.data();
  impl_->data.all_count = targets.size();
}

void LaneGroup::add_hours_to(std::size_t lane, std::span<const CityTarget> targets) {
  impl_->need_lane(lane);
  impl_->data.lane_targets[lane] = targets.data();
  impl_->data.lane_counts[lane] = targets.size();
}

void LaneGroup::keep_hours(std::size_t lane, HourlySeries& series) {
  impl_->need_lane(lane);
  if (series[Hourly::heat].size() != core::kHoursPerYear)
    throw core::Error(core::ErrorKind::internal, "no room for the hours of a year");
  impl_->data.keeps_hours = true;
  impl_->data.hourly[lane] = series[static_cast<Hourly>(0)].data();
}

void LaneGroup::warm_up(LaneDay& room) {
  impl_->run(kDays - kWarmUpDays, kDays, false, room);
}

void LaneGroup::run_days(int first, int last, LaneDay& room) {
  if (first < 0 || last > kDays)
    throw core::Error(core::ErrorKind::internal,
                      "days " + std::to_string(first) + " to " + std::to_string(last) + " are not in a year");
  impl_->run(first, last, true, room);
}

int LaneGroup::sound_days(std::size_t lane) const noexcept {
  return static_cast<int>(impl_->data.model.sound_days[lane]);
}

BuildingResult LaneGroup::result(std::size_t lane) const {
  const LaneModel& m = impl_->data.model;
  if (m.broken[lane] > 0.0) {
    throw core::Error(core::ErrorKind::internal,
                      "the first law fails on day " + std::to_string(sound_days(lane) + 1) + " of the year");
  }
  BuildingResult result;
  const LaneSums& s = m.sums;
  constexpr std::array summed{Monthly::heat_demand, Monthly::hot_water, Monthly::heat, Monthly::electricity, Monthly::water};
  for (std::size_t v = 0; v < summed.size(); ++v) {
    double year = 0.0;
    for (std::size_t month = 0; month < core::kMonths; ++month) {
      result.monthly[index(summed[v])][month] = s.month[v][month][lane];
      year += s.month[v][month][lane];
    }
    result.annual[index(summed[v])] = year;
  }
  const auto put = [&result, lane](Annual variable, const PerLane& values) { result.annual[index(variable)] = values[lane]; };
  put(Annual::peak_heat, s.peak_heat);
  put(Annual::occupancy, s.occupancy);
  put(Annual::transmission, s.transmission);
  put(Annual::ventilation, s.ventilation);
  put(Annual::infiltration, s.infiltration);
  put(Annual::solar, s.solar);
  put(Annual::internal, s.internal);
  put(Annual::storage, s.storage);
  put(Annual::plant_loss, s.plant_loss);
  put(Annual::overheating, s.overheating);
  put(Annual::unmet, s.unmet);
  put(Annual::pv, s.pv);
  put(Annual::electricity_sold, s.electricity_sold);
  result.annual[index(Annual::visitors)] = impl_->visitors[lane];
  return result;
}

}  // namespace tvilling::models
