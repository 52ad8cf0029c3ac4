// SPDX-License-Identifier: MPL-2.0
// Format: EnergyPlus "Auxiliary Programs", chapter EnergyPlus Weather File (EPW) Data Dictionary.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "core/io/file.hpp"
#include "core/text.hpp"
#include "core/time_axis.hpp"
#include "models/air/psychrometrics.hpp"
#include "models/weather/epw_codes.hpp"
#include "models/weather/epw_text.hpp"
#include "models/weather/weather.hpp"

namespace tvilling::models {

namespace {

namespace code = epw_code;
using core::Severity;
using epw::Field;

constexpr int kHeaderLines = 8;
constexpr std::size_t kFieldsNeeded = 24;
constexpr double kStefanBoltzmann_w_m2k4 = 5.670374419e-8;
constexpr double kZeroCelsius_k = 273.15;
constexpr int kListedOfEachKind = 3;
constexpr int kLeapDayBegin_h = 59 * 24;  // in hours of a 366-day year, like every ordinal here
constexpr int kLeapDayEnd_h = 60 * 24;
constexpr int kLeapYearHours = 366 * 24;

/// A column that is read: its place, its mark for "missing" and the range that can be true on earth.
struct Column {
  std::size_t field = 0;  // counts from 0
  std::string_view name;
  double missing = 0.0;
  double low = 0.0;
  double high = 0.0;
  std::vector<double> Weather::* target = nullptr;
};

constexpr std::array<Column, 6> kColumns{{
    {6, "dry bulb temperature", 99.9, -90.0, 60.0, &Weather::dry_bulb_degc},
    {7, "dew point temperature", 99.9, -90.0, 60.0, &Weather::dew_point_degc},
    {13, "global horizontal radiation", 9999.0, 0.0, 1500.0, &Weather::global_horizontal_w_m2},
    {14, "direct normal radiation", 9999.0, 0.0, 1300.0, &Weather::direct_normal_w_m2},
    {15, "diffuse horizontal radiation", 9999.0, 0.0, 1000.0, &Weather::diffuse_horizontal_w_m2},
    {21, "wind speed", 999.0, 0.0, 60.0, &Weather::wind_speed_m_s},
}};
// These are filled where they are missing.
constexpr Column kPressure{9, "pressure", 999999.0, 31000.0, 120000.0, &Weather::pressure_pa};
constexpr Column kInfrared{12, "horizontal infrared radiation", 9999.0, 50.0, 800.0, &Weather::sky_temperature_degc};
constexpr Column kWindDirection{20, "wind direction", 999.0, 0.0, 360.0, &Weather::wind_direction_deg};
constexpr Column kOpaqueCover{23, "opaque sky cover", 99.0, 0.0, 10.0, nullptr};

/// The hours in which a column was filled.
struct Filled {
  int hours = 0;
  core::SourcePos first;
};

/// Clark and Allen 1978 (EnergyPlus Engineering Reference, climate calculations); cover in tenths.
[[nodiscard]] double clark_allen_w_m2(double dry_bulb_degc, double dew_point_degc, double cover) noexcept {
  const double clear = 0.787 + 0.764 * std::log((dew_point_degc + kZeroCelsius_k) / 273.0);
  const double emissivity = clear * (1.0 + cover * (0.0224 + cover * (-0.0035 + cover * 0.00028)));
  const double t_k = dry_bulb_degc + kZeroCelsius_k;
  return emissivity * kStefanBoltzmann_w_m2k4 * t_k * t_k * t_k * t_k;
}

/// A field as a message shows it.
[[nodiscard]] std::string shown(const Field& field) {
  return core::shown(epw::to_utf8(field.text));
}

class Reader {
 public:
  Reader(std::string_view bytes, std::string file, core::Findings& findings)
      : rest_(bytes), findings_(findings), stops_before_(findings.count(Severity::stops)) {
    weather_.source = std::move(file);
    if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
    for (const Column& column : kColumns) (weather_.*column.target).assign(core::kHoursPerYear, kNothing);
    for (const Column& column : {kPressure, kInfrared, kWindDirection}) {
      (weather_.*column.target).assign(core::kHoursPerYear, kNothing);
    }
  }

  [[nodiscard]] Weather read() {
    if (rest_.find_first_not_of("\r\n \t") == std::string_view::npos) {
      report(code::kEmpty, Severity::stops, {weather_.source, 0, 0}, "the weather file is empty", "give an EPW file of a year");
    } else if (read_header()) {
      read_hours();
    }
    report_repeats();
    if (findings_.count(Severity::stops) == stops_before_) return std::move(weather_);
    Weather nothing;
    nothing.location = weather_.location;
    nothing.source = weather_.source;
    return nothing;
  }

 private:
  static constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

  /// Lists the first few of each kind (code and column) and counts the others.
  void report(const core::FindingCode& code, Severity severity, core::SourcePos pos, std::string message, std::string hint,
              std::string_view about = {}) {
    int& seen = seen_[{std::string(code.code), std::string(about)}];
    if (++seen > kListedOfEachKind) return;
    findings_.add({std::string(code.code), severity, std::move(pos), std::move(message), std::move(hint)});
  }

  void report_repeats() {
    for (const auto& [kind, seen] : seen_) {
      if (seen <= kListedOfEachKind) continue;
      const std::string about = kind.second.empty() ? "" : " in " + kind.second;
      findings_.add({kind.first,
                     Severity::stops,
                     {weather_.source, 0, 0},
                     fmt::format("{} more of {}{}, {} in all", seen - kListedOfEachKind, kind.first, about, seen),
                     ""});
    }
  }

  [[nodiscard]] core::SourcePos at(int column) const { return {weather_.source, line_, column}; }

  /// The next line, without its end; nothing at the end of the file.
  [[nodiscard]] std::optional<std::string_view> next_line() {
    if (rest_.empty()) return std::nullopt;
    const std::size_t end = rest_.find('\n');
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    ++line_;
    return line;
  }

  [[nodiscard]] bool read_header() {
    bool good = true;
    for (int i = 0; i < kHeaderLines; ++i) {
      const std::optional<std::string_view> line = next_line();
      if (!line) {
        report(code::kCut, Severity::stops, at(0), fmt::format("the file ends in the header, after {} lines", line_),
               "an EPW file has 8 header lines and 8,760 hours; get the file again");
        return false;
      }
      const std::vector<Field> fields = epw::split(*line);
      if (i == 0) good = read_location(fields);
      if (!good && i == 0) return false;
      if (i == kHeaderLines - 1) good = read_data_periods(fields);
    }
    return good;
  }

  [[nodiscard]] bool read_location(const std::vector<Field>& fields) {
    if (fields[0].text != "LOCATION") {
      report(code::kNoEpw, Severity::stops, at(fields[0].column),
             fmt::format("the first line begins with '{}', not with LOCATION", shown(fields[0])),
             "this is no EPW file; weather is read from EnergyPlus weather files (.epw)");
      return false;
    }
    if (fields.size() < 10) {
      report(code::kPlace, Severity::stops, at(fields.back().column),
             fmt::format("LOCATION has {} fields, not 10", fields.size()),
             "LOCATION,city,region,country,source,WMO,latitude,longitude,time zone,elevation");
      return false;
    }
    Location& place = weather_.location;
    place.name = epw::to_utf8(fields[1].text);
    place.latitude_deg = location_number(fields[6], "latitude", -90.0, 90.0);
    place.longitude_deg = location_number(fields[7], "longitude", -180.0, 180.0);
    place.utc_offset_h = location_number(fields[8], "time zone", -12.0, 14.0);
    place.elevation_m = location_number(fields[9], "elevation", -1000.0, 9999.9);
    if (std::abs(place.longitude_deg / 15.0 - place.utc_offset_h) > 4.0) {
      report(code::kTimeZone, Severity::warns, at(fields[8].column),
             fmt::format("time zone {} h does not fit longitude {} degrees", place.utc_offset_h, place.longitude_deg),
             "east is positive; the sun would stand wrong");
    }
    return true;
  }

  [[nodiscard]] double location_number(const Field& field, std::string_view name, double low, double high) {
    const std::optional<double> value = core::plain_number(field.text);
    if (value && *value >= low && *value <= high) return *value;
    report(code::kPlace, Severity::stops, at(field.column), fmt::format("{} is '{}'", name, shown(field)),
           fmt::format("write a number from {} to {}", low, high), name);
    return 0.0;
  }

  [[nodiscard]] bool read_data_periods(const std::vector<Field>& fields) {
    if (fields[0].text != "DATA PERIODS" || fields.size() < 3) {
      report(code::kNoDataPeriods, Severity::stops, at(1),
             fmt::format("line 8 begins with '{}', not with DATA PERIODS", shown(fields[0])),
             "an EPW file has exactly 8 header lines");
      return false;
    }
    for (const std::size_t i : {std::size_t{1}, std::size_t{2}}) {
      if (fields[i].text == "1") continue;
      report(code::kPeriods, Severity::stops, at(fields[i].column),
             fmt::format("{} is '{}'", i == 1 ? "number of data periods" : "records per hour", shown(fields[i])),
             "only one period of whole hours is read");
    }
    return true;
  }

  void read_hours() {
    std::size_t width = 0;
    for (std::optional<std::string_view> text = next_line(); text; text = next_line()) {
      if (core::trimmed(*text).empty()) continue;
      const std::vector<Field> fields = epw::split(*text);
      if (width == 0) width = fields.size();
      if (fields.size() < kFieldsNeeded || fields.size() != width) {
        report(code::kFields, Severity::stops, at(fields.back().column),
               fields.size() < kFieldsNeeded ? fmt::format("the hour has {} fields, not {}", fields.size(), kFieldsNeeded)
                                             : fmt::format("the hour has {} fields, the first one {}", fields.size(), width),
               "the line is cut or a comma is wrong");
      }
      const std::optional<int> ordinal = fields.size() < 4 ? std::nullopt : read_date(fields);
      if (!ordinal) continue;
      if (!in_order(*ordinal, fields[1].column) || fields.size() < kFieldsNeeded) continue;
      read_values(*ordinal, fields);
    }
    if (next_ordinal_ != kLeapYearHours) {
      const std::string last = next_ordinal_ == 0 ? "the header" : epw::hour_name(next_ordinal_ - 1);
      report(code::kCut, Severity::stops, at(0), fmt::format("the file ends after {} with {} hours of 8760", last, hours_read_),
             "the file is cut; get it again");
    }
    fill_wind_direction();
    report_left_out_and_filled();
  }

  /// Hours since the beginning of a 366-day year.
  [[nodiscard]] std::optional<int> read_date(const std::vector<Field>& fields) {
    constexpr std::array<std::string_view, 3> names{"month", "day", "hour"};
    std::array<int, 3> date{};
    for (std::size_t i = 0; i < 3; ++i) {
      const Field& field = fields[i + 1];
      const int highest = i == 0 ? 12 : i == 1 ? epw::kLeapDaysInMonth[static_cast<std::size_t>(date[0] - 1)] : 24;
      const std::optional<double> value = core::plain_number(field.text);
      if (!value || *value != std::floor(*value) || *value < 1.0 || *value > highest) {
        report(code::kDate, Severity::stops, at(field.column), fmt::format("{} is '{}'", names[i], shown(field)),
               fmt::format("write a whole number from 1 to {}", highest), names[i]);
        return std::nullopt;
      }
      date[i] = static_cast<int>(*value);
    }
    int days = date[1] - 1;
    for (int m = 1; m < date[0]; ++m) days += epw::kLeapDaysInMonth[static_cast<std::size_t>(m - 1)];
    return days * 24 + date[2] - 1;
  }

  [[nodiscard]] bool in_order(int ordinal, int column) {
    if (next_ordinal_ == kLeapDayBegin_h && ordinal >= kLeapDayEnd_h) next_ordinal_ = kLeapDayEnd_h;
    if (ordinal < next_ordinal_) {
      report(code::kOrder, Severity::stops, at(column), epw::hour_name(ordinal) + " comes twice or too late",
             "a weather file holds one year, hour after hour");
      return false;
    }
    if (ordinal > next_ordinal_) {
      report(code::kGap, Severity::stops, at(column),
             fmt::format("{} hours are missing: {} comes where {} should", ordinal - next_ordinal_, epw::hour_name(ordinal),
                         epw::hour_name(next_ordinal_)),
             "fill the hours in the weather file; nothing is made up here");
    }
    next_ordinal_ = ordinal + 1;
    return true;
  }

  void read_values(int ordinal, const std::vector<Field>& fields) {
    if (ordinal >= kLeapDayBegin_h && ordinal < kLeapDayEnd_h) {
      ++left_out_;
      return;
    }
    ++hours_read_;
    const std::size_t hour = static_cast<std::size_t>(ordinal < kLeapDayBegin_h ? ordinal : ordinal - 24);
    for (const Column& column : kColumns) (weather_.*column.target)[hour] = read_value(fields[column.field], column);
    weather_.sky_temperature_degc[hour] = std::pow(infrared_w_m2(hour, fields) / kStefanBoltzmann_w_m2k4, 0.25) - kZeroCelsius_k;
    weather_.pressure_pa[hour] =
        read_or_mark(fields, kPressure, pressure_filled_).value_or(standard_pressure_pa(weather_.location.elevation_m));
    weather_.wind_direction_deg[hour] = read_or_mark(fields, kWindDirection, direction_filled_).value_or(kNothing);
  }

  /// The number in a field, or a finding and NaN.
  [[nodiscard]] double read_value(const Field& field, const Column& column) {
    const std::optional<double> value = core::plain_number(field.text);
    const std::string what = fmt::format("{} is '{}'", column.name, shown(field));
    if (!value) {
      report(code::kNotANumber, Severity::stops, at(field.column), what + ", not a number", "write a number with a decimal point",
             column.name);
    } else if (*value >= column.missing) {
      report(code::kMissing, Severity::stops, at(field.column), what + ", which means missing",
             "fill it in the weather file; nothing is made up here", column.name);
    } else if (!(*value >= column.low && *value <= column.high)) {
      report(code::kImpossible, Severity::stops, at(field.column), what + ", which cannot be",
             fmt::format("write a number from {} to {}", column.low, column.high), column.name);
    } else {
      return *value;
    }
    return kNothing;
  }

  /// The number in a field that may be missing; nothing where it is, and the hour is counted.
  [[nodiscard]] std::optional<double> read_or_mark(const std::vector<Field>& fields, const Column& column, Filled& filled) {
    const Field& field = fields[column.field];
    const std::optional<double> value = core::plain_number(field.text);
    // Some writers leave 0 where nothing was measured: no sky is that cold, no air that thin.
    const bool not_measured = value && *value == 0.0 && column.low > 0.0;
    const bool missing = value && std::isfinite(*value) && (*value >= column.missing || not_measured);
    if (!missing) return read_value(field, column);
    if (filled.hours++ == 0) filled.first = at(field.column);
    return std::nullopt;
  }

  [[nodiscard]] double infrared_w_m2(std::size_t hour, const std::vector<Field>& fields) {
    const std::optional<double> measured = read_or_mark(fields, kInfrared, infrared_filled_);
    if (measured) return *measured;
    const double cover = read_value(fields[kOpaqueCover.field], kOpaqueCover);
    return clark_allen_w_m2(weather_.dry_bulb_degc[hour], weather_.dew_point_degc[hour], cover);
  }

  /// Each missing direction becomes that of the hour before; the first hours take the first one known.
  void fill_wind_direction() {
    std::vector<double>& directions = weather_.wind_direction_deg;
    const std::vector<double>::const_iterator known =
        std::find_if(directions.cbegin(), directions.cend(), [](double direction) { return !std::isnan(direction); });
    direction_known_ = known != directions.cend();
    double before = direction_known_ ? *known : 0.0;
    for (double& direction : directions) {
      if (std::isnan(direction)) direction = before;
      before = direction;
    }
  }

  void report_filled(const core::FindingCode& code, const Column& column, const Filled& filled, std::string how) {
    if (filled.hours == 0) return;
    report(code, Severity::filled, filled.first,
           fmt::format("{} is missing in {} hours, the first one here", column.name, filled.hours), std::move(how));
  }

  void report_left_out_and_filled() {
    if (left_out_ > 0) {
      report(code::kLeapDay, Severity::info, {weather_.source, 0, 0},
             fmt::format("29 February is left out ({} hours)", left_out_), "a year of weather is 8,760 hours");
    }
    report_filled(code::kInfraredFilled, kInfrared, infrared_filled_,
                  "computed from dew point and opaque sky cover (Clark and Allen)");
    report_filled(code::kPressureFilled, kPressure, pressure_filled_,
                  fmt::format("taken from the standard atmosphere at {} m", weather_.location.elevation_m));
    report_filled(code::kWindDirectionFilled, kWindDirection, direction_filled_,
                  direction_known_ ? "taken from the hour before (or the first one known)"
                                   : "the file has none: 0 (north) is written in every hour, which means nothing");
  }

  std::string_view rest_;
  core::Findings& findings_;
  std::size_t stops_before_ = 0;
  Weather weather_;
  std::map<std::pair<std::string, std::string>, int> seen_;
  int line_ = 0;
  int next_ordinal_ = 0;
  int hours_read_ = 0;
  int left_out_ = 0;
  Filled infrared_filled_;
  Filled pressure_filled_;
  Filled direction_filled_;
  bool direction_known_ = true;
};

}  // namespace

Weather parse_epw(std::string_view bytes, std::string file, core::Findings& findings) {
  return Reader(bytes, std::move(file), findings).read();
}

Weather read_epw(const std::filesystem::path& path, core::Findings& findings) {
  const std::string bytes = core::read_file(path);
  return parse_epw(bytes, path.string(), findings);
}

}  // namespace tvilling::models
