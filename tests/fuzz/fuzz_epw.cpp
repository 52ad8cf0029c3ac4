// SPDX-License-Identifier: MPL-2.0
// Any bytes as weather: a stopping finding, or 8,760 finite hours. One input of sixteen replaces a piece of a whole year, so
// that the fuzzer comes past the length checks.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/findings.hpp"
#include "core/time_axis.hpp"
#include "models/weather/weather.hpp"
#include "tests/fuzz/require.hpp"

using namespace tvilling;

static std::string make_year() {
  std::string text = "LOCATION,Copenhagen,-,DNK,X,061800,55.63,12.67,1.0,5.0\n";
  for (const char* head :
       {"DESIGN CONDITIONS,0", "TYPICAL/EXTREME PERIODS,0", "GROUND TEMPERATURES,0", "HOLIDAYS/DAYLIGHT SAVINGS,No,0,0,0",
        "COMMENTS 1", "COMMENTS 2", "DATA PERIODS,1,1,Data,Sunday,1/1,12/31"}) {
    text += std::string(head) + "\n";
  }
  for (int month = 0; month < core::kMonths; ++month) {
    for (int hour = 0; hour < 24 * core::kDaysInMonth[static_cast<std::size_t>(month)]; ++hour) {
      text += "2025," + std::to_string(month + 1) + "," + std::to_string(hour / 24 + 1) + "," + std::to_string(hour % 24 + 1) +
              ",60,_,5.0,2.0,80,101300,0,0,310,0,0,0,0,0,0,0,180,4.0,5,5,20.0,77777,9,999999999,89,0.1,0,88,0.2,0,0\n";
    }
  }
  return text;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string year = make_year();
  if (size < 4) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 4, size - 4);
  std::string text(bytes);
  if (data[0] % 16 == 0) {
    const std::size_t at = (data[1] + 256U * data[2] + 65536U * data[3]) % year.size();
    text = year;
    text.replace(at, std::min(bytes.size(), year.size() - at), bytes);
  }
  core::Findings findings;
  const models::Weather weather = models::parse_epw(text, "fuzz.epw", findings);
  if (findings.stops()) return 0;
  FUZZ_REQUIRE(weather.dry_bulb_degc.size() == core::kHoursPerYear);
  for (const double value : weather.dry_bulb_degc) FUZZ_REQUIRE(std::isfinite(value));
  for (const double value : weather.sky_temperature_degc) FUZZ_REQUIRE(std::isfinite(value));
  for (const double value : weather.wind_direction_deg) FUZZ_REQUIRE(value >= 0.0 && value <= 360.0);
  for (const double value : weather.pressure_pa) FUZZ_REQUIRE(value >= 20000.0 && value <= 120000.0);
  return 0;
}
