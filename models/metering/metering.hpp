// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "models/building/building.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/portfolio/source.hpp"

namespace tvilling::models {

/// What a meter counts. Heat, electricity and gas end in kWh, water in m3.
enum class Carrier : std::uint8_t { heat, electricity, water, gas };
inline constexpr std::array<std::string_view, 4> kCarrierNames{"heat", "electricity", "water", "gas"};
[[nodiscard]] constexpr std::string_view to_string(Carrier carrier) noexcept {
  return kCarrierNames[static_cast<std::size_t>(carrier)];
}

/// What a reading says: the use since the one before, or the state of a counter.
enum class MeterKind : std::uint8_t { interval, register_ };

struct Meter {
  std::string meter_id;
  std::string building_id;  ///< one of building and property may be empty; shares say more
  std::string property_id;
  std::string address;
  Carrier carrier = Carrier::heat;
  std::string unit;                ///< as given: "MWh"
  double kwh_per_unit = kMissing;  ///< heating value of a volume of gas
  double factor = 1.0;             ///< from the unit to kWh or m3
  MeterKind kind = MeterKind::interval;
  double rollover = kMissing;  ///< a register counts to this value and begins at 0 again
  bool resets = false;         ///< "it was exchanged or reset" is confirmed: a fall begins a new count
  bool feeds_out = false;      ///< counts what is sent to the grid too: negative values are right
  core::SourcePos pos;
};

/// The part of a meter that a building has; the shares of a meter add up to 1.
struct MeterShare {
  std::string meter_id;
  std::string building_id;
  double share = kMissing;
};

/// What was noticed in the readings of a meter in a year, as a set of bits.
enum class ReadingFlag : std::uint16_t {
  none = 0,
  gap_filled = 1 << 0,        ///< hours without readings were filled from similar ones
  gap_long = 1 << 1,          ///< too much is missing: the year is not used
  negative = 1 << 2,          ///< negative readings taken as missing
  spike = 1 << 3,             ///< outside 3 x IQR: kept, to be looked at
  reset = 1 << 4,             ///< a confirmed reset or exchange of a register
  unconfirmed_fall = 1 << 5,  ///< a register fell and nobody said why: the interval is missing
  rollover = 1 << 6,
  overlap = 1 << 7,    ///< two readings for one time: the last delivered is kept
  estimated = 1 << 8,  ///< readings marked as estimated count as missing
  repeated = 1 << 9,   ///< values stand still: most equal the one before, fewer than a tenth differ
  zero = 1 << 10,      ///< nothing was used all year
  spread = 1 << 11,    ///< readings do not fall on the ends of months: use was spread evenly, its months are estimates
};

/// The use of one meter in one calendar year. Covered and filled are parts of the year's hours.
struct MeterYear {
  std::size_t meter = 0;  ///< index in Metering::meters
  int year = 0;
  double amount = kMissing;  ///< kWh or m3, with what was filled
  std::array<double, 12> monthly{};
  double covered_fraction = 0.0;
  double filled_fraction = 0.0;
  std::uint16_t flags = 0;  ///< of ReadingFlag
  bool usable = false;      ///< covered enough to stand for the year
};

/// A building's metered use of one carrier in one year: its shares of all meters of that carrier.
struct MeteredUse {
  std::string building_id;
  Carrier carrier = Carrier::heat;
  int year = 0;
  double amount = kMissing;  ///< kWh or m3
  std::array<double, 12> monthly{};
  double filled_fraction = 0.0;
  std::uint16_t flags = 0;
  std::vector<std::string> meters;
};

/// Degree-days of a year (or of one of its months), base 17 degC.
struct DegreeDays {
  int year = 0;
  int month = 0;  ///< 1 to 12; 0: the whole year
  double degree_days = kMissing;
  double normal = kMissing;  ///< of the normal year that figures are corrected to; missing: the study's
};

/// Meters of a portfolio with their cleaned use.
struct Metering {
  std::vector<Meter> meters;  ///< sorted by meter_id
  std::vector<MeterShare> shares;
  std::vector<MeterYear> years;
  std::vector<MeteredUse> uses;  ///< by building, carrier and year
  std::vector<DegreeDays> degree_days;
  std::vector<InputFile> inputs;
  std::size_t readings = 0;
};

/// Now, in seconds since 1970-01-01T00:00 UTC: readings after it are left out.
struct MeteringOptions {
  std::int64_t now_s = 0;  ///< 0: the system's clock
};

/// Reads meters, meter_shares, readings and degree_days of a portfolio and cleans the readings; a value is never changed
/// without a flag and a finding. A portfolio without meters gives an empty value (but for its degree-days).
[[nodiscard]] Metering read_metering(const PortfolioSource& source, const Portfolio& portfolio, core::Findings& findings,
                                     const MeteringOptions& options = {});

/// Use corrected to the normal year: `amount x (guf + (1 - guf) x normal / degree_days)`; guf is the part that does not follow
/// the weather (GUF; the rest is GAF). Danish energy labels, handbook HB2021 4.7.1.2.
[[nodiscard]] double degree_day_corrected(double amount, double guf, double degree_days, double normal) noexcept;
/// The part of a use's heat that does not follow the weather (the same handbook).
[[nodiscard]] double guf_of_use(Use use);

/// A year's use corrected to the normal year.
struct CorrectedUse {
  double amount = kMissing;
  bool by_month = false;  ///< each month by its own degree-days
};
/// Corrects a year's use by the degree-days of that year: by month where all twelve months and their normals are given and the
/// use's months are readings (not spread), else by the whole year. `study_normal` stands where a year has no normal; NaN: then
/// nothing is corrected. Nothing (NaN) when the year has no degree-days.
[[nodiscard]] CorrectedUse corrected_use(const MeteredUse& use, double guf, const std::vector<DegreeDays>& degree_days,
                                         double study_normal = kMissing);

/// Reads the degree_days table; wrong rows are findings (stops) and left out. Sorted by year and month.
[[nodiscard]] std::vector<DegreeDays> read_degree_days(const PortfolioSource& source, core::Findings& findings, InputFile& input);

}  // namespace tvilling::models
