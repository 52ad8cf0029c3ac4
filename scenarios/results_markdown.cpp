// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <vector>

#include "models/catalog.hpp"
#include "scenarios/results_schema.hpp"

namespace tvilling::scenarios {

namespace {

std::string_view type_name(core::Hdf5Type type) {
  switch (type) {
    case core::Hdf5Type::float64: return "float64";
    case core::Hdf5Type::float32: return "float32";
    case core::Hdf5Type::uint8: return "uint8";
    case core::Hdf5Type::int32: return "int32";
    case core::Hdf5Type::uint64: return "uint64";
    case core::Hdf5Type::text: return "text";
    case core::Hdf5Type::fixed_text: return "text, 200 bytes";
  }
  return {};
}

std::string meaning(const schema::Dataset& d) {
  if (!d.values) return "Dimension without values";
  std::string text = d.text("long_name");
  if (d.name == schema::kTimeBounds) text = "Begin and end of the interval, in the units of `time`";
  const std::string flags = d.text("flag_meanings");
  if (!flags.empty()) text += " (0, 1, ...: " + flags + ")";
  if (!d.text("epsg_code").empty()) text += " (" + d.text("epsg_code") + "), as a CF grid mapping";
  return text;
}

std::string table_row(const schema::Dataset& d) {
  std::string dims;
  for (const std::string& dim : d.dims) dims += (dims.empty() ? "" : ", ") + dim;
  return fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", d.name, type_name(d.type), dims, d.text("units"),
                     d.text("cell_methods"), meaning(d));
}

std::string_view about(std::string_view group) {
  if (group == schema::kAnnual) return "Totals of the year.";
  if (group == schema::kMonthly) return "Totals of the months; they add up to the annual ones to the last bit.";
  if (group == schema::kHourly)
    return "Only with `--hourly`, and only the series that were asked for. The hours of a sum add up to the annual one to the "
           "last bit.";
  if (group == schema::kCityHourly)
    return "Sums over the buildings that succeeded in the scenario: `buildings_counted` of the length of `building`.";
  if (group == schema::kHalls)
    return "Only with swimming halls that have basins: what they have beyond other buildings, per year. Heat is positive where "
           "it "
           "goes into rooms and water, moisture where it goes into the hall air, water where it is used: each balance adds up to "
           "zero with its storage. The halls are in `annual` and all other groups too.";
  if (group == schema::kEconomics) {
    return "Money of each building in the scenario against the baseline, real, without VAT; docs/physics/economics.md has the "
           "equations. Sums over buildings are sums of all but `lifetime_years`.";
  }
  if (group == schema::kReconciled) {
    return "Only where the portfolio has meters: the year of each building in each scenario times the factors that make its "
           "baseline the metered one (docs/physics/reconciliation.md). A factor of 1 with the origin of the simulation: no meter "
           "that can be trusted.";
  }
  if (group == schema::kMeasures) return "Only with measures: each measure of each scenario, its cost, and what became of it.";
  if (group == schema::kBuildings) return "What the viewer needs. Attribute `portfolio_name`: name of the portfolio.";
  if (group == schema::kOrigin) {
    return "Where each number of each building comes from, strongest first. A building with zones has others in each zone: the "
           "weakest of all is in `result`.";
  }
  if (group == schema::kStatus) return "A failed building has NaN in all results and a message here.";
  return "Coordinates; each group has them too, as hard links.";
}

constexpr std::string_view kHead = R"(# The result file

`tvilling schema results` prints this page. A result file is one HDF5 file in the manner of netCDF-4 and CF-1.10:

```python
import xarray
annual = xarray.open_dataset("results.h5", engine="h5netcdf", group="annual")
annual.heat_kwh.sel(scenario="baseline").sum()
```

* Attributes of the file: `Conventions` = "CF-1.10", `title` (the study's name), `filetype` = "tvilling-results", `version` = [1, 7].
  A reader takes every file of its own major version; a new minor version only adds.
* Numbers carry `units` (UDUNITS), `long_name`, `cell_methods` and `_FillValue` = NaN. NaN means: not computed.
* `time` is UTC, in the middle of the interval, with its ends in `time_bnds`; `calendar` = "standard". The axis is 8,760 hours of
  local standard time. 29 February is left out of a leap year.
* While a run goes on, the file is called `<name>.partial`, and `<name>.partial.lock` keeps other runs away. It gets its name
  when it is whole.
* The first 512 bytes are one line of text (an HDF5 user block: HDF5, h5py, xarray and netCDF pass over it), padded with zero
  bytes: `tvilling-results 1 xxh3 <checksum> <length>`. The checksum is XXH3 (128 bits) of the `<length>` bytes that follow, to the
  file's end. tvilling looks at it before HDF5 opens the file, for HDF5 may crash on damaged files. A file that was changed after
  it was written is refused: to change numbers, export them. In a `.partial` file the line is `tvilling-results 1 unfinished`.
* Values are contiguous and not compressed; objects carry no time stamps: equal content gives equal bytes.
)";

constexpr std::string_view kProvenanceText = R"(
## /provenance

Text attributes about the run: version, inputs with their SHA-256, the study's text and more. `run_key` tells runs apart:
`--resume` goes on only when it is equal. A text of more than 8,192 bytes is a dataset (one text) of the same name.
)";

}  // namespace

std::string results_markdown() {
  schema::Parts parts;
  parts.halls = true;
  parts.reconciled = true;
  parts.measures = true;
  parts.hourly.reserve(models::kHourlyCount);
  for (std::size_t i = 0; i < models::kHourlyCount; ++i) parts.hourly.push_back(static_cast<models::Hourly>(i));
  std::string text(kHead);
  std::string group = "?";
  for (const schema::Dataset& d : schema::datasets(parts, "hours since <base_year>-01-01 00:00:00")) {
    if (d.group != group) {
      group = d.group;
      text += fmt::format("\n## /{}\n\n{}\n\n", group, about(group));
      text += "| dataset | type | dimensions | units | cell_methods | meaning |\n| --- | --- | --- | --- | --- | --- |\n";
    }
    text += table_row(d);
  }
  return text + std::string(kProvenanceText);
}

}  // namespace tvilling::scenarios
