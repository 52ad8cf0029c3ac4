// SPDX-License-Identifier: MPL-2.0
#include "scenarios/protected_address.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <span>

#include "scenarios/study_codes.hpp"

namespace tvilling::scenarios {

models::Portfolio withhold_protected(models::Portfolio portfolio) {
  const std::span<const models::BuildingColumn> columns = models::building_columns();
  const std::vector<std::uint8_t> hidden = protected_buildings(portfolio);
  for (std::size_t b = 0; b < hidden.size(); ++b) {
    if (hidden[b] == 0) continue;
    models::BuildingRecord& record = portfolio.buildings[b];
    record.building.name = kProtectedName;
    record.building.footprint.clear();
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const std::string_view name = columns[c].variable.name;
      if (name != "x_m" && name != "y_m") continue;
      record.building.*columns[c].member = models::kMissing;
      record.origin[c] = models::Origin::default_;
    }
  }
  return portfolio;
}

void tell_of_protected(const models::Portfolio& portfolio, core::Findings& findings) {
  const std::vector<std::uint8_t> hidden = protected_buildings(portfolio);
  const std::ptrdiff_t count = std::ranges::count(hidden, std::uint8_t{1});
  if (count == 0) return;
  core::Finding finding;
  finding.code = study_code::kProtectedAddress.code;
  finding.severity = core::Severity::info;
  finding.message =
      fmt::format("{} of {} buildings have a protected address: the result file keeps neither their name nor their position",
                  count, hidden.size());
  finding.hint = "Maps leave them out, tables call them \"(protected)\". Their numbers are in all sums.";
  finding.table = "properties";
  findings.add(std::move(finding));
}

}  // namespace tvilling::scenarios
