// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/thermal/stepper.hpp"
#include "models/building/loads.hpp"
#include "models/building/simulate.hpp"
#include "models/building/zone_network.hpp"

namespace tvilling::models {

/// The heated zones of a building while they are stepped together through the year.
class ZonesRun {
 public:
  /// `loads`: one per zone of zones_of(building). All three must outlive the run.
  ZonesRun(const Building& building, const Environment& environment, std::span<const BuildingLoads> loads);
  ZonesRun(const ZonesRun&) = delete;
  ZonesRun& operator=(const ZonesRun&) = delete;
  ~ZonesRun() = default;

  const core::StepResult& step(int hour);

  /// In the order of the step's thermostats.
  [[nodiscard]] std::span<const HeatedZone> zones() const noexcept { return zoned_.zones; }
  /// Share of the heated area.
  [[nodiscard]] double area_share(std::size_t heated) const noexcept { return models_[heated].area_share; }

 private:
  struct Model {
    const Building* building = nullptr;
    const BuildingLoads* loads = nullptr;
    AirFlows air;
    double capacity_w = 0.0;
    double area_share = 0.0;
    std::vector<std::span<const double>> falling;   ///< on each plane
    std::vector<std::span<const double>> entering;  ///< through its windows
  };
  [[nodiscard]] Model model_of(const HeatedZone& zone, const Building& building, const BuildingLoads& loads) const;
  void drive(std::size_t heated, int hour);

  const Environment& environment_;
  ZonedNetwork zoned_;
  core::Plan plan_;
  core::Stepper stepper_;
  std::vector<Model> models_;
  std::vector<double> boundary_degc_;
  std::vector<double> driven_w_k_;
  std::vector<double> source_w_;
  std::vector<core::SetPoint> set_point_;
};

}  // namespace tvilling::models
