// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "models/portfolio/portfolio.hpp"
#include "models/portfolio/table_reader.hpp"

/// The cells of the buildings table that need more than a number's range.
namespace tvilling::models {

/// The first year of construction that is believed, and how far ahead of this year one may lie.
inline constexpr double kFirstYear = 1100.0;
inline constexpr double kPlannedYears = 5.0;

/// A cell of the column `year`.
struct YearCell {
  double year = kMissing;
  bool from_text = false;   ///< taken out of a text such as "ca. 1900"
  bool impossible = false;  ///< told; counts as missing
  bool planned = false;     ///< lies ahead
};

/// Reads the year. One whole plausible year in a text is taken and told (filled); one that cannot be is told (warns) and missing.
[[nodiscard]] YearCell read_year(TableReader& table, TableReader::Row row, int this_year);

/// Why the building's status (words, or a BBR code: 6 is built) keeps it out; empty when it is built or nothing is said. A word
/// that is not known is told (warns) and keeps nothing out.
[[nodiscard]] std::string excluding_status(TableReader& table, TableReader::Row row);

/// Reads the further uses, use_2 and use_3 with their areas. What is incomplete or larger than the building stops.
void read_use_parts(TableReader& table, TableReader::Row row, Building& building);

/// Reads where each given number comes from ("area_m2_origin"); without a word it is the register.
void read_origins(TableReader& table, TableReader::Row row, BuildingRecord& record);

}  // namespace tvilling::models
