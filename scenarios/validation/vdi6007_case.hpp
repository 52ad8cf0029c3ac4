// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tvilling::scenarios {

inline constexpr std::size_t kVdi6007Step_s = 60;
inline constexpr std::size_t kVdi6007StepsPerDay = 86400 / kVdi6007Step_s;

/// The room of a case as two wall elements of VDI 6007-1 (AixLib RC.TwoElements).
struct Vdi6007Room {
  std::vector<double> exterior_area_m2;     ///< AExt by orientation
  std::vector<double> transparent_area_m2;  ///< ATransparent by orientation
  double interior_area_m2 = 0.0;            ///< AInt
  double h_exterior_w_m2k = 0.0;            ///< hConExt: air to the inner face of the exterior wall
  double h_interior_w_m2k = 0.0;            ///< hConInt: air to the face of the interior wall
  double h_radiative_w_m2k = 0.0;           ///< hRad: between the two faces
  double r_exterior_k_w = 0.0;              ///< RExt: inner face to capacity
  double r_exterior_rest_k_w = 0.0;         ///< RExtRem: capacity to outer face
  double c_exterior_j_k = 0.0;              ///< CExt
  double r_interior_k_w = 0.0;              ///< RInt
  double c_interior_j_k = 0.0;              ///< CInt
  double g_window = 0.0;                    ///< gWin
  double convective_solar_share = 0.0;      ///< ratioWinConRad: part of the window's sun that warms the air
  double air_volume_m3 = 0.0;               ///< VAir
  double outer_film_w_k = 0.0;              ///< Gc between outer face and outdoor
  double start_degc = 0.0;                  ///< T_start
};

/// What drives a case, for the middle of every step of the day that repeats; empty: not part of the case.
struct Vdi6007Day {
  std::vector<double> outdoor_degc;             ///< air or equivalent outdoor temperature
  std::vector<double> convective_w;             ///< gains of the air
  std::vector<double> radiative_w;              ///< gains of the faces
  std::vector<std::vector<double>> solar_w_m2;  ///< solRad behind sunblind, by orientation
  std::vector<double> ventilation_kg_s;         ///< fresh air
  std::vector<double> ventilation_degc;         ///< its temperature
  std::vector<double> set_point_degc;           ///< of the ideal controller
};

/// Ideal controller of the air temperature; heats at the air.
struct Vdi6007Control {
  bool present = false;
  bool cools_interior_wall = false;  ///< cooling ceiling; otherwise it cools at the air
  double heating_capacity_w = 0.0;
  double cooling_capacity_w = 0.0;
};

enum class Vdi6007Series : std::uint8_t { air_temperature, power_cooling, power_heating };

/// Name in reference_open.csv: "air_temperature_C", "power_W_cooling_positive", "power_W_heating_positive".
[[nodiscard]] std::string to_string(Vdi6007Series series);

struct Vdi6007Case {
  std::string id;
  Vdi6007Room room;
  Vdi6007Day day;
  Vdi6007Control control;
  std::vector<Vdi6007Series> series;  ///< what the case reports
  double threshold = 0.0;             ///< allowed deviation of the series, of the power where there are two (K or W)
};

/// All cases of `directory`/cases.json in the order of the file; tables are resolved along the connection list. Throws Error
/// (bad_input) naming the file and the case when something needed is missing, or is more than this model knows.
[[nodiscard]] std::vector<Vdi6007Case> read_vdi6007_cases(const std::filesystem::path& directory);

}  // namespace tvilling::scenarios
