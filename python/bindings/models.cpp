// SPDX-License-Identifier: MPL-2.0
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/findings.hpp"
#include "core/io/csv.hpp"
#include "core/io/file.hpp"
#include "models/building/building.hpp"
#include "models/building/origin.hpp"
#include "models/catalog.hpp"
#include "models/portfolio/archetypes.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/portfolio/zone_codes.hpp"
#include "models/portfolio/zones.hpp"
#include "models/preflight/quality.hpp"
#include "python/bindings/bindings.hpp"

namespace tvilling::python {

namespace py = pybind11;

namespace {

using Numbers = py::array_t<double, py::array::c_style | py::array::forcecast>;
using Read = std::pair<models::Portfolio, std::vector<core::Finding>>;

std::vector<std::string> texts(const models::Portfolio& portfolio, std::string models::Building::* member) {
  std::vector<std::string> values;
  values.reserve(portfolio.buildings.size());
  for (const models::BuildingRecord& record : portfolio.buildings) values.push_back(record.building.*member);
  return values;
}

std::vector<std::string_view> uses(const models::Portfolio& portfolio) {
  std::vector<std::string_view> values;
  values.reserve(portfolio.buildings.size());
  for (const models::BuildingRecord& record : portfolio.buildings) values.push_back(models::to_string(record.building.use));
  return values;
}

std::vector<bool> listed(const models::Portfolio& portfolio) {
  std::vector<bool> values;
  values.reserve(portfolio.buildings.size());
  for (const models::BuildingRecord& record : portfolio.buildings) values.push_back(record.building.listed);
  return values;
}

/// [building][building_columns()]
Numbers numbers(const models::Portfolio& portfolio) {
  const std::span<const models::BuildingColumn> columns = models::building_columns();
  Numbers values({portfolio.buildings.size(), columns.size()});
  double* out = values.mutable_data();
  for (const models::BuildingRecord& record : portfolio.buildings) {
    for (const models::BuildingColumn& column : columns) *out++ = record.building.*(column.member);
  }
  return values;
}

/// [building][building_columns()], models::Origin
py::array_t<std::uint8_t> origins(const models::Portfolio& portfolio) {
  py::array_t<std::uint8_t> values({portfolio.buildings.size(), models::kBuildingColumnCount});
  std::uint8_t* out = values.mutable_data();
  for (const models::BuildingRecord& record : portfolio.buildings) {
    for (const models::Origin origin : record.origin) *out++ = static_cast<std::uint8_t>(origin);
  }
  return values;
}

/// A copy with other numbers. A number that differs is marked as the user's own (register), and the changes stand among the
/// inputs with their hash, so that a result can be traced to them. With it, what is told of the zones where they were made anew,
/// in place of what was told of them before.
std::pair<models::Portfolio, std::optional<std::vector<core::Finding>>> with_numbers(const models::Portfolio& portfolio,
                                                                                     const Numbers& values) {
  const std::span<const models::BuildingColumn> columns = models::building_columns();
  if (values.ndim() != 2 || values.shape(0) != static_cast<py::ssize_t>(portfolio.buildings.size()) ||
      values.shape(1) != static_cast<py::ssize_t>(columns.size())) {
    throw core::Error(core::ErrorKind::wrong_usage, "numbers must be an array of buildings x building columns");
  }
  models::Portfolio changed = portfolio;
  core::CsvWriter record_of_changes;
  std::size_t count = 0;
  const double* in = values.data();
  for (models::BuildingRecord& record : changed.buildings) {
    for (std::size_t c = 0; c < columns.size(); ++c, ++in) {
      double& value = record.building.*(columns[c].member);
      if (value == *in || (value != value && *in != *in)) continue;  // unchanged, or missing before and after
      value = *in;
      record.origin[c] = models::Origin::register_;
      record_of_changes.cell(record.building.building_id);
      record_of_changes.cell(columns[c].variable.name);
      record_of_changes.cell(value);
      record_of_changes.end_row();
      ++count;
    }
  }
  const auto has_zones = [](const models::BuildingRecord& record) { return !record.building.zones.empty(); };
  std::optional<std::vector<core::Finding>> of_zones;
  if (count > 0 && std::any_of(changed.buildings.begin(), changed.buildings.end(), has_zones)) {
    core::Findings findings;
    models::make_zones(changed, *changed.archetypes, findings);
    core::throw_if_stopped(findings);
    of_zones = std::move(findings.list);
  }
  if (count > 0) {
    changed.inputs.push_back({"changed in Python", core::sha256_hex(record_of_changes.text()),
                              std::to_string(count) + (count == 1 ? " value" : " values")});
  }
  return {std::move(changed), std::move(of_zones)};
}

std::vector<std::string_view> zone_codes() {
  std::vector<std::string_view> codes;
  codes.reserve(models::zone_code::kAll.size());
  for (const core::FindingCode& code : models::zone_code::kAll) codes.push_back(code.code);
  return codes;
}

Read read_portfolio(const std::filesystem::path& path) {
  core::Findings findings;
  models::Portfolio portfolio = models::read_portfolio(path, findings);
  return {std::move(portfolio), std::move(findings.list)};
}

Read fill_portfolio(const models::Portfolio& portfolio) {
  core::Findings findings;
  models::Portfolio filled = portfolio;
  models::fill_portfolio(filled, findings);
  return {std::move(filled), std::move(findings.list)};
}

/// The score of every building, then that of the portfolio.
std::pair<std::vector<double>, double> quality(const models::Portfolio& portfolio) {
  const models::Quality quality = models::portfolio_quality(portfolio);
  std::vector<double> scores;
  scores.reserve(quality.buildings.size());
  for (const models::BuildingQuality& building : quality.buildings) scores.push_back(building.score);
  return {std::move(scores), quality.score};
}

void bind_catalog(py::module_& module) {
  using Column = std::tuple<std::string_view, std::string_view, std::string_view, double, double>;
  using Row = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view>;
  module.def("building_columns", [] {
    std::vector<Column> rows;
    for (const models::BuildingColumn& c : models::building_columns()) {
      rows.emplace_back(c.variable.name, c.variable.unit, c.variable.long_name, c.min, c.max);
    }
    return rows;
  });
  const auto table = [](std::span<const core::Variable> variables) {
    std::vector<Row> rows;
    for (const core::Variable& v : variables) rows.emplace_back(v.name, v.unit, v.long_name, v.cell_methods);
    return rows;
  };
  module.def("annual_variables", [table] { return table(models::kAnnualVariables); });
  module.def("hourly_variables", [table] { return table(models::kHourlyVariables); });
  module.def("use_names", [] { return std::vector<std::string_view>(models::kUseNames.begin(), models::kUseNames.end()); });
  module.def("origin_names",
             [] { return std::vector<std::string_view>(models::kOriginNames.begin(), models::kOriginNames.end()); });
}

}  // namespace

void bind_models(py::module_& module) {
  bind_catalog(module);
  py::class_<models::Portfolio>(module, "Portfolio")
      .def_readonly("name", &models::Portfolio::name)
      .def("__len__", [](const models::Portfolio& p) { return p.buildings.size(); })
      .def("building_ids", [](const models::Portfolio& p) { return texts(p, &models::Building::building_id); })
      .def("names", [](const models::Portfolio& p) { return texts(p, &models::Building::name); })
      .def("property_ids", [](const models::Portfolio& p) { return texts(p, &models::Building::property_id); })
      .def("administrations", [](const models::Portfolio& p) { return texts(p, &models::Building::administration); })
      .def("uses", &uses)
      .def("listed", &listed)
      .def("numbers", &numbers)
      .def("origins", &origins)
      .def("quality", &quality)
      .def("with_numbers", &with_numbers, py::arg("values"));

  module.def("zone_codes", &zone_codes);
  module.def("read_portfolio", &read_portfolio, py::arg("path"), py::call_guard<py::gil_scoped_release>());
  module.def("fill_portfolio", &fill_portfolio, py::arg("portfolio"), py::call_guard<py::gil_scoped_release>());
  module.def(
      "write_portfolio",
      [](const models::Portfolio& portfolio, const std::filesystem::path& folder) { models::write_portfolio(portfolio, folder); },
      py::arg("portfolio"), py::arg("folder"), py::call_guard<py::gil_scoped_release>());
  module.def(
      "synthetic_city",
      [](int buildings, std::uint64_t seed) { return models::synthetic_city({.buildings = buildings, .seed = seed}); },
      py::arg("buildings"), py::arg("seed"), py::call_guard<py::gil_scoped_release>());
}

}  // namespace tvilling::python
