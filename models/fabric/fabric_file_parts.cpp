// SPDX-License-Identifier: MPL-2.0
// Materials, constructions, glazings, zones and boundaries of a building file.
#include <fmt/format.h>

#include <array>

#include "core/suggest.hpp"
#include "core/text.hpp"
#include "models/fabric/fabric_file_reader.hpp"

namespace tvilling::models {

namespace {

constexpr double kUnlimited_w = 1e9;

[[nodiscard]] Layer read_material(const FabricTable& table) {
  Layer layer;
  layer.conductivity_w_mk = table.number_or_default("conductivity_w_mk");
  layer.density_kg_m3 = table.number_or_default("density_kg_m3");
  layer.specific_heat_j_kgk = table.number_or_default("specific_heat_j_kgk");
  layer.resistance_m2k_w = table.number_or_default("resistance_m2k_w");
  constexpr std::array<std::string_view, 3> kSolid{"conductivity_w_mk", "density_kg_m3", "specific_heat_j_kgk"};
  if (table.has("resistance_m2k_w")) {
    for (const std::string_view key : kSolid) table.refuse_together("resistance_m2k_w", key);
    return layer;
  }
  const std::optional<double> conductivity = table.number(kSolid[0]);
  constexpr double kLeast_w_mk = 1e-4;
  if (!table.has(kSolid[0]) || (conductivity && *conductivity < kLeast_w_mk)) {
    table.stop(fabric_code::kNoConductivity, table.pos_of(kSolid[0]),
               fmt::format("{} has {} and no resistance", table.what(),
                           !conductivity          ? std::string("no conductivity")
                           : *conductivity == 0.0 ? std::string("zero conductivity (conductivity_w_mk = 0)")
                                                  : fmt::format("a conductivity of {} W/(m K) only", *conductivity)),
               "Give conductivity_w_mk above 0, or resistance_m2k_w alone for a layer without mass.");
    return layer;
  }
  for (const std::string_view key : {kSolid[1], kSolid[2]}) {
    if (table.has(key)) continue;
    table.stop(fabric_code::kMissingKey, table.pos(), fmt::format("\"{}\" is missing in {}", key, table.what()),
               "Give density and specific heat; 0 for a layer without mass.");
  }
  return layer;
}

void read_layer(const FabricReading& reading, const FabricTable& table, Construction& construction) {
  const std::string name = table.text("material");
  if (name.empty()) return;
  const auto material = reading.materials.find(name);
  if (material == reading.materials.end()) {
    std::vector<std::string_view> known;
    known.reserve(reading.materials.size());
    for (const auto& [other, layer] : reading.materials) known.push_back(other);
    table.stop(fabric_code::kUnknownThing, table.pos_of("material"),
               fmt::format("{} names material \"{}\", which does not exist", table.what(), core::shown(name)),
               core::did_you_mean(name, known));
    return;
  }
  Layer layer = material->second;
  layer.thickness_m = table.number_or_default("thickness_m");
  const bool right_or_none = !table.has("thickness_m") || table.number("thickness_m").has_value();
  constexpr double kThinnest_m = 1e-5;  // thinner ones only cost accuracy: a conductance beyond all others
  if (layer.resistance_m2k_w == 0.0 && layer.thickness_m < kThinnest_m && right_or_none) {
    table.stop(fabric_code::kNoThickness, table.pos_of("thickness_m"),
               fmt::format("{} has {}", table.what(),
                           layer.thickness_m > 0.0 ? fmt::format("a thickness of {} m only", layer.thickness_m) : "no thickness"),
               "Give thickness_m of 0.00001 m or more; only a material that is a resistance needs none.");
  }
  construction.layers.push_back(layer);
}

void read_lumped(const FabricTable& table, Construction& construction) {
  LumpedElement element;
  element.resistance_m2k_w = table.number_or_default("resistance_m2k_w");
  element.heat_capacity_j_m2k = table.number_or_default("heat_capacity_j_m2k");
  element.mass = table.choice<MassClass>("mass_class");
  construction.lumped = element;
}

[[nodiscard]] Pane read_pane(const FabricTable& table) {
  Pane pane;
  pane.thickness_m = table.number_or_default("thickness_m");
  pane.conductivity_w_mk = table.number_or_default("conductivity_w_mk");
  pane.transmittance_solar = table.number_or_default("transmittance_solar");
  pane.reflectance_solar_front = table.number_or_default("reflectance_solar_front");
  pane.reflectance_solar_back = table.number_or_default("reflectance_solar_back");
  pane.emissivity_front = table.number_or_default("emissivity_front");
  pane.emissivity_back = table.number_or_default("emissivity_back");
  pane.density_kg_m3 = table.number_or_default("density_kg_m3");
  pane.specific_heat_j_kgk = table.number_or_default("specific_heat_j_kgk");
  constexpr std::array<std::string_view, 2> kReflectances{"reflectance_solar_front", "reflectance_solar_back"};
  for (const std::string_view key : kReflectances) {
    const double sum = pane.transmittance_solar + table.number_or_default(key);
    if (sum <= 1.0) continue;
    table.stop(fabric_code::kGlazing, table.pos_of(key),
               fmt::format("{}: transmittance {} and {} {} make {}, more than the light that falls on it", table.what(),
                           pane.transmittance_solar, key, table.number_or_default(key), sum),
               "What is neither let through nor thrown back is absorbed; the two may be 1 together at most.");
  }
  return pane;
}

[[nodiscard]] Gap read_gap(const FabricTable& table) {
  Gap gap;
  gap.thickness_m = table.number_or_default("thickness_m");
  gap.gas = table.choice<Gap::Gas>("gas");
  gap.conductance_w_m2k = table.number("conductance_w_m2k");
  return gap;
}

[[nodiscard]] AngleRow read_row(const FabricTable& table, std::size_t panes) {
  AngleRow row;
  row.transmittance = table.number_or_default("transmittance");
  double sum = row.transmittance;
  const std::optional<std::vector<double>> absorbed = table.numbers("absorbed", panes);
  for (std::size_t i = 0; absorbed && i < panes && i < kMaxPanes; ++i) {
    row.absorbed[i] = (*absorbed)[i];
    sum += row.absorbed[i];
  }
  // Printed tables are rounded to three decimals.
  constexpr double kRounding = 0.002;
  if (sum > 1.0 + kRounding) {
    table.stop(fabric_code::kGlazing, table.pos(),
               fmt::format("{}: the shares let through and absorbed make {}", table.what(), sum),
               "Together they may be 1 at most; the rest is thrown back.");
  }
  if (sum > 1.0) {
    row.transmittance /= sum;
    for (double& share : row.absorbed) share /= sum;
  }
  return row;
}

void read_optics(const FabricTable& table, Glazing& glazing) {
  for (const FabricTable& entry : table.tables("optics")) {
    AngleRow row = read_row(entry, glazing.panes.size());
    row.angle_deg = entry.number_or_default("angle_deg");
    if (!glazing.table.empty() && entry.number("angle_deg") && row.angle_deg <= glazing.table.back().angle_deg) {
      table.stop(fabric_code::kGlazing, entry.pos_of("angle_deg"),
                 fmt::format("{}: the angle {} does not rise", entry.what(), row.angle_deg), "Order the rows by angle.");
    }
    glazing.table.push_back(row);
  }
  if (const std::optional<FabricTable> diffuse = table.table("optics_diffuse")) {
    glazing.table_diffuse = read_row(*diffuse, glazing.panes.size());
  }
}

void check_counts(const FabricTable& table, const Glazing& glazing) {
  if (glazing.panes.empty() || glazing.panes.size() > kMaxPanes) {
    table.stop(fabric_code::kWrongCount, table.pos_of("panes"),
               fmt::format("{} has {} panes, not 1 to {}", table.what(), glazing.panes.size(), kMaxPanes));
  } else if (glazing.gaps.size() + 1 != glazing.panes.size()) {
    table.stop(fabric_code::kWrongCount, table.has("gaps") ? table.pos_of("gaps") : table.pos_of("panes"),
               fmt::format("{} has {} panes and {} gaps", table.what(), glazing.panes.size(), glazing.gaps.size()),
               "Between panes there is one gap less than panes.");
  }
}

[[nodiscard]] GlazingType read_glazing(const std::string& name, const FabricTable& table) {
  GlazingType type;
  type.name = name;
  type.pos = table.pos();
  type.g_value = table.number("g_value");
  type.g_follows_angle = table.yes_no_or_default("g_follows_angle");
  type.u_value_w_m2k = table.number("u_value_w_m2k");
  for (const FabricTable& entry : table.tables("panes")) type.glazing.panes.push_back(read_pane(entry));
  for (const FabricTable& entry : table.tables("gaps")) type.glazing.gaps.push_back(read_gap(entry));
  read_optics(table, type.glazing);
  const bool simple = table.has("g_value") || table.has("u_value_w_m2k");
  if (!simple) {
    if (!table.has("panes")) {
      table.stop(fabric_code::kMissingKey, table.pos(), fmt::format("\"panes\" is missing in {}", table.what()),
                 "Give panes and gaps, or g_value and u_value_w_m2k.");
    } else if (table.raw("panes")->as_array() != nullptr) {
      check_counts(table, type.glazing);
    }
    return type;
  }
  for (const std::string_view key : {"panes", "gaps", "optics", "optics_diffuse"}) {
    table.refuse_together(table.has("g_value") ? "g_value" : "u_value_w_m2k", key);
  }
  for (const std::string_view key : {"g_value", "u_value_w_m2k"}) {
    if (!table.has(key)) {
      table.stop(fabric_code::kMissingKey, table.pos(), fmt::format("\"{}\" is missing in {}", key, table.what()),
                 "Simple glass needs g_value and u_value_w_m2k.");
    }
  }
  return type;
}

/// Set point and capacity of heating or cooling: without a set point it never works.
void read_plant(const FabricTable& table, std::string_view set_point_key, std::string_view capacity_key, Schedule& set_point,
                Schedule& capacity) {
  if (const std::optional<Schedule> schedule = table.schedule(set_point_key)) {
    set_point = *schedule;
    capacity = Schedule::of(kUnlimited_w);
  }
  if (const std::optional<Schedule> schedule = table.schedule(capacity_key)) {
    capacity = *schedule;
    if (!table.has(set_point_key)) {
      table.stop(fabric_code::kMissingKey, table.pos_of(capacity_key),
                 fmt::format("{} has \"{}\" without \"{}\"", table.what(), capacity_key, set_point_key),
                 "Give a set point, or take the capacity away.");
    }
  }
}

[[nodiscard]] ZoneThermostat read_thermostat(const FabricTable& table) {
  enum class Control { air, operative };
  ZoneThermostat thermostat;
  thermostat.pos = table.pos();
  thermostat.operative = table.choice<Control>("control") == Control::operative;
  read_plant(table, "heating_set_point_degc", "heating_capacity_w", thermostat.heating_set_point_degc,
             thermostat.heating_capacity_w);
  read_plant(table, "cooling_set_point_degc", "cooling_capacity_w", thermostat.cooling_set_point_degc,
             thermostat.cooling_capacity_w);
  thermostat.heating_convective_fraction = table.number_or_default("heating_convective_fraction");
  thermostat.cooling_convective_fraction = table.number_or_default("cooling_convective_fraction");
  return thermostat;
}

/// "outdoors" and "adiabatic" are words of the file.
[[nodiscard]] bool is_reserved(std::string_view name) noexcept {
  return name == "outdoors" || name == "adiabatic";
}

void refuse_name(const FabricReading& reading, const std::string& name, const FabricTable& table) {
  if (is_reserved(name)) {
    table.stop(fabric_code::kBadName, table.pos(), fmt::format("{} has a name that means something else", table.what()),
               "Give it another name.");
  } else if (reading.zones.contains(name)) {
    table.stop(fabric_code::kBadName, table.pos(), fmt::format("{} has the name of a zone", table.what()),
               "A surface could not tell which of them lies behind it; rename one.");
  }
}

}  // namespace

void read_constructions(FabricReading& reading) {
  for (const auto& [name, table] : things_of(reading.root, "material", reading.findings)) {
    reading.materials[name] = read_material(table);
  }
  for (const auto& [name, table] : things_of(reading.root, "construction", reading.findings)) {
    Construction construction;
    construction.name = name;
    construction.pos = table.pos();
    construction.solar_absorptance_outside = table.number_or_default("solar_absorptance_outside");
    construction.solar_absorptance_inside = table.number_or_default("solar_absorptance_inside");
    construction.emissivity_outside = table.number_or_default("emissivity_outside");
    construction.emissivity_inside = table.number_or_default("emissivity_inside");
    construction.roughness = table.choice<Roughness>("roughness");
    for (const FabricTable& layer : table.tables("layers")) read_layer(reading, layer, construction);
    if (table.has("resistance_m2k_w")) {
      read_lumped(table, construction);
      table.refuse_together("layers", "resistance_m2k_w");
    } else if (!table.has("layers") || (table.raw("layers")->as_array() != nullptr && table.raw("layers")->as_array()->empty())) {
      table.stop(fabric_code::kMissingKey, table.pos_of("layers"), fmt::format("\"layers\" is missing in {}", table.what()),
                 "Give layers from outside to inside, or resistance_m2k_w.");
    } else {
      table.refuse_together("layers", "heat_capacity_j_m2k");
      table.refuse_together("layers", "mass_class");
    }
    reading.constructions[name] = reading.fabric.constructions.size();
    reading.fabric.constructions.push_back(std::move(construction));
  }
}

void read_glazings(FabricReading& reading) {
  for (const auto& [name, table] : things_of(reading.root, "glazing", reading.findings)) {
    reading.glazings[name] = reading.fabric.glazings.size();
    reading.fabric.glazings.push_back(read_glazing(name, table));
  }
}

void read_zones(FabricReading& reading) {
  for (const auto& [name, table] : things_of(reading.root, "zone", reading.findings)) {
    refuse_name(reading, name, table);
    Zone zone;
    zone.name = name;
    zone.pos = table.pos();
    zone.volume_m3 = table.number_or_default("volume_m3");
    zone.floor_area_m2 = table.number_or_default("floor_area_m2");
    zone.furniture_j_k = table.number_or_default("furniture_j_k");
    if (const std::optional<FabricTable> thermostat = table.table("thermostat")) zone.thermostat = read_thermostat(*thermostat);
    for (const auto& [gain_name, entry] : table.things("gain")) {
      Gain gain;
      gain.name = gain_name;
      gain.pos = entry.pos();
      gain.power_w = entry.schedule("power_w").value_or(gain.power_w);
      gain.convective_fraction = entry.number_or_default("convective_fraction");
      zone.gains.push_back(std::move(gain));
    }
    reading.zones[name] = reading.fabric.zones.size();
    reading.fabric.zones.push_back(std::move(zone));
  }
}

void read_boundaries(FabricReading& reading) {
  for (const auto& [name, table] : things_of(reading.root, "boundary", reading.findings)) {
    refuse_name(reading, name, table);
    GivenTemperature boundary;
    boundary.name = name;
    boundary.pos = table.pos();
    boundary.temperature_degc = table.schedule("temperature_degc").value_or(boundary.temperature_degc);
    reading.boundaries[name] = reading.fabric.boundaries.size();
    reading.fabric.boundaries.push_back(std::move(boundary));
  }
}

}  // namespace tvilling::models
