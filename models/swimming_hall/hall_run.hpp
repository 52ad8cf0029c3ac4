// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/thermal/plan.hpp"
#include "core/thermal/stepper.hpp"
#include "models/building/loads.hpp"
#include "models/building/zone_run.hpp"
#include "models/swimming_hall/evaporation.hpp"
#include "models/swimming_hall/hall_air.hpp"
#include "models/swimming_hall/hall_hour.hpp"
#include "models/swimming_hall/hall_network.hpp"
#include "models/swimming_hall/hall_schedule.hpp"

namespace tvilling::models {

/// A hall while it is stepped through the year. Heat (network), vapour of the hall air and the air handling are solved together:
/// they are repeated within the hour until temperatures change by less than kSettled_k.
class HallRun {
 public:
  /// `building` has a hall whose numbers are known and in range (check_hall). All must outlive the run.
  HallRun(const Building& building, const Environment& environment);
  HallRun(const HallRun&) = delete;
  HallRun& operator=(const HallRun&) = delete;
  ~HallRun() = default;

  /// The next hour; hours of the year in order (warm-up first).
  const HallHour& step(int hour);

  [[nodiscard]] const HallNetwork& network() const noexcept { return net_; }
  /// Of the rooms beside the pool hall; none when there are none.
  [[nodiscard]] const BuildingLoads* rest_loads() const noexcept { return rest_loads_ ? &*rest_loads_ : nullptr; }
  [[nodiscard]] const HallZones& zones() const noexcept { return zones_; }
  [[nodiscard]] const HallSchedule& schedule() const noexcept { return schedule_; }

  static constexpr double kSettled_k = 1e-3;
  static constexpr double kChanging_h = 0.5;  ///< in the rooms beside, per visit (assumption)

 private:
  /// What is known of an hour before it is solved.
  struct Given {
    std::size_t h = 0;
    double open = 0.0;  ///< share of the hour
    double visits = 0.0;
    double outdoor_degc = 0.0;
    double outdoor_kg_kg = 0.0;
    double pressure_pa = 101325.0;
    double air_set_point_degc = 0.0;
    double relative_humidity = 0.0;  ///< wanted
    double set_point_kg_kg = 0.0;    ///< the same, guarded, as a humidity ratio
    double least_outdoor_air_kg_h = 0.0;
    double least_flow_fraction = 0.0;
    double dry_recovery = 0.0;
    double leakage_w_k = 0.0;
    std::vector<SurfaceUse> use;  ///< per basin that has water
  };
  /// The state that an hour is tried with.
  struct Guess {
    explicit Guess(std::size_t basins) : degc(1 + basins) {}
    [[nodiscard]] double air_degc() const { return degc[0]; }
    [[nodiscard]] double water_degc(std::size_t basin) const { return degc[1 + basin]; }

    std::vector<double> degc;  ///< the air, then the water of every basin
  };
  struct Moisture {
    AirAnswer air;
    double deck_kg_h = 0.0;               ///< from the wet floor
    std::vector<double> basin_deck_kg_h;  ///< the same by the basin that wets it
    double people_kg_h = 0.0;
    std::vector<double> evaporation_kg_h;  ///< per basin that has water
    double vapour_pressure_pa = 0.0;
  };

  [[nodiscard]] Given given(int hour) const;
  [[nodiscard]] double guarded_humidity(double wanted, double air_degc, double outdoor_degc) const;
  [[nodiscard]] Moisture solve_moisture(const Given& g, const Guess& guess) const;
  void evaporate(const Given& g, const Guess& guess, double humidity_kg_kg, Moisture& moisture) const;
  void drive_constant(const Given& g);
  void drive(const Given& g, const Guess& guess, const Moisture& moisture);
  void drive_basin(std::size_t i, const Given& g, const Guess& guess, const Moisture& moisture);
  void drive_air(const Given& g, const Guess& guess, const Moisture& moisture);
  void book(const Given& g, const Moisture& moisture, const core::StepResult& step);
  void book_basins(const Given& g, const Moisture& moisture, const core::StepResult& step);
  [[nodiscard]] double make_up_kg_h(std::size_t i, const Given& g, const Moisture& moisture) const;
  [[nodiscard]] const Basin& basin(std::size_t i) const { return hall_.basins[net_.basins[i].basin]; }

  const SwimmingHall& hall_;
  const Environment& environment_;
  HallZones zones_;
  HallSchedule schedule_;
  UseProfile rest_profile_;
  std::optional<BuildingLoads> rest_loads_;
  HallNetwork net_;
  core::Plan plan_;
  core::Stepper stepper_;
  NetworkDrive drive_;
  ZoneWeather pool_weather_;
  std::optional<ZoneWeather> rest_weather_;
  AirFlows pool_air_;
  AirFlows rest_air_;
  double rest_capacity_w_ = 0.0;
  double person_heat_w_ = 0.0;
  std::vector<double> bather_share_;  ///< per basin that has water, sum 1
  std::vector<double> warm_;          ///< 1 in hours in which the day's air temperature is wanted
  double dry_surface_factor_ = 1.0;   ///< of the coldest construction
  double humidity_kg_kg_ = 0.0;
  std::vector<double> old_water_degc_;
  std::vector<double> found_degc_;  ///< by a trial, in the order of the guess
  double flow_fraction_ = 0.0;
  double fan_kw_ = 0.0;
  HallHour hour_;
};

}  // namespace tvilling::models
