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

/// What drives a network: the order is that of its ids.
struct NetworkDrive {
  /// Room for a network, all 0.
  explicit NetworkDrive(const core::ThermalNetwork& network)
      : boundary_degc(network.boundaries().size(), 0.0),
        driven_w_k(network.driven_links().size(), 0.0),
        source_w(network.sources().size(), 0.0),
        set_point(network.thermostats().size()) {}
  [[nodiscard]] core::StepInput input() const noexcept { return {boundary_degc, driven_w_k, source_w, set_point}; }

  std::vector<double> boundary_degc;
  std::vector<double> driven_w_k;
  std::vector<double> source_w;
  std::vector<core::SetPoint> set_point;
};

/// The weather at a zone: outdoor air, sky, ground, and the sun on its planes and through its windows. Reads the environment's
/// series: that must outlive it.
class ZoneWeather {
 public:
  ZoneWeather(const BuildingNetwork& net, const Building& zone, const Environment& environment);
  void drive(const BuildingNetwork& net, const Environment& environment, int hour, NetworkDrive& drive) const;

 private:
  std::vector<std::span<const double>> falling_;   ///< on each plane
  std::vector<std::span<const double>> entering_;  ///< through its windows
};

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
    ZoneWeather weather;
  };
  [[nodiscard]] Model model_of(const HeatedZone& zone, const Building& building, const BuildingLoads& loads) const;
  void drive_zone(std::size_t heated, int hour);

  const Environment& environment_;
  ZonedNetwork zoned_;
  core::Plan plan_;
  core::Stepper stepper_;
  std::vector<Model> models_;
  NetworkDrive drive_;
};

}  // namespace tvilling::models
