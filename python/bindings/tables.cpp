// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <pybind11/pybind11.h>

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "core/error.hpp"
#include "core/suggest.hpp"
#include "models/portfolio/portfolio.hpp"
#include "python/bindings/bindings.hpp"
#include "python/bindings/columns.hpp"

namespace tvilling::python {

namespace py = pybind11;

namespace {

using models::Portfolio;

py::dict properties(const Portfolio& portfolio) {
  using Row = models::Property;
  return Columns(portfolio.properties)
      .text("property_id", &Row::property_id)
      .text("name", &Row::name)
      .text("address", &Row::address)
      .text("administration", &Row::administration)
      .number("value_dkk", &Row::value_dkk)
      .yes_no("protected_address", &Row::protected_address)
      .take();
}

py::dict leases(const Portfolio& portfolio) {
  using Row = models::Lease;
  return Columns(portfolio.leases)
      .text("lease_id", &Row::lease_id)
      .text("property_id", &Row::property_id)
      .text("building_id", &Row::building_id)
      .text("address", &Row::address)
      .text("use", &Row::use)
      .number("area_m2", &Row::area_m2)
      .number("vacant_m2", &Row::vacant_m2)
      .text("tenure", &Row::tenure)
      .number("rent_dkk_m2", &Row::rent_dkk_m2)
      .number("desks", &Row::desks)
      .text("start", &Row::start)
      .text("end", &Row::end)
      .number("notice_months", &Row::notice_months)
      .take();
}

py::dict units(const Portfolio& portfolio) {
  using Row = models::Unit;
  return Columns(portfolio.units)
      .text("unit_id", &Row::unit_id)
      .text("name", &Row::name)
      .text("administration", &Row::administration)
      .text("lease_id", &Row::lease_id)
      .text("address", &Row::address)
      .number("employees", &Row::employees)
      .number("fte", &Row::fte)
      .yes_no("movable", &Row::movable)
      .text("lock_reason", &Row::lock_reason)
      .take();
}

py::dict rooms(const Portfolio& portfolio) {
  using Row = models::Room;
  return Columns(portfolio.rooms)
      .text("room_id", &Row::room_id)
      .text("building_id", &Row::building_id)
      .text("name", &Row::name)
      .text("use", &Row::use)
      .number("area_m2", &Row::area_m2)
      .number("storey", &Row::storey)
      .number("heating_set_point_degc", &Row::heating_set_point_degc)
      .number("capacity_persons", &Row::capacity_persons)
      .value("adjacent_to", [](const Row& row) { return py::str(fmt::format("{}", fmt::join(row.adjacent_to, " "))); })
      .take();
}

py::dict pools(const Portfolio& portfolio) {
  using Row = models::Pool;
  return Columns(portfolio.pools)
      .text("pool_id", &Row::pool_id)
      .text("building_id", &Row::building_id)
      .text("name", &Row::name)
      .number("water_area_m2", &Row::water_area_m2)
      .number("volume_m3", &Row::volume_m3)
      .number("depth_m", &Row::depth_m)
      .number("water_temperature_degc", &Row::water_temperature_degc)
      .take();
}

py::dict bookings(const Portfolio& portfolio) {
  using Row = models::Booking;
  return Columns(portfolio.bookings)
      .text("booking_id", &Row::booking_id)
      .text("building_id", &Row::building_id)
      .text("room_id", &Row::room_id)
      .text("pool_id", &Row::pool_id)
      .text("start", &Row::start)
      .text("end", &Row::end)
      .text("activity", &Row::activity)
      .number("persons", &Row::persons)
      .take();
}

py::dict costs(const Portfolio& portfolio) {
  using Row = models::Cost;
  return Columns(portfolio.costs)
      .text("property_id", &Row::property_id)
      .text("building_id", &Row::building_id)
      .number("year", &Row::year)
      .text("kind", &Row::kind)
      .number("amount_dkk", &Row::amount_dkk)
      .take();
}

/// Column -> values of one table beside the buildings.
py::dict table(const Portfolio& portfolio, const std::string& name) {
  using Table = std::pair<std::string_view, py::dict (*)(const Portfolio&)>;
  static constexpr std::array<Table, 7> kTables{{{"properties", properties},
                                                 {"leases", leases},
                                                 {"units", units},
                                                 {"rooms", rooms},
                                                 {"pools", pools},
                                                 {"bookings", bookings},
                                                 {"costs", costs}}};
  std::array<std::string_view, kTables.size()> known{};
  for (std::size_t i = 0; i < kTables.size(); ++i) {
    if (kTables[i].first == name) return kTables[i].second(portfolio);
    known[i] = kTables[i].first;
  }
  throw core::Error(core::ErrorKind::wrong_usage, fmt::format("no table \"{}\"", name), {}, core::did_you_mean(name, known));
}

}  // namespace

void bind_tables(py::module_& module) {
  module.def("portfolio_table", &table, py::arg("portfolio"), py::arg("name"));
}

}  // namespace tvilling::python
