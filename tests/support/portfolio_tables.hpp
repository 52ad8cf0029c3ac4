// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <span>

#include "models/portfolio/portfolio.hpp"

namespace tvilling::tests {

inline bool same_number(double a, double b) {
  return a == b || (std::isnan(a) && std::isnan(b));
}

/// Equal in every value, given or missing (not in origins and places).
inline bool same_building(const models::Building& a, const models::Building& b) {
  const bool same_text = a.building_id == b.building_id && a.name == b.name && a.property_id == b.property_id &&
                         a.administration == b.administration && a.use == b.use && a.listed == b.listed;
  const bool same_ring = std::equal(a.footprint.begin(), a.footprint.end(), b.footprint.begin(), b.footprint.end(),
                                    [](models::Point p, models::Point q) { return p.x_m == q.x_m && p.y_m == q.y_m; });
  const bool same_parts =
      std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(), b.parts.end(),
                 [](const models::UsePart& p, const models::UsePart& q) { return p.use == q.use && p.area_m2 == q.area_m2; });
  const auto columns = models::building_columns();
  return same_text && same_parts && same_ring &&
         std::all_of(columns.begin(), columns.end(),
                     [&a, &b](const models::BuildingColumn& c) { return same_number(a.*c.member, b.*c.member); });
}

inline bool same_property(const models::Property& a, const models::Property& b) {
  return a.property_id == b.property_id && a.name == b.name && a.address == b.address && a.administration == b.administration &&
         same_number(a.value_dkk, b.value_dkk) && a.protected_address == b.protected_address;
}

inline bool same_lease(const models::Lease& a, const models::Lease& b) {
  return a.lease_id == b.lease_id && a.property_id == b.property_id && a.building_id == b.building_id && a.use == b.use &&
         same_number(a.area_m2, b.area_m2) && same_number(a.vacant_m2, b.vacant_m2) && a.tenure == b.tenure &&
         same_number(a.rent_dkk_m2, b.rent_dkk_m2) && same_number(a.desks, b.desks) && a.start == b.start && a.end == b.end &&
         same_number(a.notice_months, b.notice_months) && a.planted == b.planted;
}

inline bool same_unit(const models::Unit& a, const models::Unit& b) {
  return a.unit_id == b.unit_id && a.name == b.name && a.administration == b.administration && a.lease_id == b.lease_id &&
         same_number(a.employees, b.employees) && same_number(a.fte, b.fte) && a.movable == b.movable &&
         a.lock_reason == b.lock_reason;
}

inline bool same_room(const models::Room& a, const models::Room& b) {
  return a.room_id == b.room_id && a.building_id == b.building_id && a.name == b.name && a.use == b.use &&
         same_number(a.area_m2, b.area_m2) && same_number(a.storey, b.storey) &&
         same_number(a.heating_set_point_degc, b.heating_set_point_degc) && same_number(a.capacity_persons, b.capacity_persons) &&
         a.adjacent_to == b.adjacent_to;
}

/// Equal in every number, given or missing.
template <typename Owner>
bool same_numbers(const Owner& a, const Owner& b, std::span<const models::NumberColumn<Owner>> columns) {
  return std::all_of(columns.begin(), columns.end(),
                     [&a, &b](const models::NumberColumn<Owner>& c) { return same_number(a.*c.member, b.*c.member); });
}

inline bool same_pool(const models::Pool& a, const models::Pool& b) {
  return a.basin.pool_id == b.basin.pool_id && a.building_id == b.building_id && a.basin.name == b.basin.name &&
         a.basin.outdoor == b.basin.outdoor && a.basin.closed == b.basin.closed &&
         same_numbers(a.basin, b.basin, models::basin_columns());
}

inline bool same_hall(const models::HallRow& a, const models::HallRow& b) {
  return a.building_id == b.building_id && a.hall.evaporation_model == b.hall.evaporation_model &&
         same_numbers(a.hall, b.hall, models::hall_columns());
}

inline bool same_hours(const models::OpeningHours& a, const models::OpeningHours& b) {
  return a.building_id == b.building_id && a.days == b.days && a.opens_h == b.opens_h && a.closes_h == b.closes_h &&
         a.kind == b.kind && same_number(a.persons, b.persons);
}

inline bool same_visit(const models::VisitCount& a, const models::VisitCount& b) {
  return a.building_id == b.building_id && a.time == b.time && same_number(a.visitors, b.visitors);
}

inline bool same_booking(const models::Booking& a, const models::Booking& b) {
  return a.booking_id == b.booking_id && a.building_id == b.building_id && a.room_id == b.room_id && a.pool_id == b.pool_id &&
         a.start == b.start && a.end == b.end && a.activity == b.activity && same_number(a.persons, b.persons);
}

inline bool same_cost(const models::Cost& a, const models::Cost& b) {
  return a.property_id == b.property_id && a.building_id == b.building_id && same_number(a.year, b.year) && a.kind == b.kind &&
         same_number(a.amount_dkk, b.amount_dkk);
}

/// Equal tables: everything but the name of the folder, the files read and the places in them.
inline bool same_tables(const models::Portfolio& a, const models::Portfolio& b) {
  return std::equal(a.buildings.begin(), a.buildings.end(), b.buildings.begin(), b.buildings.end(),
                    [](const models::BuildingRecord& p, const models::BuildingRecord& q) {
                      return same_building(p.building, q.building) && p.origin == q.origin;
                    }) &&
         std::equal(a.properties.begin(), a.properties.end(), b.properties.begin(), b.properties.end(), same_property) &&
         std::equal(a.leases.begin(), a.leases.end(), b.leases.begin(), b.leases.end(), same_lease) &&
         std::equal(a.units.begin(), a.units.end(), b.units.begin(), b.units.end(), same_unit) &&
         std::equal(a.rooms.begin(), a.rooms.end(), b.rooms.begin(), b.rooms.end(), same_room) &&
         std::equal(a.pools.begin(), a.pools.end(), b.pools.begin(), b.pools.end(), same_pool) &&
         std::equal(a.swimming_halls.begin(), a.swimming_halls.end(), b.swimming_halls.begin(), b.swimming_halls.end(),
                    same_hall) &&
         std::equal(a.opening_hours.begin(), a.opening_hours.end(), b.opening_hours.begin(), b.opening_hours.end(), same_hours) &&
         std::equal(a.visits.begin(), a.visits.end(), b.visits.begin(), b.visits.end(), same_visit) &&
         std::equal(a.bookings.begin(), a.bookings.end(), b.bookings.begin(), b.bookings.end(), same_booking) &&
         std::equal(a.costs.begin(), a.costs.end(), b.costs.begin(), b.costs.end(), same_cost);
}

}  // namespace tvilling::tests
