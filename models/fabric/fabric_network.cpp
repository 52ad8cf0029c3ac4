// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/fabric_network.hpp"

#include <cmath>
#include <string>
#include <utility>

#include "models/fabric/fabric_chain.hpp"
#include "models/surface/constant_films.hpp"
#include "models/surface/radiation.hpp"
#include "models/window/glazing_heat.hpp"

namespace tvilling::models {

namespace {

using core::NodeId;

constexpr double kAirHeat_j_m3k = 1.204 * 1006.0;  // the storage of room air: 1 % of a light room's, density not followed
constexpr double kFilms_m2k_w = 0.13 + 0.04;       // EN ISO 10077: what a frame's U-value holds besides the frame
constexpr double kLeastResistance_m2k_w = 1e-3;

/// What an element shows to a side, whatever it is made of.
struct FaceLook {
  std::size_t surface = 0;
  std::optional<std::size_t> window;
  bool glass = false;
  double area_m2 = 0.0;
  double tilt_deg = 90.0;
  double emissivity = 0.9;
  double solar_absorptance = 0.6;
  bool far_side = false;
  std::optional<double> convection_w_m2k;
  std::optional<double> radiation_w_m2k;
};

class Builder {
 public:
  explicit Builder(const Fabric& fabric) : fabric_(fabric), radiates_(fabric.zones.size(), false) {}

  FabricNetwork build() {
    core::ThermalNetwork& n = net_.network;
    net_.outdoor = n.add_boundary("outdoor air");
    net_.sky = n.add_boundary("sky");
    for (const GivenTemperature& given : fabric_.boundaries) net_.given.push_back(n.add_boundary(given.name));
    net_.transmission_term = n.add_term("transmission");
    net_.ventilation_term = n.add_term("ventilation");
    net_.infiltration_term = n.add_term("infiltration");
    net_.solar_term = n.add_term("solar");
    net_.internal_term = n.add_term("internal");
    net_.heating_term = n.add_term("heating");
    net_.cooling_term = n.add_term("cooling");
    for (const Window& window : fabric_.windows) {
      net_.sun_by_face = net_.sun_by_face || !is_simple(fabric_.glazings[window.glazing]);
    }
    for (const Zone& zone : fabric_.zones) add_zone_nodes(zone);
    for (std::size_t s = 0; s < fabric_.surfaces.size(); ++s) add_surface(s);
    for (std::size_t w = 0; w < fabric_.windows.size(); ++w) add_window_parts(w);
    for (const AirPath& path : fabric_.air_paths) add_air_path(path);
    for (const Bridge& bridge : fabric_.bridges) {
      n.connect(net_.zones[bridge.zone].air, boundary_of(bridge.beyond, bridge.beyond_index), bridge.conductance_w_k,
                net_.transmission_term);
    }
    for (std::size_t z = 0; z < fabric_.zones.size(); ++z) add_zone_sources(z);
    return std::move(net_);
  }

 private:
  [[nodiscard]] core::BoundaryId boundary_of(Beyond beyond, std::size_t index) const {
    return beyond == Beyond::boundary ? net_.given[index] : net_.outdoor;
  }

  [[nodiscard]] bool is_simple(const GlazingType& type) const {
    return type.glazing.panes.empty() || fabric_.options.glass == FabricOptions::Glass::simple;
  }

  void add_zone_nodes(const Zone& zone) {
    ZoneHandles handles;
    handles.air = net_.network.add_node(zone.name + " air", zone.volume_m3 * kAirHeat_j_m3k + zone.furniture_j_k);
    handles.radiant = net_.network.add_node(zone.name + " mean radiant", 0.0);
    net_.zones.push_back(std::move(handles));
  }

  /// Adds the nodes of a chain; returns its faces, outside and inside.
  std::vector<NodeId> add_chain(const std::string& name, const Chain& chain, double area_m2) {
    std::vector<NodeId> nodes;
    for (std::size_t i = 0; i < chain.capacity_j_m2k.size(); ++i) {
      nodes.push_back(net_.network.add_node(name, chain.capacity_j_m2k[i] * area_m2));
      if (i > 0 && chain.conductance_w_m2k[i - 1] > 0.0) {
        net_.network.connect(nodes[i - 1], nodes[i], chain.conductance_w_m2k[i - 1] * area_m2);
      }
    }
    return nodes;
  }

  [[nodiscard]] std::optional<double> model_inside_convection(const FaceLook& look) const {
    switch (fabric_.options.inside_convection) {
      case FabricOptions::InsideConvection::natural: return std::nullopt;
      case FabricOptions::InsideConvection::constant: return standard_140_inside_convection_w_m2k(look.tilt_deg, look.glass);
      case FabricOptions::InsideConvection::iso_52016: return iso_52016_inside_convection_w_m2k(look.tilt_deg);
    }
    return std::nullopt;
  }

  FilmDrive film(NodeId a, NodeId b, const std::optional<double>& fixed_w_m2k, double area_m2) {
    if (!fixed_w_m2k) return {true, net_.network.connect_driven(a, b)};
    if (*fixed_w_m2k > 0.0) net_.network.connect(a, b, *fixed_w_m2k * area_m2);
    return {};
  }

  std::size_t add_inside_face(NodeId node, std::size_t zone, const FaceLook& look) {
    InsideFace face;
    face.node = node;
    face.zone = zone;
    face.surface = look.surface;
    face.glass = look.glass;
    face.frame = look.window.has_value() && !look.glass;
    face.far_side = look.far_side;
    face.area_m2 = look.area_m2;
    face.tilt_deg = look.tilt_deg;
    face.emissivity = look.emissivity;
    face.solar_absorptance = look.solar_absorptance;
    std::optional<double> convection = look.convection_w_m2k;
    if (!convection) convection = model_inside_convection(look);
    std::optional<double> radiation = look.radiation_w_m2k;
    if (!radiation && !fabric_.options.driven_radiation) radiation = kInsideRadiation_w_m2k;
    const ZoneHandles& handles = net_.zones[zone];
    face.convection = film(node, handles.air, convection, look.area_m2);
    face.radiation = film(node, handles.radiant, radiation, look.area_m2);
    if (!look.glass && net_.sun_by_face) face.sun = net_.network.add_source({{{node, 1.0}}, net_.solar_term});
    // A driven film of a face that emits nothing is 0.
    radiates_[zone] = radiates_[zone] || (radiation ? *radiation > 0.0 : look.emissivity > 0.0);
    net_.inside_faces.push_back(face);
    net_.zones[zone].faces.push_back(net_.inside_faces.size() - 1);
    return net_.inside_faces.size() - 1;
  }

  std::size_t add_outside_face(NodeId node, const FaceLook& look) {
    const Surface& surface = fabric_.surfaces[look.surface];
    OutsideFace face;
    face.node = node;
    face.surface = look.surface;
    face.window = look.window;
    face.glass = look.glass;
    face.area_m2 = look.area_m2;
    face.tilt_deg = surface.tilt_deg;
    face.azimuth_deg = surface.azimuth_deg;
    face.emissivity = look.emissivity;
    face.solar_absorptance = look.solar_absorptance;
    face.roughness = look.window ? Roughness::very_smooth : fabric_.constructions[surface.construction].roughness;
    face.sun = surface.sun;
    face.wind = surface.wind;
    const std::optional<Rectangle>& place =
        look.window && fabric_.windows[*look.window].place ? fabric_.windows[*look.window].place : surface.place;
    face.height_m = place ? place->point(0.5, 0.5).z_m : kUnknownHeight_m;
    face.fixed_convection_w_m2k = look.convection_w_m2k;
    face.fixed_radiation_w_m2k = look.radiation_w_m2k;
    if (!face.fixed_convection_w_m2k) {
      if (fabric_.options.outside_convection == FabricOptions::OutsideConvection::constant) {
        face.fixed_convection_w_m2k = standard_140_outside_convection_w_m2k(face.tilt_deg, look.glass);
      } else if (fabric_.options.outside_convection == FabricOptions::OutsideConvection::iso_52016) {
        face.fixed_convection_w_m2k = kOutsideConvection_w_m2k;
      }
    }
    if (!face.fixed_radiation_w_m2k && !fabric_.options.driven_radiation) face.fixed_radiation_w_m2k = kOutsideRadiation_w_m2k;
    connect_outdoors(face);
    if (!look.glass) face.absorbed = net_.network.add_source({{{node, 1.0}}, net_.transmission_term});
    net_.outside_faces.push_back(face);
    return net_.outside_faces.size() - 1;
  }

  /// Fixed films are links of the network; a driven one makes both of a face driven (what it sends to the air is one number).
  void connect_outdoors(OutsideFace& face) {
    core::ThermalNetwork& n = net_.network;
    if (face.fixed_convection_w_m2k && face.fixed_radiation_w_m2k) {
      const double sky = sky_view_factor(face.tilt_deg);
      const double air_w_m2k = *face.fixed_convection_w_m2k + (1.0 - sky) * *face.fixed_radiation_w_m2k;
      n.connect(face.node, net_.outdoor, air_w_m2k * face.area_m2, net_.transmission_term);
      n.connect(face.node, net_.sky, sky * *face.fixed_radiation_w_m2k * face.area_m2, net_.transmission_term);
      return;
    }
    face.air = {true, n.connect_driven(face.node, net_.outdoor, net_.transmission_term)};
    face.sky = {true, n.connect_driven(face.node, net_.sky, net_.transmission_term)};
  }

  void add_beyond(NodeId outer, const FaceLook& look, std::optional<double> beyond_m2k_w) {
    const Surface& surface = fabric_.surfaces[look.surface];
    switch (surface.beyond) {
      case Beyond::adiabatic: return;
      case Beyond::outdoors: (void)add_outside_face(outer, look); return;
      case Beyond::boundary: {
        // Without a layer of its own: the film of EN ISO 6946 for still air behind the element.
        const double film_w_m2k = look.convection_w_m2k.value_or(iso_52016_inside_convection_w_m2k(look.tilt_deg)) +
                                  look.radiation_w_m2k.value_or(kInsideRadiation_w_m2k);
        const double conductance_w_m2k = beyond_m2k_w ? 1.0 / *beyond_m2k_w : film_w_m2k;
        net_.network.connect(outer, net_.given[surface.beyond_index], look.area_m2 * conductance_w_m2k, net_.transmission_term);
        return;
      }
      case Beyond::zone: {
        FaceLook other = look;
        other.tilt_deg = 180.0 - look.tilt_deg;
        other.far_side = true;
        (void)add_inside_face(outer, surface.beyond_index, other);
        return;
      }
    }
  }

  [[nodiscard]] double net_area_m2(std::size_t s) const {
    double area_m2 = fabric_.surfaces[s].area_m2;
    for (const Window& window : fabric_.windows) {
      if (window.surface == s) area_m2 -= window.area_m2;
    }
    return area_m2;
  }

  void add_surface(std::size_t s) {
    const Surface& surface = fabric_.surfaces[s];
    const Construction& construction = fabric_.constructions[surface.construction];
    FaceLook look;
    look.surface = s;
    look.area_m2 = net_area_m2(s);
    if (!(look.area_m2 > 1e-9)) return;  // all window
    look.tilt_deg = surface.tilt_deg;
    const std::vector<NodeId> nodes = add_chain(surface.name, chain_of(construction, fabric_.options.elements), look.area_m2);
    FaceLook outer = look;
    outer.emissivity = construction.emissivity_outside;
    outer.solar_absorptance = construction.solar_absorptance_outside;
    outer.convection_w_m2k = surface.outside_convection_w_m2k;
    outer.radiation_w_m2k = surface.outside_radiation_w_m2k;
    std::optional<double> beyond_m2k_w;
    if (construction.lumped && construction.lumped->beyond_resistance_m2k_w > 0.0) {
      beyond_m2k_w = construction.lumped->beyond_resistance_m2k_w;
    }
    add_beyond(nodes.front(), outer, beyond_m2k_w);
    look.emissivity = construction.emissivity_inside;
    look.solar_absorptance = construction.solar_absorptance_inside;
    look.convection_w_m2k = surface.inside_convection_w_m2k;
    look.radiation_w_m2k = surface.inside_radiation_w_m2k;
    (void)add_inside_face(nodes.back(), surface.zone, look);
  }

  void add_window_parts(std::size_t w) {
    const Window& window = fabric_.windows[w];
    const Surface& surface = fabric_.surfaces[window.surface];
    const GlazingType& type = fabric_.glazings[window.glazing];
    FaceLook look;
    look.surface = window.surface;
    look.window = w;
    look.glass = true;
    look.area_m2 = window.area_m2 * (1.0 - window.frame_fraction);
    look.tilt_deg = surface.tilt_deg;
    look.convection_w_m2k = window.outside_convection_w_m2k;
    look.radiation_w_m2k = window.outside_radiation_w_m2k;
    FaceLook inner = look;
    inner.convection_w_m2k = window.inside_convection_w_m2k;
    inner.radiation_w_m2k = window.inside_radiation_w_m2k;
    const bool simple = is_simple(type);
    if (!type.glazing.panes.empty()) {
      look.emissivity = type.glazing.panes.front().emissivity_front;
      inner.emissivity = type.glazing.panes.back().emissivity_back;
    } else {
      look.emissivity = inner.emissivity = Pane{}.emissivity_front;
    }
    const std::vector<NodeId> nodes =
        add_chain(window.name, simple ? simple_chain(type, surface) : chain_of(type.glazing, true), look.area_m2);
    for (std::size_t g = 0; !simple && g < type.glazing.gaps.size(); ++g) {
      add_gap({w, g, look.area_m2, surface.tilt_deg, nodes[2 * g + 1], nodes[2 * g + 2], {}}, type.glazing.gaps[g]);
    }
    GlassPart part;
    part.window = w;
    part.area_m2 = look.area_m2;
    for (std::size_t p = 0; !simple && p < type.glazing.panes.size(); ++p) {
      part.panes.push_back(net_.network.add_source({{{nodes[2 * p], 0.5}, {nodes[2 * p + 1], 0.5}}, net_.solar_term}));
    }
    part.outside_face = add_outside_face(nodes.front(), look);
    part.inside_face = add_inside_face(nodes.back(), surface.zone, inner);
    net_.glass.push_back(std::move(part));
    if (window.edge_w_k > 0.0) {
      net_.network.connect(net_.zones[surface.zone].air, net_.outdoor, window.edge_w_k, net_.transmission_term);
    }
    if (window.frame_fraction > 0.0) add_frame(w, look, inner);
  }

  /// A given conductance is a link; else it follows the temperatures of the two panes.
  void add_gap(GapDrive drive, const Gap& gap) {
    if (gap.conductance_w_m2k) {
      net_.network.connect(drive.outer, drive.inner, *gap.conductance_w_m2k * drive.area_m2);
      return;
    }
    drive.drive = net_.network.connect_driven(drive.outer, drive.inner);
    net_.gaps.push_back(drive);
  }

  void add_frame(std::size_t w, FaceLook outer, FaceLook inner) {
    const Window& window = fabric_.windows[w];
    const double area_m2 = window.area_m2 * window.frame_fraction;
    outer.glass = inner.glass = false;
    outer.area_m2 = inner.area_m2 = area_m2;
    outer.emissivity = inner.emissivity = 0.9;
    outer.solar_absorptance = inner.solar_absorptance = window.frame_absorptance;
    const double r = std::max(kLeastResistance_m2k_w, 1.0 / window.frame_u_value_w_m2k - kFilms_m2k_w);
    const std::vector<NodeId> nodes = add_chain(window.name + " frame", chain_of_resistance(r), area_m2);
    (void)add_outside_face(nodes.front(), outer);
    (void)add_inside_face(nodes.back(), fabric_.surfaces[window.surface].zone, inner);
  }

  /// Simple glass has one resistance; of panes it is what EN 673 makes of them.
  [[nodiscard]] Chain simple_chain(const GlazingType& type, const Surface& surface) const {
    const double u_value_w_m2k_ = type.u_value_w_m2k ? *type.u_value_w_m2k : u_value_w_m2k(type.glazing);
    return chain_of_resistance(resistance_of_u_value_m2k_w(u_value_w_m2k_, iso_52016_inside_convection_w_m2k(surface.tilt_deg)));
  }

  void add_air_path(const AirPath& path) {
    const core::TermId term = path.infiltration ? net_.infiltration_term : net_.ventilation_term;
    const NodeId to = net_.zones[path.to].air;
    if (path.from == Beyond::zone) {
      net_.air_paths.push_back(net_.network.connect_flow(net_.zones[path.from_index].air, to, term));
    } else {
      net_.air_paths.push_back(net_.network.connect_driven(to, boundary_of(path.from, path.from_index), term));
    }
  }

  /// Heat given to a zone: a part to the air, the rest to the faces by area and emissivity.
  [[nodiscard]] std::vector<std::pair<NodeId, double>> weights(std::size_t z, double convective) const {
    double total_m2 = 0.0;
    for (const std::size_t f : net_.zones[z].faces) total_m2 += net_.inside_faces[f].area_m2 * weight_of(f);
    std::vector<std::pair<NodeId, double>> weights{{net_.zones[z].air, total_m2 > 0.0 ? convective : 1.0}};
    if (convective >= 1.0 || !(total_m2 > 0.0)) return weights;
    for (const std::size_t f : net_.zones[z].faces) {
      const InsideFace& face = net_.inside_faces[f];
      weights.emplace_back(face.node, (1.0 - convective) * face.area_m2 * weight_of(f) / total_m2);
    }
    return weights;
  }

  [[nodiscard]] double weight_of(std::size_t face) const {
    return fabric_.options.driven_radiation ? net_.inside_faces[face].emissivity : 1.0;
  }

  void add_zone_sources(std::size_t z) {
    core::ThermalNetwork& n = net_.network;
    const Zone& zone = fabric_.zones[z];
    ZoneHandles& handles = net_.zones[z];
    for (const Gain& gain : zone.gains) {
      handles.gains.push_back(n.add_source({weights(z, gain.convective_fraction), net_.internal_term}));
    }
    if (!radiates_[z]) n.connect(handles.radiant, handles.air, 1.0);  // nothing radiates: the node follows the air
    handles.sun = n.add_source({weights(z, kConvectiveSolar), net_.solar_term});
    if (!zone.thermostat) return;
    const core::SourceId heating = n.add_source({weights(z, zone.thermostat->heating_convective_fraction), net_.heating_term});
    const core::SourceId cooling = n.add_source({weights(z, zone.thermostat->cooling_convective_fraction), net_.cooling_term});
    core::Thermostat thermostat{{{handles.air, 1.0}}, heating, cooling};
    if (zone.thermostat->operative) thermostat.control = {{handles.air, 0.5}, {handles.radiant, 0.5}};
    handles.thermostat = n.thermostats().size();
    n.add_thermostat(std::move(thermostat));
  }

  static constexpr double kUnknownHeight_m = 3.0;

  const Fabric& fabric_;
  FabricNetwork net_;
  std::vector<bool> radiates_;  ///< per zone: some face radiates to its node
};

}  // namespace

FabricNetwork make_fabric_network(const Fabric& fabric) {
  return Builder(fabric).build();
}

}  // namespace tvilling::models
