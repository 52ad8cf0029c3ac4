// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "core/thermal/isa.hpp"
#include "models/building/lane_data.hpp"
#include "models/building/simulate.hpp"

namespace tvilling::models {

/// Up to eight buildings that are stepped side by side. What comes out of a building depends neither on its neighbours, nor on
/// its lane or the instruction set, to the bit; it equals simulate_building within rounding. About 25 KiB; a thread uses
/// its groups again and again.
class LaneGroup {
 public:
  /// `environment` must outlive the group. Throws Error (wrong_usage) for an instruction set that this machine lacks.
  explicit LaneGroup(const Environment& environment, core::Isa isa = core::best_isa());
  ~LaneGroup();
  LaneGroup(LaneGroup&&) noexcept;
  LaneGroup& operator=(LaneGroup&&) noexcept;

  void clear();
  [[nodiscard]] std::size_t size() const noexcept;
  [[nodiscard]] bool full() const noexcept { return size() == kGroupLanes; }

  /// Adds a building at its start (before the warm-up); returns its lane. Throws as simulate_building does, and for one that has
  /// zones; the group is then as it was.
  std::size_t add(const Building& building);

  /// The sum of all lanes' hours is added to these, while running.
  void add_hours_to(std::span<const CityTarget> targets);
  /// The hours of one building.
  void add_hours_to(std::size_t lane, std::span<const CityTarget> targets);
  /// All hourly series of a building [kHourlyCount x 8,760] are written there.
  void keep_hours(std::size_t lane, HourlySeries& series);

  void warm_up(LaneDay& room);
  /// Days `first` to `last` (not included) of 0..365. All days, in their order, make a year.
  void run_days(int first, int last, LaneDay& room);

  /// Booked days before the first law failed for this building; of later ones no hours are added anywhere.
  [[nodiscard]] int sound_days(std::size_t lane) const noexcept;

  /// After all days. Throws Error (internal) when the first law did not hold.
  [[nodiscard]] BuildingResult result(std::size_t lane) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tvilling::models
