// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/findings.hpp"
#include "models/portfolio/portfolio.hpp"

namespace tvilling::models {

/// A zone before it is filled.
struct PlannedZone {
  Use use = Use::office;
  double area_m2 = 0.0;
  double heating_set_point_degc = kMissing;  ///< of its rooms; missing: not given
  EnvelopeShare share{0.0, 0.0, 0.0};
};

/// What two zones have in common.
struct PlannedLink {
  std::size_t a = 0;
  std::size_t b = 0;
  double area_m2 = 0.0;
};

/// How a building is divided. Empty: it stays one zone.
struct ZonePlan {
  std::vector<PlannedZone> zones;
  std::vector<PlannedLink> links;
};

/// A building has at most so many zones: the smallest are joined with the main one.
inline constexpr std::size_t kMostZones = 12;
/// The least area that a zone may have: that of a building.
inline constexpr double kLeastZone_m2 = 1.0;

/// One zone per use, side by side from the ground to the roof: each has its share of the area of roof, floor and facades, and a
/// wall to the zone of the main use. The building must be filled.
[[nodiscard]] ZonePlan plan_of_uses(const BuildingRecord& record, core::Findings& findings);

/// Rooms of one use and set point that lie next to each other are a zone. `rooms`: those of the building, by room_id. The
/// building must be filled; `set_points_degc`: what a zone of each use has where its rooms say nothing.
[[nodiscard]] ZonePlan plan_of_rooms(const BuildingRecord& record, std::span<const Room* const> rooms,
                                     std::span<const double> set_points_degc, core::Findings& findings);

/// Joins what is too small or too much with the main zone: the largest of the building's use, or of all.
void merge_zones(const BuildingRecord& record, ZonePlan& plan, core::Findings& findings);

/// The wall between two parts of a building that lie side by side over some storeys: as long as the building is deep, or as the
/// smaller part, taken as a square, is wide.
[[nodiscard]] double wall_between_m2(const Building& building, double smaller_m2, double storeys) noexcept;

/// A finding about a building, where its row stands.
[[nodiscard]] core::Finding zone_finding(const BuildingRecord& record, std::string_view code, core::Severity severity,
                                         std::string message, std::string hint);

}  // namespace tvilling::models
