// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <pybind11/pybind11.h>

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/error.hpp"
#include "core/suggest.hpp"
#include "models/portfolio/hall_hours.hpp"
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

/// Adds every number of a part of a row.
template <class Row, class Owner>
void add_numbers(Columns<Row>& table, Owner Row::* owner, std::span<const models::NumberColumn<Owner>> columns) {
  for (const models::NumberColumn<Owner>& column : columns) {
    const std::string name(column.variable.name);
    table.number(name.c_str(), [owner, member = column.member](const Row& row) { return row.*owner.*member; });
  }
}

py::dict pools(const Portfolio& portfolio) {
  using Row = models::Pool;
  Columns table(portfolio.pools);
  table.value("pool_id", [](const Row& row) { return py::str(row.basin.pool_id); })
      .text("building_id", &Row::building_id)
      .value("name", [](const Row& row) { return py::str(row.basin.name); })
      .value("outdoor", [](const Row& row) { return py::bool_(row.basin.outdoor); })
      .value("closed", [](const Row& row) { return py::bool_(row.basin.closed); });
  add_numbers(table, &Row::basin, models::basin_columns());
  return table.take();
}

py::dict swimming_halls(const Portfolio& portfolio) {
  using Row = models::HallRow;
  Columns table(portfolio.swimming_halls);
  table.text("building_id", &Row::building_id).value("evaporation_model", [](const Row& row) {
    return py::str(std::string(models::kEvaporationModelNames[static_cast<std::size_t>(row.hall.evaporation_model)]));
  });
  add_numbers(table, &Row::hall, models::hall_columns());
  return table.take();
}

py::dict opening_hours(const Portfolio& portfolio) {
  using Row = models::OpeningHours;
  return Columns(portfolio.opening_hours)
      .text("building_id", &Row::building_id)
      .value("days", [](const Row& row) { return py::str(models::days_text(row.days)); })
      .value("opens", [](const Row& row) { return py::str(models::time_of_day_text(row.opens_h)); })
      .value("closes", [](const Row& row) { return py::str(models::time_of_day_text(row.closes_h)); })
      .text("kind", &Row::kind)
      .number("persons", &Row::persons)
      .take();
}

py::dict visits(const Portfolio& portfolio) {
  using Row = models::VisitCount;
  return Columns(portfolio.visits)
      .text("building_id", &Row::building_id)
      .text("time", &Row::time)
      .number("visitors", &Row::visitors)
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
  static constexpr std::array<Table, 10> kTables{{{"properties", properties},
                                                  {"leases", leases},
                                                  {"units", units},
                                                  {"rooms", rooms},
                                                  {"pools", pools},
                                                  {"swimming_halls", swimming_halls},
                                                  {"opening_hours", opening_hours},
                                                  {"visits", visits},
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
