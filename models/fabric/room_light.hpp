// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "models/fabric/fabric_network.hpp"
#include "models/shading/beam.hpp"
#include "models/window/glazing.hpp"

namespace tvilling::models {

/// Sunlight inside a zone: where it falls first, and where it ends after all reflections.
///
/// Every face reflects diffusely. View factors are F_ij = A_j / sum of A_k over the faces that i can see: all of the zone but
/// those of its own surface (a window does not see its wall). Reflections are followed until nothing is left; glass lets part of
/// the light out again. So what enters equals what is absorbed plus what leaves, to rounding.
/// Limits: furniture is not seen; view factors know areas, not distances.
class RoomLight {
 public:
  RoomLight(const Fabric& fabric, const FabricNetwork& net, std::size_t zone,
            std::span<const GlazingTable* const> glazing_of_part);

  /// Adds beam light [W] that enters through glass part `part` (which belongs to this zone), the sun standing at `to_sun`.
  /// `obstacles` shade the window outside.
  void add_beam(std::size_t part, double beam_w, const Vector3& to_sun, const RayScene& obstacles);
  /// Adds diffuse light [W] that enters through a glass part.
  void add_diffuse(std::size_t part, double diffuse_w);
  /// Writes what has been added to the sources of faces and panes, and begins anew.
  void write(std::span<double> source_w);

 private:
  struct Receiver {
    std::size_t index = 0;  ///< of the inside face, or of the glass part
    bool glass = false;
    std::size_t surface = 0;
    double area_m2 = 0.0;
    double absorbed = 0.6;      ///< share of the light falling on it that does not come back
    std::vector<double> panes;  ///< glass: shares absorbed in the panes
    bool floor = false;
    std::size_t rectangle = 0;  ///< in `room_`, or past its end
  };

  void add_receivers(std::span<const GlazingTable* const> glazing_of_part);
  void place_receivers();
  void follow_reflections();
  /// One reflection of all light; returns what is still on its way.
  double reflect(std::span<const double> seen_m2, std::span<double> leaving, std::span<double> falling,
                 std::span<double> ends) const;
  /// Writes where the beam falls first into `first_`; returns the share that falls nowhere known: it goes on as diffuse light.
  double find_first(std::size_t part, std::size_t window, const Vector3& to_sun, const RayScene& obstacles);
  void leave(std::size_t receiver, double light_w);
  [[nodiscard]] std::size_t receiver_of_part(std::size_t part) const;

  const Fabric& fabric_;
  const FabricNetwork& net_;
  std::size_t zone_;
  std::vector<Receiver> receivers_;
  std::vector<Rectangle> rectangles_;
  RayScene room_{std::span<const Rectangle>{}};
  bool traced_ = false;        ///< all surfaces have a place
  std::vector<double> ends_;   ///< [from][to]: share of light leaving `from` that ends in `to`
  std::vector<double> first_;  ///< beam shares by receiver
  std::vector<double> by_rectangle_;
  std::vector<double> taken_w_;  ///< by receiver
};

}  // namespace tvilling::models
