// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/run_context.hpp"
#include "models/metering/metering.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/portfolio/synthetic_faults.hpp"
#include "models/portfolio/table_cells.hpp"
#include "models/weather/weather.hpp"

namespace tvilling::scenarios {

/// The hours of a calendar year by the Danish clock: 8,760 or 8,784, two of them named alike in autumn.
struct MeterHours {
  int year = 2024;
  std::vector<std::int64_t> begin_s;    ///< UTC; one more than hours: the end of the year
  std::vector<std::uint16_t> modelled;  ///< hour of the 8,760 simulated ones; 29 February is as the day before
};
/// Throws Error (wrong_usage) for a year outside 1996 to 2098.
[[nodiscard]] MeterHours meter_hours(int year);

/// What a meter of the synthetic city tells: uses or states by hour (their beginning), or uses by month.
struct MeterSeries {
  std::string meter_id;
  models::Carrier carrier = models::Carrier::heat;
  std::string unit;
  int decimals = 1;
  bool is_register = false;
  bool is_monthly = false;
  double rollover = models::kMissing;
  std::vector<std::pair<std::string, double>> shares;  ///< of buildings
  std::vector<double> values;                          ///< in the unit; NaN: not delivered

  // What only faults do.
  std::string told_as;                                           ///< another id in the readings; empty: its own
  bool standard_time = false;                                    ///< times all year in UTC+1
  std::vector<std::pair<std::size_t, std::string>> value_texts;  ///< of single readings
  std::vector<std::pair<std::size_t, std::string>> time_texts;
  std::pair<std::size_t, std::size_t> repeated{};    ///< first and end of readings that are delivered twice
  std::pair<std::size_t, std::size_t> later_year{};  ///< first and end of readings that are dated 20 years late
};

struct SyntheticMeterOptions {
  int year = 2024;
  std::uint64_t seed = 1;
  double fault_share = 0.0;  ///< of meters whose readings have a fault
  bool danish = false;
};

struct SyntheticMeters {
  MeterHours hours;
  models::Weather weather;             ///< of that year
  std::vector<MeterSeries> series;     ///< by meter id
  std::set<std::string> usual_meters;  ///< of one building whose use per m2 is usual
  std::vector<models::PlantedFault> faults;
};

/// Heat and electricity of 550 properties of the synthetic city of 3,500 buildings, of as large a part of other sizes: the
/// simulated hours of each building x (1 + bias), bias N(0, 0.12) for each building and carrier, with 5 % of noise an hour.
/// Deterministic for a seed, for any number of threads.
[[nodiscard]] SyntheticMeters synthetic_meters(const models::Portfolio& city, const SyntheticMeterOptions& options,
                                               const core::RunContext& context);

/// Plants faults into readings: of each kind one after the other, in meters by keyed random numbers.
void plant_reading_faults(SyntheticMeters& meters, const SyntheticMeterOptions& options);

/// The tables meters, meter_shares and degree_days.
[[nodiscard]] std::vector<models::OutTable> meter_tables(const SyntheticMeters& meters);
/// Writes readings and weather as CSV files into a folder; returns the number of readings. Throws Error (io).
std::size_t write_readings(const SyntheticMeters& meters, const std::filesystem::path& folder, bool danish);
void write_weather(const SyntheticMeters& meters, const std::filesystem::path& folder, bool danish);

}  // namespace tvilling::scenarios
