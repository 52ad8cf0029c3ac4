// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "models/fabric/fabric_file.hpp"
#include "models/fabric/schedule.hpp"

namespace tvilling::models {

/// A schedule of a building, what it is for and the range its values must keep.
struct ScheduleUse {
  const Schedule* schedule = nullptr;
  std::string what;  ///< "gain \"people\" of zone \"living\""
  double min = 0.0;
  double max = 0.0;
  std::string_view unit;
};

/// Every schedule of a building; points into it.
[[nodiscard]] std::vector<ScheduleUse> schedules_of(const Fabric& fabric);

/// Whether a building can be simulated over the run: everything that the file alone does not tell (parse_fabric has looked at
/// that), with all findings at once. Also for a building whose reading stopped, so that one look shows all.
///  - zones and surfaces are there, windows fit into their surfaces and stand where light can come in
///  - every zone has a path to outdoors or a boundary (through other zones too), or plant
///  - no zones without heat capacity are joined only with each other: their temperature would not be determined
///  - schedules have the length of the run, columns are there and have values where they are needed, within their range
///  - no heating set point lies above the cooling one
///  - no zone gives more air to others than it gets (warns)
///  - fixed radiation fits the emissivity
void check_fabric(const FabricFile& file, const RunPeriod& period, const SeriesTable& series, core::Findings& findings);

/// Whether a construction holds any heat.
[[nodiscard]] bool has_mass(const Construction& construction) noexcept;

/// Parts of it. The columns of a series that is named in the file but empty here (it could not be read) are not looked for.
void check_paths(const Fabric& fabric, core::Findings& findings);
void check_air_balance(const Fabric& fabric, const RunPeriod& period, const SeriesTable& series, core::Findings& findings);
void check_schedules(const FabricFile& file, const RunPeriod& period, const SeriesTable& series, core::Findings& findings);

}  // namespace tvilling::models
