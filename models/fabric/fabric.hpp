// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "models/building/element.hpp"
#include "models/fabric/schedule.hpp"
#include "models/shading/geometry.hpp"
#include "models/surface/convection.hpp"
#include "models/surface/wind.hpp"
#include "models/window/glazing.hpp"

namespace tvilling::models {

/// A layer of a construction: a material with thickness, or only a resistance (air gap, insulation without mass).
struct Layer {
  double thickness_m = 0.0;
  double conductivity_w_mk = 0.0;
  double density_kg_m3 = 0.0;
  double specific_heat_j_kgk = 0.0;
  double resistance_m2k_w = 0.0;  ///< used when the conductivity is 0

  [[nodiscard]] double r_m2k_w() const noexcept {
    return conductivity_w_mk > 0.0 ? thickness_m / conductivity_w_mk : resistance_m2k_w;
  }
  [[nodiscard]] double capacity_j_m2k() const noexcept { return thickness_m * density_kg_m3 * specific_heat_j_kgk; }
};

/// An element known only by its resistance and heat capacity (EN ISO 52016-1, 6.5.7): how archetypes are given.
struct LumpedElement {
  double resistance_m2k_w = 0.0;  ///< between the faces
  double heat_capacity_j_m2k = 0.0;
  MassClass mass = MassClass::distributed;
  bool on_ground = false;              ///< with half a metre of ground in the second node
  double beyond_resistance_m2k_w = 0;  ///< between the outer face and a ground boundary (virtual layer of ISO 13370)
};

struct Construction {
  std::string name;
  std::vector<Layer> layers;            ///< outside to inside; or
  std::optional<LumpedElement> lumped;  ///< this
  double solar_absorptance_outside = 0.6;
  double solar_absorptance_inside = 0.6;
  double emissivity_outside = 0.9;
  double emissivity_inside = 0.9;
  Roughness roughness = Roughness::rough;
  core::SourcePos pos;
};

enum class Beyond { outdoors, zone, boundary, adiabatic };

/// Eaves or a balcony over a surface or window, square to it; and fins left and right.
struct Overhang {
  double depth_m = 0.0;
  double gap_m = 0.0;  ///< between the upper edge and the overhang
  double left_m = 0.0;
  double right_m = 0.0;
};
struct Fins {
  double depth_m = 0.0;
  double gap_m = 0.0;  ///< between the side edge and the fin
  double above_m = 0.0;
  double below_m = 0.0;
};

/// A flat part of the building that bounds a zone. Area is gross: its windows are taken off.
struct Surface {
  std::string name;
  std::size_t zone = 0;
  Beyond beyond = Beyond::outdoors;
  std::size_t beyond_index = 0;  ///< zone or boundary behind it
  std::size_t construction = 0;
  double area_m2 = 0.0;
  double tilt_deg = 90.0;  ///< of the normal that points out of the zone: 0 roof, 90 wall, 180 floor
  double azimuth_deg = 0.0;
  std::optional<Rectangle> place;
  bool sun = true;
  bool wind = true;
  std::optional<double> inside_convection_w_m2k;  ///< fixed instead of the model's
  std::optional<double> outside_convection_w_m2k;
  std::optional<double> inside_radiation_w_m2k;  ///< to the mean radiant node, fixed instead of the model's; 0: none
  std::optional<double> outside_radiation_w_m2k;
  std::optional<Overhang> overhang;
  core::SourcePos pos;
};

/// A roller blind outside a window, open or closed.
struct Blind {
  Schedule closed = Schedule::of(0.0);  ///< 0 open, 1 closed
  double transmittance = 0.0;
};

struct Window {
  std::string name;
  std::size_t surface = 0;
  std::size_t glazing = 0;
  double area_m2 = 0.0;  ///< with frame
  double frame_fraction = 0.0;
  double frame_u_value_w_m2k = 1.5;
  double frame_absorptance = 0.6;
  double edge_w_k = 0.0;  ///< psi x length of the glass edge
  std::optional<Rectangle> place;
  std::optional<Overhang> overhang;
  std::optional<Fins> fins;
  std::optional<Blind> blind;
  std::optional<double> inside_convection_w_m2k;
  std::optional<double> outside_convection_w_m2k;
  std::optional<double> inside_radiation_w_m2k;
  std::optional<double> outside_radiation_w_m2k;
  core::SourcePos pos;
};

struct GlazingType {
  std::string name;
  Glazing glazing;
  std::optional<double> g_value;  ///< simple glass: g and U instead of panes
  std::optional<double> u_value_w_m2k;
  bool g_follows_angle = true;  ///< simple glass: else the g-value holds at all angles, as EN ISO 52016-1 counts
  core::SourcePos pos;
};

/// Heating and cooling of a zone, ideal up to its capacity.
struct ZoneThermostat {
  bool operative = false;  ///< controls the operative temperature instead of the air
  Schedule heating_set_point_degc = Schedule::of(-1e6);
  Schedule cooling_set_point_degc = Schedule::of(1e6);
  Schedule heating_capacity_w = Schedule::of(0.0);
  Schedule cooling_capacity_w = Schedule::of(0.0);
  double heating_convective_fraction = 1.0;
  double cooling_convective_fraction = 1.0;
  core::SourcePos pos;
};

struct Gain {
  std::string name;
  Schedule power_w = Schedule::of(0.0);
  double convective_fraction = 0.5;
  core::SourcePos pos;
};

struct Zone {
  std::string name;
  double volume_m3 = 0.0;
  double floor_area_m2 = 0.0;
  double furniture_j_k = 0.0;  ///< heat capacity that follows the air
  std::vector<Gain> gains;
  std::optional<ZoneThermostat> thermostat;
  core::SourcePos pos;
};

/// A stream of air into a zone, from outdoors, a boundary or another zone.
struct AirPath {
  std::string name;
  Beyond from = Beyond::outdoors;
  std::size_t from_index = 0;
  std::size_t to = 0;
  bool infiltration = false;  ///< how it is booked
  Schedule flow_m3_h = Schedule::of(0.0);
  bool at_outdoor_density =
      true;  ///< at the site's pressure: outdoor air at its temperature, other air at 20 degC; else 1.204 kg/m3
  core::SourcePos pos;
};

/// A temperature given from outside: cellar, attic, neighbour.
struct GivenTemperature {
  std::string name;
  Schedule temperature_degc = Schedule::of(20.0);
  core::SourcePos pos;
};

/// A thermal bridge between a zone's air and outdoors or a boundary.
struct Bridge {
  std::string name;
  std::size_t zone = 0;
  Beyond beyond = Beyond::outdoors;
  std::size_t beyond_index = 0;
  double conductance_w_k = 0.0;
  core::SourcePos pos;
};

/// A flat thing that shades: a neighbour, a tree, a free-standing screen.
struct Obstacle {
  std::string name;
  Rectangle place;
};

/// How the physics of a building is computed. One set for all buildings of a validation suite.
struct FabricOptions {
  enum class Elements { layers, iso_52016 };
  enum class InsideConvection { natural, constant, iso_52016 };
  enum class OutsideConvection { wind, constant, iso_52016 };
  enum class Glass { layers, simple };
  enum class SunInside { geometry, floor, area };

  int steps_per_hour = 4;
  Elements elements = Elements::layers;
  InsideConvection inside_convection = InsideConvection::natural;
  OutsideConvection outside_convection = OutsideConvection::wind;
  bool driven_radiation = true;  ///< long-wave films follow the temperatures; else constants of EN ISO 52016-1
  Glass glass = Glass::layers;
  SunInside sun_inside = SunInside::geometry;
};

/// What the city's buildings run with: hourly steps, elements, films and glass of EN ISO 52016-1, sun spread by area.
[[nodiscard]] inline FabricOptions city_fabric_options() noexcept {
  return {1,
          FabricOptions::Elements::iso_52016,
          FabricOptions::InsideConvection::iso_52016,
          FabricOptions::OutsideConvection::iso_52016,
          false,
          FabricOptions::Glass::simple,
          FabricOptions::SunInside::area};
}

/// A building in detail: what an engineer writes. A value.
struct Fabric {
  std::string name;
  int year = 2025;
  double ground_reflectance = 0.2;
  Terrain terrain = Terrain::open_country;
  std::optional<double> elevation_m;  ///< gives the air pressure; else the weather's
  double start_degc = 20.0;
  std::optional<double> sky_below_air_k;  ///< sky temperature so far below the air's, instead of the weather's
  std::vector<Construction> constructions;
  std::vector<GlazingType> glazings;
  std::vector<Zone> zones;
  std::vector<GivenTemperature> boundaries;
  std::vector<Surface> surfaces;
  std::vector<Window> windows;
  std::vector<AirPath> air_paths;
  std::vector<Bridge> bridges;
  std::vector<Obstacle> obstacles;
  FabricOptions options;
};

}  // namespace tvilling::models
