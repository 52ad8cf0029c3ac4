// SPDX-License-Identifier: MPL-2.0
#include "models/metering/unit_slips.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "core/error.hpp"
#include "models/data_table.hpp"
#include "models/metering/meter_units.hpp"

namespace tvilling::data {
extern const std::string_view unit_slips;
}  // namespace tvilling::data

namespace tvilling::models {

namespace {

std::vector<UnitSlip> read_unit_slips() {
  const DataTable table(data::unit_slips, "unit_slips.csv");
  std::vector<UnitSlip> slips;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const std::optional<Carrier> carrier = parse_carrier(table.text(row, "carrier"));
    if (!carrier) throw core::Error(core::ErrorKind::internal, "unit_slips.csv: unknown carrier");
    slips.push_back({*carrier, table.text(row, "stated"), table.text(row, "likely"), table.number(row, "factor"),
                     table.number(row, "tolerance")});
  }
  return slips;
}

}  // namespace

bool UnitSlip::is_large() const noexcept {
  constexpr double kLarge = 50.0;
  return std::max(factor, 1.0 / factor) >= kLarge;
}

bool UnitSlip::is_stated(double meter_factor) const {
  return unit_factor(stated, carrier, kMissing) == meter_factor;
}

std::span<const UnitSlip> unit_slips() {
  static const std::vector<UnitSlip> slips = read_unit_slips();
  return slips;
}

}  // namespace tvilling::models
