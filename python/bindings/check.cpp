// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <array>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/findings.hpp"
#include "models/fabric/check_fabric.hpp"
#include "models/preflight/owner.hpp"
#include "models/preflight/preflight.hpp"
#include "python/bindings/bindings.hpp"
#include "python/bindings/columns.hpp"

namespace tvilling::python {

namespace py = pybind11;

namespace {

using models::Preflight;

/// Names of the bits of models::ReadingFlag, from the lowest.
constexpr std::array<std::string_view, 12> kFlagNames{"gap_filled", "gap_long",         "negative", "spike",
                                                      "reset",      "unconfirmed_fall", "rollover", "overlap",
                                                      "estimated",  "repeated",         "zero",     "spread"};
static_assert(1U << (kFlagNames.size() - 1) == static_cast<unsigned>(models::ReadingFlag::spread));

std::string flag_names(std::uint16_t flags) {
  std::vector<std::string_view> names;
  for (std::size_t bit = 0; bit < kFlagNames.size(); ++bit) {
    if ((flags >> bit & 1U) != 0) names.push_back(kFlagNames[bit]);
  }
  return fmt::format("{}", fmt::join(names, " "));
}

std::pair<Preflight, std::vector<core::Finding>> preflight(const std::filesystem::path& path,
                                                           const std::filesystem::path& against) {
  core::Findings findings;
  Preflight result = models::preflight(path, findings, {against});
  return {std::move(result), std::move(findings.list)};
}

/// The administration of the row that each finding names; empty where there is none.
std::vector<std::string> owners_of(const Preflight& preflight, const std::vector<core::Finding>& findings) {
  const models::Owners owners(preflight.portfolio, preflight.metering);
  std::vector<std::string> names;
  names.reserve(findings.size());
  for (const core::Finding& finding : findings) names.emplace_back(owners.of(finding));
  return names;
}

template <typename Row>
void add_shares(Columns<Row>& columns) {
  for (std::size_t i = 0; i < models::kOriginNames.size(); ++i) {
    columns.number(std::string(models::kOriginNames[i]).c_str(), [i](const Row& row) { return row.shares[i]; });
  }
}

py::dict column_quality(const Preflight& preflight) {
  using Row = models::ColumnQuality;
  Columns columns(preflight.quality.columns);
  columns.text("column", &Row::column).text("group", &Row::group).number("weight", &Row::weight);
  add_shares(columns);
  return columns.take();
}

py::dict group_quality(const Preflight& preflight) {
  Columns columns(preflight.quality.groups);
  columns.text("group", &models::GroupQuality::group);
  add_shares(columns);
  return columns.take();
}

py::dict building_quality(const Preflight& preflight) {
  using Row = models::BuildingQuality;
  return Columns(preflight.quality.buildings)
      .text("building_id", &Row::building_id)
      .number("score", &Row::score)
      .number("heated_area_m2", &Row::heated_area_m2)
      .take();
}

py::dict quality_totals(const Preflight& preflight) {
  py::dict totals;
  totals["score"] = preflight.quality.score;
  totals["heated_area_m2"] = preflight.quality.heated_area_m2;
  totals["metered_heat_share"] = preflight.quality.metered_heat_share;
  totals["metered_electricity_share"] = preflight.quality.metered_electricity_share;
  return totals;
}

py::dict metered(const Preflight& preflight) {
  using Row = models::MeteredUse;
  Columns columns(preflight.metering.uses);
  columns.text("building_id", &Row::building_id);
  columns.value("carrier", [](const Row& row) { return py::str(std::string(models::to_string(row.carrier))); });
  columns.whole("year", &Row::year);
  columns.value("unit", [](const Row& row) { return py::str(row.carrier == models::Carrier::water ? "m3" : "kWh"); });
  columns.number("amount", &Row::amount);
  for (std::size_t month = 0; month < 12; ++month) {
    const std::string name = fmt::format("month_{:02}", month + 1);
    columns.number(name.c_str(), [month](const Row& row) { return row.monthly[month]; });
  }
  columns.number("filled_fraction", &Row::filled_fraction);
  columns.value("flags", [](const Row& row) { return py::str(flag_names(row.flags)); });
  columns.value("meters", [](const Row& row) { return py::str(fmt::format("{}", fmt::join(row.meters, " "))); });
  return columns.take();
}

/// What changed since an earlier delivery, by the names of `tvilling check --json`; nothing without one.
std::optional<py::dict> changes(const Preflight& preflight) {
  if (!preflight.changes) return std::nullopt;
  const models::DeliveryChanges& c = *preflight.changes;
  py::dict counts;
  counts["buildings_before"] = c.buildings_before;
  counts["buildings_now"] = c.buildings_now;
  counts["new"] = c.new_buildings;
  counts["gone"] = c.gone_buildings;
  counts["renamed"] = c.renamed;
  counts["kept_out"] = c.kept_out;
  counts["use_changed"] = c.use_changed;
  counts["area_changed"] = c.area_changed;
  counts["year_changed"] = c.year_changed;
  counts["property_changed"] = c.property_changed;
  counts["administration_changed"] = c.administration_changed;
  counts["area_before_m2"] = c.area_before_m2;
  counts["area_now_m2"] = c.area_now_m2;
  counts["area_change_fraction"] = c.area_change_fraction();
  return counts;
}

}  // namespace

void bind_check(py::module_& module) {
  py::class_<Preflight>(module, "Preflight")
      .def_readonly("portfolio", &Preflight::portfolio)
      .def("owners_of", &owners_of, py::arg("findings"))
      .def("column_quality", &column_quality)
      .def("group_quality", &group_quality)
      .def("building_quality", &building_quality)
      .def("quality_totals", &quality_totals)
      .def("metered", &metered)
      .def("changes", &changes);
  module.def("is_fabric_file", &models::is_fabric_file, py::arg("path"));
  module.def(
      "check_fabric",
      [](const std::filesystem::path& path) {
        core::Findings findings;
        models::check_fabric(path, findings);
        return std::move(findings.list);
      },
      py::arg("path"), py::call_guard<py::gil_scoped_release>());
  module.def("preflight", &preflight, py::arg("path"), py::arg("against"), py::call_guard<py::gil_scoped_release>());
}

}  // namespace tvilling::python
