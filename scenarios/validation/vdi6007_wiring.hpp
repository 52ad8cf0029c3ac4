// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/io/toml.hpp"

namespace tvilling::scenarios {

/// Weights and films of the equivalent outdoor temperature of VDI 6007-1, which stands for air, sun, sky and ground together.
struct Vdi6007Outdoor {
  std::vector<double> wall_share;    ///< by orientation
  std::vector<double> window_share;  ///< by orientation
  double ground_share = 0.0;
  double ground_k = 0.0;
  double absorptance = 0.0;
  double h_convective_w_m2k = 0.0;
  double h_radiative_w_m2k = 0.0;
  bool long_wave = false;
};

/// Equivalent outdoor temperature [K] (VDI 6007-1:2012 as in AixLib EquivalentAirTemperature.VDI6007). `solar_w_m2` falls
/// on the walls by orientation; `closed` is the closed part of the sunblinds, 0..1, which keeps a window from seeing the sky.
[[nodiscard]] double equivalent_temperature_k(const Vdi6007Outdoor& outdoor, double air_k, double sky_k,
                                              std::span<const double> solar_w_m2, std::span<const double> closed);

/// One row of a table over the day.
struct TablePoint {
  double time_s = 0.0;
  double value = 0.0;
};

/// Value of a table of one day that repeats: linear between rows; two rows of one time are a jump, where the later row holds.
[[nodiscard]] double table_value(std::span<const TablePoint> points, double time_s);

/// What a port of the model carries: a small tree of tables, constants and the blocks between them.
struct Signal {
  enum class Kind : std::uint8_t { constant, table, gain, square_root, sum, product, choice, above, outdoor };
  Kind kind = Kind::constant;
  std::vector<double> numbers;  ///< the constant, the factor, the factors of a sum, or the threshold
  std::vector<TablePoint> points;
  std::vector<Signal> inputs;
  std::optional<Vdi6007Outdoor> outdoor;  ///< of kind outdoor: inputs are air, sky, sun by orientation, sunblind by orientation
};

[[nodiscard]] double signal_value(const Signal& signal, double time_s);

/// Components and connection list of one case: who stands at which port. What is missing or cannot be understood throws Error
/// (bad_input) that names the file and the case. Looks into `text` (a case of cases.json), which must outlive it.
class Vdi6007Wiring {
 public:
  Vdi6007Wiring(const core::TomlTable& text, std::string file, std::string case_id);

  [[noreturn]] void refuse(std::string_view what) const;

  [[nodiscard]] const std::string& case_id() const noexcept { return case_id_; }
  /// Name of the one component of this type.
  [[nodiscard]] std::string component_of_type(std::string_view type) const;
  /// The type in the file; for blocks that the file leaves out (switch1, switchHea, product1), what their names begin with.
  [[nodiscard]] std::string type_of(std::string_view component) const;
  /// Numbers of a parameter: "25*10.5" is one, "{7,7}" are two.
  [[nodiscard]] std::vector<double> numbers(std::string_view component, std::string_view parameter) const;
  [[nodiscard]] double number(std::string_view component, std::string_view parameter) const;
  [[nodiscard]] bool is_connected(std::string_view port) const noexcept { return net_of(port) != nullptr; }
  /// The other ports connected with this one, directly or through a third; none when it is not connected.
  [[nodiscard]] std::vector<std::string> others(std::string_view port) const;
  /// The output that drives an input.
  [[nodiscard]] std::string driver(std::string_view port) const;
  /// The signal at an input, followed back to tables and constants.
  [[nodiscard]] Signal signal(std::string_view port) const { return signal(port, 0); }

 private:
  [[nodiscard]] const std::vector<std::string>* net_of(std::string_view port) const noexcept;
  [[nodiscard]] const core::TomlTable* component(std::string_view name) const;
  [[nodiscard]] const std::string& parameter(std::string_view component, std::string_view parameter) const;
  [[nodiscard]] double number_or(std::string_view component, std::string_view parameter, double otherwise) const;
  [[nodiscard]] Signal signal(std::string_view port, int depth) const;
  [[nodiscard]] Signal table(std::string_view name, std::string_view output) const;
  [[nodiscard]] Signal outdoor(const std::string& name, int depth) const;
  void connect(std::string_view connection);

  const core::TomlTable* components_ = nullptr;
  std::string file_;
  std::string case_id_;
  std::vector<std::vector<std::string>> nets_;
};

/// "intGai.y[1]" is the component "intGai" and the pin "y[1]".
[[nodiscard]] std::string_view component_name(std::string_view port) noexcept;
[[nodiscard]] std::string_view pin_name(std::string_view port) noexcept;

}  // namespace tvilling::scenarios
