// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "models/fabric/fabric.hpp"
#include "models/weather/weather.hpp"

namespace tvilling::models {

/// Hour by hour in one zone: means over the hour.
struct ZoneHours {
  std::vector<double> air_degc;
  std::vector<double> operative_degc;  ///< mean of air and mean radiant temperature
  std::vector<double> heating_w;
  std::vector<double> cooling_w;  ///< positive
};

/// A zone's run in a few numbers.
struct ZoneSummary {
  double heating_kwh = 0.0;
  double cooling_kwh = 0.0;
  double peak_heating_kw = 0.0;  ///< largest hourly mean
  double peak_cooling_kw = 0.0;
  double min_degc = 0.0;  ///< of the hourly means of the air
  double mean_degc = 0.0;
  double max_degc = 0.0;
};
[[nodiscard]] ZoneSummary summary_of(const ZoneHours& zone);

/// A term of the building's energy balance over the run [kWh], flows into the building positive.
struct FabricTerm {
  std::string name;
  double energy_kwh = 0.0;
};

struct FabricResult {
  std::vector<ZoneHours> zones;
  std::vector<FabricTerm> terms;
  double storage_kwh = 0.0;                ///< rise of the heat stored; equals the sum of the terms
  std::vector<double> incident_kwh_m2;     ///< sun on each surface outdoors, with shading; 0 for the others
  std::vector<double> transmitted_kwh_m2;  ///< sun through the glass of each window; of simple glass with its absorbed part
  std::size_t steps = 0;
  std::size_t solves = 0;            ///< steps and their repetitions for the films
  std::size_t unsettled_steps = 0;   ///< steps whose films had not settled after the last repetition
  double largest_unsettled_k = 0.0;  ///< largest change of a face temperature in the last repetition of those
};

/// What is run before the first step, to forget the start.
struct WarmUp {
  int days = 60;
  /// The last days of the run (a whole year repeats), or the first ones (a measured series has nothing before it).
  enum class Of { end, beginning };
  Of of = Of::end;
};

/// Films follow the temperatures found: a step is repeated until no face changes by more than this [K].
inline constexpr double kFilmTolerance_k = 0.005;
inline constexpr int kMostRepetitions = 20;

/// Runs a detailed building through the period. The fabric must have been checked (check_fabric). Pure: the same input gives the
/// same bits. `weather` and every column of `series` have one row per hour of the period.
/// Throws Error (bad_input) for weather of another length, Error (internal) when the first law does not hold.
[[nodiscard]] FabricResult simulate_fabric(const Fabric& fabric, const Weather& weather, const RunPeriod& period,
                                           const SeriesTable& series, const WarmUp& warm_up = {});

}  // namespace tvilling::models
