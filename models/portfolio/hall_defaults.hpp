// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string_view>

namespace tvilling::models {

/// What a basin ("basin"), a pool hall ("hall") or the rooms around it ("building") usually have: data/hall_defaults.csv.
/// `of_case`: "large", "from 1995"; empty: there is one. Throws Error (internal) for a row that there is not.
[[nodiscard]] double hall_default(std::string_view what, std::string_view column, std::string_view of_case = {});

/// The case of a construction year: the row "before Y" or the last "from Y".
[[nodiscard]] double hall_default_of_year(std::string_view column, double year);

}  // namespace tvilling::models
