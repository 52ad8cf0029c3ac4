// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "models/window/gap.hpp"
#include "models/window/pane.hpp"

namespace tvilling::models {

/// The most panes a glazing can have; fixed, so that hourly loops need no memory.
inline constexpr std::size_t kMaxPanes = 4;

/// One number per pane, outside to inside; those beyond the last pane are 0.
using PerPane = std::array<double, kMaxPanes>;

/// Shares of the light that falls on a glazing; transmittance + reflectance + sum of `absorbed` = 1.
struct GlazingOptics {
  double transmittance = 0.0;
  double reflectance = 1.0;
  PerPane absorbed{};  ///< pane by pane, outside to inside, whatever side the light comes from
};

/// Measured optics at one angle from the normal, light from outdoors. What is neither let through nor absorbed is reflected.
struct AngleRow {
  double angle_deg = 0.0;
  double transmittance = 0.0;
  PerPane absorbed{};
};

/// Panes and the gaps between them, outside to inside: one gap less than panes.
struct Glazing {
  std::vector<Pane> panes;
  std::vector<Gap> gaps;
  /// When not empty: replaces the computed optics for light from outdoors. Angles rise strictly within [0, 90]. Linear in the
  /// angle between rows; the first row holds to 0 degrees; after the last row everything falls to 0 at 90 degrees.
  std::vector<AngleRow> table;
  /// Measured for diffuse light from outdoors (its angle is not read); else the hemispherical integral.
  std::optional<AngleRow> table_diffuse;
};

/// Where the light comes from.
enum class GlazingSide { outdoors, room };

/// Throws core::Error (internal) unless there are 1 to kMaxPanes panes, one gap less, and an ordered table.
void check_glazing(const Glazing& glazing);

/// Optics at one angle, all reflections between the panes counted (adding method, each polarisation on its own).
/// `cos_incidence` in [0, 1]; 0 and less reflect everything. From the room the panes are computed even with a table.
[[nodiscard]] GlazingOptics glazing_optics(const Glazing& glazing, double cos_incidence,
                                           GlazingSide side = GlazingSide::outdoors);

/// Optics for isotropic diffuse light: 2 int f(theta) cos(theta) sin(theta) over the hemisphere (64 Gauss points).
[[nodiscard]] GlazingOptics diffuse_optics(const Glazing& glazing, GlazingSide side = GlazingSide::outdoors);

/// Optics looked up in an hourly loop: computed once, no memory taken after. Linear in the root of 90 degrees less the angle,
/// 256 steps: every share is within 1e-4 of `glazing_optics`. A measured table is kept and read as it is.
class GlazingTable {
 public:
  explicit GlazingTable(const Glazing& glazing);

  /// Beam from outdoors; a cosine of 0 and less reflects everything.
  [[nodiscard]] GlazingOptics at(double cos_incidence) const noexcept;
  [[nodiscard]] const GlazingOptics& diffuse() const noexcept { return diffuse_; }
  [[nodiscard]] const GlazingOptics& diffuse_from_room() const noexcept { return diffuse_from_room_; }

 private:
  std::vector<AngleRow> measured_;
  std::vector<GlazingOptics> rows_;
  GlazingOptics diffuse_;
  GlazingOptics diffuse_from_room_;
};

}  // namespace tvilling::models
