// SPDX-License-Identifier: MPL-2.0
#include "scenarios/validation/vdi6007_case.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>
#include <string_view>

#include "core/error.hpp"
#include "core/io/json.hpp"
#include "core/text.hpp"
#include "scenarios/validation/vdi6007_wiring.hpp"

namespace tvilling::scenarios {

namespace {

constexpr double kZero_k = 273.15;
constexpr double kNoLimit_w = std::numeric_limits<double>::infinity();

/// A port of a component.
std::string port_of(const std::string& component, const char* pin) {
  return component + "." + pin;
}

/// Values in the middle of every step of the day.
std::vector<double> day_of(const Signal& signal, double offset = 0.0) {
  std::vector<double> values(kVdi6007StepsPerDay);
  for (std::size_t step = 0; step < values.size(); ++step) {
    const double middle_s = (static_cast<double>(step) + 0.5) * static_cast<double>(kVdi6007Step_s);
    values[step] = signal_value(signal, middle_s) + offset;
  }
  return values;
}

Vdi6007Room read_room(const Vdi6007Wiring& wiring, const std::string& zone) {
  Vdi6007Room room;
  room.exterior_area_m2 = wiring.numbers(zone, "AExt");
  room.transparent_area_m2 = wiring.numbers(zone, "ATransparent");
  room.interior_area_m2 = wiring.number(zone, "AInt");
  room.h_exterior_w_m2k = wiring.number(zone, "hConExt");
  room.h_interior_w_m2k = wiring.number(zone, "hConInt");
  room.h_radiative_w_m2k = wiring.number(zone, "hRad");
  room.r_exterior_k_w = wiring.number(zone, "RExt");
  room.r_exterior_rest_k_w = wiring.number(zone, "RExtRem");
  room.c_exterior_j_k = wiring.number(zone, "CExt");
  room.r_interior_k_w = wiring.number(zone, "RInt");
  room.c_interior_j_k = wiring.number(zone, "CInt");
  room.g_window = wiring.number(zone, "gWin");
  room.convective_solar_share = wiring.number(zone, "ratioWinConRad");
  room.air_volume_m3 = wiring.number(zone, "VAir");
  room.start_degc = wiring.number(zone, "T_start") - kZero_k;

  const std::size_t orientations = static_cast<std::size_t>(wiring.number(zone, "nOrientations"));
  if (room.exterior_area_m2.size() != orientations || room.transparent_area_m2.size() != orientations) {
    wiring.refuse("AExt and ATransparent do not have one value per orientation");
  }
  for (const double window_m2 : wiring.numbers(zone, "AWin")) {
    if (window_m2 != 0.0) wiring.refuse("a window that conducts on its own (AWin > 0) is not part of the twelve cases");
  }
  if (wiring.number(zone, "nExt") != 1.0 || wiring.number(zone, "nInt") != 1.0) {
    wiring.refuse("walls of more than one capacity are not part of the twelve cases");
  }
  const auto is_positive = [](double value) { return value > 0.0; };
  const bool sizes = std::all_of(room.exterior_area_m2.begin(), room.exterior_area_m2.end(), is_positive);
  if (!sizes || !is_positive(room.interior_area_m2) || !is_positive(room.r_exterior_k_w) ||
      !is_positive(room.r_exterior_rest_k_w) || !is_positive(room.r_interior_k_w)) {
    wiring.refuse("an area or a resistance is not above 0");
  }
  return room;
}

/// The one other end of a heat port.
std::string only_other(const Vdi6007Wiring& wiring, const std::string& port) {
  const std::vector<std::string> ends = wiring.others(port);
  if (ends.size() != 1) wiring.refuse(port + " is not connected with one other port");
  return ends[0];
}

/// Components that give heat to a port of the zone, with heat meters between them taken away.
std::vector<std::string> givers(const Vdi6007Wiring& wiring, const std::string& zone_port) {
  std::vector<std::string> names;
  for (const std::string& end : wiring.others(zone_port)) {
    const std::string name(component_name(end));
    const std::string_view pin = pin_name(end);
    if (pin == "port_a" || pin == "port_b") {
      const std::string beyond = only_other(wiring, port_of(name, pin == "port_a" ? "port_b" : "port_a"));
      names.emplace_back(component_name(beyond));
    } else {
      names.push_back(name);
    }
  }
  return names;
}

/// How a heat source hangs on a controller (LimPID, perhaps behind switches that let only heating or only cooling through).
struct Actuator {
  std::string controller;  ///< empty: the source is not controlled
  double gain_w = 0.0;
  bool heats = false;
  bool cools = false;
};

Actuator actuator_of(const Vdi6007Wiring& wiring, const std::string& giver) {
  const std::string gain(component_name(wiring.driver(port_of(giver, "Q_flow"))));
  if (wiring.type_of(gain) != "Gain") return {};
  const std::string before(component_name(wiring.driver(port_of(gain, "u"))));
  if (wiring.type_of(before) == "LimPID") return {before, wiring.number(gain, "k"), true, true};
  if (wiring.type_of(before) != "switch") return {};
  const std::string when_heating(component_name(wiring.driver(port_of(before, "u1"))));
  const std::string when_cooling(component_name(wiring.driver(port_of(before, "u3"))));
  const bool heats = wiring.type_of(when_heating) == "LimPID";
  const bool cools = wiring.type_of(when_cooling) == "LimPID";
  if (!heats && !cools) return {};
  return {heats ? when_heating : when_cooling, wiring.number(gain, "k"), heats, cools};
}

/// The model's controller is replaced by an ideal one with its set point and its limits.
void take_actuator(const Vdi6007Wiring& wiring, const Actuator& actuator, bool at_interior_wall, Vdi6007Case& read) {
  if (at_interior_wall && actuator.heats) wiring.refuse("heating at the interior wall is not part of the twelve cases");
  Vdi6007Control& control = read.control;
  control.present = true;
  control.cools_interior_wall = control.cools_interior_wall || (actuator.cools && at_interior_wall);
  if (actuator.heats) control.heating_capacity_w = actuator.gain_w * wiring.number(actuator.controller, "yMax");
  if (actuator.cools) control.cooling_capacity_w = -actuator.gain_w * wiring.number(actuator.controller, "yMin");
  read.day.set_point_degc = day_of(wiring.signal(port_of(actuator.controller, "u_s")), -kZero_k);
}

/// Gains that stand at a heat port of the zone; controlled ones go to the controller.
std::vector<double> read_heat_port(const Vdi6007Wiring& wiring, const std::string& zone, const char* pin, Vdi6007Case& read) {
  std::vector<double> sum_w(kVdi6007StepsPerDay, 0.0);
  const bool at_air = std::string_view(pin) == "intGainsConv";
  const bool at_interior_wall = std::string_view(pin) == "intWallIndoorSurface";
  for (const std::string& giver : givers(wiring, port_of(zone, pin))) {
    const std::string temperature = port_of(giver, "T");
    if (at_air && wiring.is_connected(temperature)) {  // the air is held at a temperature with any power
      read.control = {true, false, kNoLimit_w, kNoLimit_w};
      read.day.set_point_degc = day_of(wiring.signal(temperature), -kZero_k);
      continue;
    }
    const Actuator actuator = actuator_of(wiring, giver);
    if (!actuator.controller.empty()) {
      take_actuator(wiring, actuator, at_interior_wall, read);
      continue;
    }
    if (at_interior_wall) wiring.refuse("gains at the interior wall alone are not part of the twelve cases");
    const std::vector<double> gain_w = day_of(wiring.signal(port_of(giver, "Q_flow")));
    std::transform(gain_w.begin(), gain_w.end(), sum_w.begin(), sum_w.begin(), std::plus<>());
  }
  return sum_w;
}

void read_outdoor(const Vdi6007Wiring& wiring, const std::string& zone, Vdi6007Case& read) {
  const std::string film(component_name(only_other(wiring, port_of(zone, "extWall"))));
  const std::string air(component_name(only_other(wiring, port_of(film, "fluid"))));
  const Signal conductance_w_k = wiring.signal(port_of(film, "Gc"));
  if (conductance_w_k.kind != Signal::Kind::constant || !(conductance_w_k.numbers[0] > 0.0)) {
    wiring.refuse("the outer film " + film + " is not a constant above 0");
  }
  read.room.outer_film_w_k = conductance_w_k.numbers[0];
  if (wiring.is_connected(port_of(air, "T"))) {
    read.day.outdoor_degc = day_of(wiring.signal(port_of(air, "T")), -kZero_k);
  } else {
    read.day.outdoor_degc.assign(kVdi6007StepsPerDay, wiring.number(air, "T") - kZero_k);
  }
}

void read_ventilation(const Vdi6007Wiring& wiring, const std::string& zone, Vdi6007Case& read) {
  const std::string port = port_of(zone, "ports[1]");
  if (!wiring.is_connected(port)) return;
  const std::string fan(component_name(only_other(wiring, port)));
  read.day.ventilation_kg_s = day_of(wiring.signal(port_of(fan, "m_flow_in")));
  read.day.ventilation_degc = day_of(wiring.signal(port_of(fan, "T_in")), -kZero_k);
}

/// What the model takes the mean of. The meters count heat that leaves the air as positive; a gain or a sum turns the sign.
std::vector<Vdi6007Series> read_series(const Vdi6007Wiring& wiring, const std::string& zone, bool controlled) {
  const std::string mean = port_of(wiring.component_of_type("Mean"), "u");
  const std::vector<std::string> ends = wiring.others(mean);
  if (std::find(ends.begin(), ends.end(), port_of(zone, "TAir")) != ends.end()) return {Vdi6007Series::air_temperature};
  if (!controlled) wiring.refuse("nothing known is measured at " + mean);
  const auto is_meter = [](const std::string& end) { return pin_name(end) == "Q_flow"; };
  if (std::any_of(ends.begin(), ends.end(), is_meter)) return {Vdi6007Series::power_cooling};
  // A reference with a second column holds the air temperature beside the power.
  if (wiring.is_connected("reference.y[2]")) return {Vdi6007Series::air_temperature, Vdi6007Series::power_heating};
  return {Vdi6007Series::power_heating};
}

double read_threshold(const Vdi6007Wiring& wiring, const core::TomlTable& text) {
  const core::TomlValue* thresholds = text.find("reference_threshold");
  const core::TomlTable* by_name = thresholds == nullptr ? nullptr : thresholds->as_table();
  const bool one = by_name != nullptr && by_name->entries.size() == 1 && by_name->entries[0].second.as_string() != nullptr;
  const std::optional<double> value = one ? core::plain_number(*by_name->entries[0].second.as_string()) : std::nullopt;
  if (!value || !(*value > 0.0)) wiring.refuse("reference_threshold is not one number above 0");
  return *value;
}

Vdi6007Case read_case(const core::TomlTable& text, const std::string& file, const std::string& id) {
  const Vdi6007Wiring wiring(text, file, id);
  const std::string zone = wiring.component_of_type("TwoElements");
  Vdi6007Case read;
  read.id = id;
  read.room = read_room(wiring, zone);
  read.day.convective_w = read_heat_port(wiring, zone, "intGainsConv", read);
  read.day.radiative_w = read_heat_port(wiring, zone, "intGainsRad", read);
  (void)read_heat_port(wiring, zone, "intWallIndoorSurface", read);
  for (std::size_t i = 1; i <= read.room.exterior_area_m2.size(); ++i) {
    read.day.solar_w_m2.push_back(day_of(wiring.signal(zone + ".solRad[" + std::to_string(i) + "]")));
  }
  read_outdoor(wiring, zone, read);
  read_ventilation(wiring, zone, read);
  if (read.control.present && !read.day.ventilation_kg_s.empty()) {
    wiring.refuse("a controlled room with ventilation is not part of the twelve cases");
  }
  read.series = read_series(wiring, zone, read.control.present);
  read.threshold = read_threshold(wiring, text);
  return read;
}

}  // namespace

std::string to_string(Vdi6007Series series) {
  switch (series) {
    case Vdi6007Series::air_temperature: return "air_temperature_C";
    case Vdi6007Series::power_cooling: return "power_W_cooling_positive";
    case Vdi6007Series::power_heating: return "power_W_heating_positive";
  }
  throw core::Error(core::ErrorKind::internal, "VDI 6007: unknown series");
}

std::vector<Vdi6007Case> read_vdi6007_cases(const std::filesystem::path& directory) {
  const std::filesystem::path path = directory / "cases.json";
  const core::TomlTable file = core::read_json(path);
  const core::TomlValue* cases = file.find("cases");
  if (cases == nullptr || cases->as_table() == nullptr || cases->as_table()->entries.empty()) {
    throw core::Error(core::ErrorKind::bad_input, "VDI 6007: no object \"cases\"", {path.string(), 0, 0});
  }
  std::vector<Vdi6007Case> read;
  for (const auto& [id, text] : cases->as_table()->entries) {
    if (text.as_table() == nullptr) {
      throw core::Error(core::ErrorKind::bad_input, "VDI 6007 case " + id + ": not an object", {path.string(), 0, 0});
    }
    read.push_back(read_case(*text.as_table(), path.string(), id));
  }
  return read;
}

}  // namespace tvilling::scenarios
