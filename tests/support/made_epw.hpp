// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/findings.hpp"
#include "core/time_axis.hpp"
#include "models/weather/weather.hpp"

namespace tvilling::tests {

/// A small made-up weather file as lines, to be spoilt line by line. Line 9 is the first hour.
struct Epw {
  std::vector<std::string> lines;

  [[nodiscard]] std::string text() const {
    std::string all;
    for (const std::string& line : lines) all += line + "\r\n";
    return all;
  }
  /// Replaces one field (from 0) of an hour (from 0).
  void set(std::size_t hour, std::size_t field, const std::string& value) {
    std::string& line = lines.at(8 + hour);
    std::size_t begin = 0;
    for (std::size_t i = 0; i < field; ++i) begin = line.find(',', begin) + 1;
    line.replace(begin, line.find(',', begin) - begin, value);
  }
};

inline Epw make_epw(bool leap = false) {
  Epw epw;
  epw.lines = {"LOCATION,Testby,-,DNK,made up,061800,55.63,12.67,1.0,5.0",
               "DESIGN CONDITIONS,0",
               "TYPICAL/EXTREME PERIODS,0",
               "GROUND TEMPERATURES,0",
               "HOLIDAYS/DAYLIGHT SAVINGS,No,0,0,0",
               "COMMENTS 1,made for a test",
               "COMMENTS 2,",
               "DATA PERIODS,1,1,Data,Sunday, 1/ 1,12/31"};
  for (int month = 1; month <= 12; ++month) {
    const int days = core::kDaysInMonth.at(static_cast<std::size_t>(month - 1)) + (leap && month == 2 ? 1 : 0);
    for (int day = 1; day <= days; ++day) {
      for (int hour = 1; hour <= 24; ++hour) {
        epw.lines.push_back("2020," + std::to_string(month) + "," + std::to_string(day) + "," + std::to_string(hour) +
                            ",60,flags," + std::to_string(month) + "." + std::to_string(hour % 10) +
                            ",-1.5,80,101325,0,0,315,100,200,50,0,0,0,0,180,4.5,5,4,10,77777,9,999999999,10,0.1,0,88,0.2,0,0");
      }
    }
  }
  return epw;
}

/// What reading a text gave.
struct Read {
  models::Weather weather;
  core::Findings findings;
};

inline Read read(const std::string& text) {
  Read result;
  result.weather = models::parse_epw(text, "test.epw", result.findings);
  return result;
}

/// Findings of one code.
inline std::size_t count(const core::Findings& findings, const std::string& code) {
  const auto is = [&code](const core::Finding& finding) { return finding.code == code; };
  return static_cast<std::size_t>(std::count_if(findings.list.begin(), findings.list.end(), is));
}

/// The first finding of a code.
inline const core::Finding& find(const core::Findings& findings, const std::string& code) {
  for (const core::Finding& finding : findings.list) {
    if (finding.code == code) return finding;
  }
  throw std::runtime_error("no finding " + code);
}

}  // namespace tvilling::tests
