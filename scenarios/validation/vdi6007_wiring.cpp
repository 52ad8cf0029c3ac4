// SPDX-License-Identifier: MPL-2.0
#include "scenarios/validation/vdi6007_wiring.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "core/error.hpp"
#include "core/text.hpp"

namespace tvilling::scenarios {

namespace {

constexpr double kDay_s = 86400.0;
constexpr double kZero_k = 273.15;
constexpr int kDeepest = 32;  // blocks between a port and its table: more is a circle

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(at);
    parts.push_back(core::trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

/// A number or a product of numbers, as Modelica writes it.
std::optional<double> product_of(std::string_view text) {
  double product = 1.0;
  for (const std::string_view part : split(text, '*')) {
    const std::optional<double> factor = core::plain_number(part);
    if (!factor || !std::isfinite(*factor)) return std::nullopt;
    product *= *factor;
  }
  return product;
}

/// 2 of "y[2]"; 1 of "y".
std::size_t place_of(std::string_view pin) {
  const std::size_t open = pin.find('[');
  if (open == std::string_view::npos) return 1;
  const std::optional<double> place = core::plain_number(pin.substr(open + 1, pin.find(']') - open - 1));
  return place && *place >= 1.0 && *place <= 100.0 ? static_cast<std::size_t>(*place) : 0;
}

std::string port_of(std::string_view component, std::string_view pin) {
  return std::string(component) + "." + std::string(pin);
}

std::string port_of(std::string_view component, std::string_view pin, std::size_t place) {
  return port_of(component, pin) + "[" + std::to_string(place) + "]";
}

bool is_output(std::string_view port) {
  const std::string_view pin = pin_name(port);
  return pin == "y" || pin.starts_with("y[") || pin == "TEqAir";
}

}  // namespace

double equivalent_temperature_k(const Vdi6007Outdoor& outdoor, double air_k, double sky_k, std::span<const double> solar_w_m2,
                                std::span<const double> closed) {
  const double film_w_m2k = outdoor.h_radiative_w_m2k + outdoor.h_convective_w_m2k;
  const double long_wave_k = outdoor.long_wave ? (sky_k - air_k) * outdoor.h_radiative_w_m2k / film_w_m2k : 0.0;
  double sum_k = outdoor.ground_share * outdoor.ground_k;
  for (std::size_t i = 0; i < outdoor.wall_share.size(); ++i) {
    const double short_wave_k = solar_w_m2[i] * outdoor.absorptance / film_w_m2k;
    sum_k += outdoor.wall_share[i] * (air_k + long_wave_k + short_wave_k);
    sum_k += outdoor.window_share[i] * (air_k + long_wave_k * (1.0 - closed[i]));
  }
  return sum_k;
}

double table_value(std::span<const TablePoint> points, double time_s) {
  const double day_time_s = time_s - kDay_s * std::floor(time_s / kDay_s);
  const auto later = [](double time, const TablePoint& point) { return time < point.time_s; };
  const auto next = std::upper_bound(points.begin(), points.end(), day_time_s, later);
  if (next == points.begin()) return points.front().value;
  if (next == points.end()) return points.back().value;
  const TablePoint& before = *std::prev(next);
  const double part = (day_time_s - before.time_s) / (next->time_s - before.time_s);
  return before.value + part * (next->value - before.value);
}

double signal_value(const Signal& signal, double time_s) {
  if (signal.kind == Signal::Kind::constant) return signal.numbers[0];
  if (signal.kind == Signal::Kind::table) return table_value(signal.points, time_s);
  std::vector<double> in;
  in.reserve(signal.inputs.size());
  for (const Signal& input : signal.inputs) in.push_back(signal_value(input, time_s));
  switch (signal.kind) {
    case Signal::Kind::gain: return signal.numbers[0] * in[0];
    case Signal::Kind::square_root: return std::sqrt(in[0]);
    case Signal::Kind::sum: return signal.numbers[0] * in[0] + signal.numbers[1] * in[1];
    case Signal::Kind::product: return in[0] * in[1];
    case Signal::Kind::choice: return in[1] > 0.5 ? in[0] : in[2];
    case Signal::Kind::above: return in[0] > signal.numbers[0] ? 1.0 : 0.0;
    case Signal::Kind::outdoor: {
      const std::size_t orientations = signal.outdoor->wall_share.size();
      const std::span<const double> by_orientation = std::span<const double>(in).subspan(2);
      return equivalent_temperature_k(*signal.outdoor, in[0], in[1], by_orientation.first(orientations),
                                      by_orientation.subspan(orientations));
    }
    case Signal::Kind::constant:
    case Signal::Kind::table: break;
  }
  throw core::Error(core::ErrorKind::internal, "VDI 6007: a signal of unknown kind");
}

std::string_view component_name(std::string_view port) noexcept {
  return port.substr(0, port.find('.'));
}

std::string_view pin_name(std::string_view port) noexcept {
  const std::size_t dot = port.find('.');
  return dot == std::string_view::npos ? std::string_view{} : port.substr(dot + 1);
}

Vdi6007Wiring::Vdi6007Wiring(const core::TomlTable& text, std::string file, std::string case_id)
    : file_(std::move(file)), case_id_(std::move(case_id)) {
  const core::TomlValue* components = text.find("components");
  if (components == nullptr || components->as_table() == nullptr) refuse("no object \"components\"");
  components_ = components->as_table();
  const core::TomlValue* connections = text.find("connections");
  if (connections == nullptr || connections->as_array() == nullptr) refuse("no list \"connections\"");
  for (const core::TomlValue& connection : *connections->as_array()) {
    if (connection.as_string() == nullptr) refuse("a connection is not a text");
    connect(*connection.as_string());
  }
}

void Vdi6007Wiring::refuse(std::string_view what) const {
  throw core::Error(core::ErrorKind::bad_input, "VDI 6007 case " + case_id_ + ": " + std::string(what), {file_, 0, 0});
}

/// Joins the nets of both ends: the file's order of ends means nothing.
void Vdi6007Wiring::connect(std::string_view connection) {
  std::string tight;
  for (const char letter : connection) {
    if (letter != ' ') tight.push_back(letter);
  }
  const std::vector<std::string_view> ends = split(tight, ',');
  if (ends.size() != 2) refuse("the connection \"" + core::shown(connection) + "\" does not have two ends");
  std::vector<std::string> joined;
  for (const std::string_view end : ends) {
    const auto holds = [end](const std::vector<std::string>& net) { return std::find(net.begin(), net.end(), end) != net.end(); };
    const auto found = std::find_if(nets_.begin(), nets_.end(), holds);
    if (found != nets_.end()) {
      joined.insert(joined.end(), found->begin(), found->end());
      nets_.erase(found);
    } else if (std::find(joined.begin(), joined.end(), end) == joined.end()) {
      joined.emplace_back(end);
    }
  }
  nets_.push_back(std::move(joined));
}

const std::vector<std::string>* Vdi6007Wiring::net_of(std::string_view port) const noexcept {
  for (const std::vector<std::string>& net : nets_) {
    if (std::find(net.begin(), net.end(), port) != net.end()) return &net;
  }
  return nullptr;
}

std::vector<std::string> Vdi6007Wiring::others(std::string_view port) const {
  std::vector<std::string> ports;
  const std::vector<std::string>* net = net_of(port);
  if (net != nullptr) {
    std::copy_if(net->begin(), net->end(), std::back_inserter(ports), [port](const std::string& end) { return end != port; });
  }
  return ports;
}

std::string Vdi6007Wiring::driver(std::string_view port) const {
  for (std::string& end : others(port)) {
    if (is_output(end)) return std::move(end);
  }
  // A whole vector may be connected at once: its entry is the same entry of the output.
  const std::size_t open = port.find('[');
  if (open != std::string_view::npos) {
    for (const std::string& end : others(port.substr(0, open))) {
      if (is_output(end)) return end + std::string(port.substr(open));
    }
  }
  refuse("nothing drives " + std::string(port));
}

const core::TomlTable* Vdi6007Wiring::component(std::string_view name) const {
  const core::TomlValue* value = components_->find(name);
  return value == nullptr ? nullptr : value->as_table();
}

std::string Vdi6007Wiring::component_of_type(std::string_view type) const {
  for (const auto& [name, value] : components_->entries) {
    if (type_of(name) == type) return name;
  }
  refuse("no component of type " + std::string(type));
}

std::string Vdi6007Wiring::type_of(std::string_view name) const {
  const core::TomlTable* table = component(name);
  const core::TomlValue* type = table == nullptr ? nullptr : table->find("type");
  if (type != nullptr && type->as_string() != nullptr) return *type->as_string();
  for (const std::string_view block : {"switch", "product", "sqrt", "from_degC"}) {
    if (name.starts_with(block)) return std::string(block);
  }
  return std::string(name);
}

const std::string& Vdi6007Wiring::parameter(std::string_view name, std::string_view parameter) const {
  const core::TomlTable* table = component(name);
  const core::TomlValue* parameters = table == nullptr ? nullptr : table->find("parameters");
  const core::TomlTable* values = parameters == nullptr ? nullptr : parameters->as_table();
  const core::TomlValue* value = values == nullptr ? nullptr : values->find(parameter);
  if (value == nullptr || value->as_string() == nullptr) {
    refuse(std::string(name) + " has no parameter " + std::string(parameter));
  }
  return *value->as_string();
}

std::vector<double> Vdi6007Wiring::numbers(std::string_view name, std::string_view what) const {
  std::string_view text = core::trimmed(parameter(name, what));
  if (text.starts_with('{') && text.ends_with('}')) text = text.substr(1, text.size() - 2);
  std::vector<double> values;
  for (const std::string_view part : split(text, ',')) {
    const std::optional<double> value = product_of(part);
    if (!value) refuse(port_of(name, what) + " is not a number: " + core::shown(text));
    values.push_back(*value);
  }
  return values;
}

double Vdi6007Wiring::number(std::string_view name, std::string_view what) const {
  const std::vector<double> values = numbers(name, what);
  if (values.size() != 1) refuse(port_of(name, what) + " is not one number");
  return values[0];
}

double Vdi6007Wiring::number_or(std::string_view name, std::string_view what, double otherwise) const {
  const core::TomlTable* table = component(name);
  const core::TomlValue* parameters = table == nullptr ? nullptr : table->find("parameters");
  const bool given = parameters != nullptr && parameters->as_table() != nullptr && parameters->as_table()->find(what) != nullptr;
  return given ? number(name, what) : otherwise;
}

Signal Vdi6007Wiring::table(std::string_view name, std::string_view output) const {
  const core::TomlTable* text = component(name);
  const core::TomlValue* rows = text == nullptr ? nullptr : text->find("table");
  const core::TomlValue* columns = text == nullptr ? nullptr : text->find("columns");
  if (rows == nullptr || rows->as_array() == nullptr || columns == nullptr || columns->as_string() == nullptr) {
    refuse("the table " + std::string(name) + " has no rows or no columns");
  }
  const std::vector<std::string_view> chosen = split(*columns->as_string(), ',');
  const std::size_t place = place_of(output);
  const std::optional<double> column = place >= 1 && place <= chosen.size() ? product_of(chosen[place - 1]) : std::nullopt;
  if (!column || *column < 2.0 || *column > 100.0) refuse("the table " + std::string(name) + " has no " + std::string(output));
  Signal signal;
  signal.kind = Signal::Kind::table;
  for (const core::TomlValue& row : *rows->as_array()) {
    const core::TomlArray* cells = row.as_array();
    const std::size_t at = static_cast<std::size_t>(*column) - 1;
    const bool long_enough = cells != nullptr && cells->size() > at;
    const std::optional<double> time_s = long_enough ? (*cells)[0].as_number() : std::nullopt;
    const std::optional<double> value = long_enough ? (*cells)[at].as_number() : std::nullopt;
    if (!time_s || !value || !std::isfinite(*value)) refuse("a row of the table " + std::string(name) + " is not numbers");
    if (!signal.points.empty() && !(*time_s >= signal.points.back().time_s)) {
      refuse("the times of the table " + std::string(name) + " do not rise");
    }
    signal.points.push_back({*time_s, *value});
  }
  if (signal.points.empty() || signal.points.front().time_s != 0.0 || signal.points.back().time_s != kDay_s) {
    refuse("the table " + std::string(name) + " is not one day from 0 s to 86400 s");
  }
  return signal;
}

Signal Vdi6007Wiring::outdoor(const std::string& name, int depth) const {
  Vdi6007Outdoor parameters{
      numbers(name, "wfWall"), numbers(name, "wfWin"),      number(name, "wfGro"), number(name, "TGro"),
      number(name, "aExt"),    number(name, "hConWallOut"), number(name, "hRad"),  parameter(name, "withLongwave") == "true",
  };
  const std::size_t orientations = parameters.wall_share.size();
  if (parameters.window_share.size() != orientations) refuse(name + " has not as many windows as walls");
  Signal signal;
  signal.kind = Signal::Kind::outdoor;
  signal.outdoor = std::move(parameters);
  signal.inputs = {this->signal(port_of(name, "TDryBul"), depth), this->signal(port_of(name, "TBlaSky"), depth)};
  for (const std::string_view input : {"HSol", "sunblind"}) {
    for (std::size_t i = 1; i <= orientations; ++i) signal.inputs.push_back(this->signal(port_of(name, input, i), depth));
  }
  return signal;
}

Signal Vdi6007Wiring::signal(std::string_view port, int depth) const {
  if (depth > kDeepest) refuse("the connections go in a circle at " + std::string(port));
  const std::string output = driver(port);
  const std::string name(component_name(output));
  const std::string type = type_of(name);
  const auto input = [this, &name, depth](std::string_view pin) { return signal(port_of(name, pin), depth + 1); };
  if (type == "CombiTimeTable") return table(name, pin_name(output));
  if (type == "VDI6007") return outdoor(name, depth + 1);
  if (type == "Constant") return {Signal::Kind::constant, {number(name, "k")}, {}, {}, {}};
  if (type == "Gain") return {Signal::Kind::gain, {number(name, "k")}, {}, {input("u")}, {}};
  if (type == "sqrt") return {Signal::Kind::square_root, {}, {}, {input("u")}, {}};
  if (type == "product") return {Signal::Kind::product, {}, {}, {input("u1"), input("u2")}, {}};
  if (type == "switch") return {Signal::Kind::choice, {}, {}, {input("u1"), input("u2"), input("u3")}, {}};
  if (type == "GreaterThreshold") return {Signal::Kind::above, {number(name, "threshold")}, {}, {input("u")}, {}};
  if (type == "Add") {
    return {Signal::Kind::sum, {number_or(name, "k1", 1.0), number_or(name, "k2", 1.0)}, {}, {input("u1"), input("u2")}, {}};
  }
  if (type == "from_degC") {
    const Signal zero{Signal::Kind::constant, {kZero_k}, {}, {}, {}};
    return {Signal::Kind::sum, {1.0, 1.0}, {}, {input("u"), zero}, {}};
  }
  refuse("the block " + name + " at " + std::string(port) + " is unknown");
}

}  // namespace tvilling::scenarios
