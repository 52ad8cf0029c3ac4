// SPDX-License-Identifier: MPL-2.0
#include "scenarios/capacity/capacity_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "core/text.hpp"
#include "models/portfolio/week_hours.hpp"
#include "scenarios/capacity/capacity_codes.hpp"

namespace tvilling::scenarios {

namespace {

using core::Finding;
using core::Severity;
using core::shown;
using models::Booking;
using models::Portfolio;
namespace code = capacity_code;

std::vector<std::string> ids_of(const std::vector<const Booking*>& bookings) {
  std::vector<std::string> ids;
  ids.reserve(bookings.size());
  for (const Booking* booking : bookings) ids.push_back(booking->booking_id);
  return ids;
}

/// One finding for several bookings, at the first.
Finding of_bookings(const core::FindingCode& what, Severity severity, const std::vector<const Booking*>& bookings,
                    std::string message, std::string hint) {
  Finding finding;
  finding.code = what.code;
  finding.severity = severity;
  finding.pos = bookings.front()->pos;
  finding.message = std::move(message);
  finding.hint = std::move(hint);
  finding.table = "bookings";
  finding.id = bookings.front()->booking_id;
  if (bookings.size() > 1) finding.rows = ids_of(bookings);
  return finding;
}

/// One finding for several buildings, at the first.
Finding of_buildings(const core::FindingCode& what, Severity severity, const std::vector<const models::BuildingRecord*>& records,
                     std::string message, std::string hint) {
  Finding finding;
  finding.code = what.code;
  finding.severity = severity;
  finding.pos = records.front()->pos;
  finding.message = std::move(message);
  finding.hint = std::move(hint);
  finding.table = "buildings";
  finding.id = records.front()->building.building_id;
  if (records.size() > 1) {
    for (const models::BuildingRecord* record : records) finding.rows.push_back(record->building.building_id);
  }
  return finding;
}

std::string count_of(std::size_t n, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", n, n == 1 ? one : many);
}

std::string bookings_of(std::size_t n) {
  return count_of(n, "booking", "bookings");
}

std::string place_of(const Space& space) {
  return fmt::format("{} \"{}\"", kSpaceKindNames[static_cast<std::size_t>(space.kind)], shown(space.id));
}

models::Spell spell_of(const Booking& booking) {
  return {*models::clock_seconds_of(booking.start), *models::clock_seconds_of(booking.end)};
}

class Checks {
 public:
  Checks(const Capacity& capacity, const Portfolio& portfolio, core::Findings& findings)
      : capacity_(capacity), portfolio_(portfolio), findings_(findings) {}

  void run() {
    for (const CapacityBuilding& building : capacity_.buildings) {
      if (building.hours_origin == models::Origin::register_) check_hours(building);
      check_twice(building);
      for (const std::size_t s : building.spaces) {
        check_persons(capacity_.spaces[s]);
        check_overlaps(capacity_.spaces[s]);
      }
    }
    if (!too_many_for_area_.empty()) {  // nobody has said how many the places hold
      tell_too_many(
          too_many_for_area_, Severity::info,
          fmt::format("{} have more persons than their place holds by its area", bookings_of(too_many_for_area_.size())),
          "Give the places as rooms with capacity_persons.");
    }
    tell_unknown();
    tell_fewer_weeks();
    tell_filled();
  }

 private:
  [[nodiscard]] const models::BuildingRecord& record(const CapacityBuilding& building) const {
    return portfolio_.buildings[building.building];
  }

  [[nodiscard]] std::set<std::size_t> bookings_in(const CapacityBuilding& building) const {
    std::set<std::size_t> rows;
    for (const std::size_t s : building.spaces) {
      rows.insert(capacity_.spaces[s].bookings.begin(), capacity_.spaces[s].bookings.end());
    }
    return rows;
  }

  /// Lanes of a basin may be booked one by one.
  void check_twice(const CapacityBuilding& building) {
    std::map<std::tuple<std::string_view, models::Spell, std::string_view, double>, const Booking*> seen;
    std::vector<const Booking*> twice;
    const Booking* first = nullptr;
    for (const std::size_t row : bookings_in(building)) {
      const Booking& booking = portfolio_.bookings[row];
      if (!booking.pool_id.empty()) continue;
      const double persons = std::isnan(booking.persons) ? -1.0 : booking.persons;  // NaN has no place in an order
      const auto [place, is_new] = seen.try_emplace({booking.room_id, spell_of(booking), booking.activity, persons}, &booking);
      if (is_new) continue;
      twice.push_back(&booking);
      if (first == nullptr) first = place->second;
    }
    if (twice.empty()) return;
    findings_.add(of_bookings(
        code::kTwice, Severity::warns, twice,
        fmt::format("{} of building \"{}\" are there twice, with equal place, time, activity and persons; first \"{}\" at {}, as "
                    "\"{}\"",
                    bookings_of(twice.size()), shown(record(building).building.building_id), shown(twice.front()->booking_id),
                    twice.front()->start, shown(first->booking_id)),
        "Leave one of each out. The hour is counted once, its persons are added up."));
    twice_.insert(twice.begin(), twice.end());
  }

  void check_hours(const CapacityBuilding& building) {
    std::vector<const Booking*> outside;
    double outside_h = 0.0;
    for (const std::size_t row : bookings_in(building)) {
      const Booking& booking = portfolio_.bookings[row];
      double of_booking_s = 0.0;
      models::for_each_hour(spell_of(booking), days_, [&](std::size_t hour, double seconds) {
        of_booking_s += std::max(0.0, seconds - building.offered[hour] * static_cast<double>(models::kHour_s));
      });
      constexpr double kRounded_s = 1.0;
      if (of_booking_s <= kRounded_s) continue;
      outside.push_back(&booking);
      outside_h += of_booking_s / static_cast<double>(models::kHour_s);
    }
    if (outside.empty()) return;
    findings_.add(of_bookings(
        code::kOutsideHours, Severity::warns, outside,
        fmt::format("{} of building \"{}\" lie {:.4g} h outside its opening hours; first from {} to {}",
                    bookings_of(outside.size()), shown(record(building).building.building_id), outside_h, outside.front()->start,
                    outside.front()->end),
        "Correct the bookings (clock time; public holidays are Sundays) or opening_hours. The building is taken as open then."));
  }

  void check_persons(const Space& space) {
    std::vector<const Booking*> many;
    std::vector<const Booking*> unknown;
    for (const std::size_t row : space.bookings) {
      const Booking& booking = portfolio_.bookings[row];
      const bool is_of_all = space.kind != SpaceKind::building && booking.room_id.empty() && booking.pool_id.empty();
      if (std::isnan(booking.persons)) unknown.push_back(&booking);
      if (!is_of_all && booking.persons > space.capacity_persons) many.push_back(&booking);
    }
    if (!unknown.empty()) {
      findings_.add(of_bookings(code::kNoPersons, Severity::info, unknown,
                                fmt::format("{} of {} say nothing of persons: how full it is, is not known",
                                            bookings_of(unknown.size()), place_of(space)),
                                "Give persons: those who come, not those who are members."));
    }
    if (space.capacity_origin == models::Origin::archetype) {
      too_many_for_area_.insert(too_many_for_area_.end(), many.begin(), many.end());
    } else if (!many.empty()) {
      tell_too_many(many, Severity::warns,
                    fmt::format("{} of {} have more than the {:.10g} persons that it holds", bookings_of(many.size()),
                                place_of(space), space.capacity_persons),
                    "Correct persons, or the room's capacity_persons.");
    }
  }

  void tell_too_many(const std::vector<const Booking*>& many, Severity severity, const std::string& what, std::string hint) {
    const auto fullest =
        std::max_element(many.begin(), many.end(), [](const Booking* a, const Booking* b) { return a->persons < b->persons; });
    Finding finding = of_bookings(code::kTooManyPersons, severity, many,
                                  fmt::format("{}; most is {:.10g}", what, (*fullest)->persons), std::move(hint));
    finding.pos = many.front()->persons_pos;
    findings_.add(std::move(finding));
  }

  /// Basins are shared by lanes.
  void check_overlaps(const Space& space) {
    if (space.kind == SpaceKind::basin) return;
    std::vector<std::pair<models::Spell, const Booking*>> spells;
    spells.reserve(space.bookings.size());
    for (const std::size_t row : space.bookings) {
      if (twice_.contains(&portfolio_.bookings[row])) continue;
      spells.emplace_back(spell_of(portfolio_.bookings[row]), &portfolio_.bookings[row]);
    }
    std::sort(spells.begin(), spells.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<const Booking*> twice;
    const std::pair<models::Spell, const Booking*>* before = nullptr;
    const Booking* first = nullptr;
    for (const auto& spell : spells) {
      if (before != nullptr && spell.first.first < before->first.second) {
        twice.push_back(spell.second);
        if (first == nullptr) first = before->second;
      }
      if (before == nullptr || spell.first.second > before->first.second) before = &spell;
    }
    if (twice.empty()) return;
    findings_.add(
        of_bookings(code::kOverlap, Severity::warns, twice,
                    fmt::format("{} of {} begin before the one before has ended; first \"{}\" at {} within \"{}\" at {}",
                                bookings_of(twice.size()), place_of(space), shown(twice.front()->booking_id),
                                twice.front()->start, shown(first->booking_id), first->start),
                    "Correct the times; where a hall can be divided, give its parts as rooms. The hour is counted once."));
  }

  void tell_unknown() {
    std::vector<const models::BuildingRecord*> unknown;
    for (const CapacityBuilding& building : capacity_.buildings) {
      if (!building.booked_known) unknown.push_back(&record(building));
    }
    if (unknown.empty()) return;
    findings_.add(of_buildings(code::kNoBookings, Severity::warns, unknown,
                               fmt::format("{} no bookings: nobody knows how much of their hours is used",
                                           count_of(unknown.size(), "building has", "buildings have")),
                               "Give the bookings table: building_id or room_id, start and end. Unknown is not 0 %."));
  }

  /// "booking V97 on 2024-09-03 to V12 on 2025-11-09"
  [[nodiscard]] std::string span_of(const CapacityBuilding& building) const {
    const Booking* first = nullptr;
    const Booking* last = nullptr;
    for (const std::size_t s : building.spaces) {
      for (const std::size_t row : capacity_.spaces[s].bookings) {
        const Booking& booking = portfolio_.bookings[row];
        if (first == nullptr || booking.start < first->start) first = &booking;
        if (last == nullptr || booking.start > last->start) last = &booking;
      }
    }
    if (first == nullptr) return {};
    constexpr std::size_t kDay = 10;  // "2024-09-03"
    return fmt::format("booking {} on {} to {} on {}", shown(first->booking_id), first->start.substr(0, kDay),
                       shown(last->booking_id), last->start.substr(0, kDay));
  }

  void tell_fewer_weeks() {
    const auto weeks_of = [](const CapacityBuilding& building) { return building.weeks[index(Season::year)]; };
    const auto longest = std::ranges::max_element(capacity_.buildings, {}, weeks_of);
    const double most = longest == capacity_.buildings.end() ? 0.0 : weeks_of(*longest);
    std::vector<const models::BuildingRecord*> fewer;
    double least = most;
    for (const CapacityBuilding& building : capacity_.buildings) {
      const double weeks = weeks_of(building);
      if (!(weeks > 0.0) || weeks >= most) continue;
      fewer.push_back(&record(building));
      least = std::min(least, weeks);
    }
    if (fewer.empty()) return;
    findings_.add(of_buildings(
        code::kFewerWeeks, Severity::warns, fewer,
        fmt::format(
            "the bookings of {} span fewer weeks than the {:.0f} of building \"{}\" ({}), {:.0f} the fewest: each has the mean "
            "week of its own span",
            count_of(fewer.size(), "building", "buildings"), most, shown(record(*longest).building.building_id),
            span_of(*longest), least),
        "Is a booking of the longest span a stray one? Else give all bookings of the same weeks, or know: a hall that stood "
        "empty before the first or after the last looks fuller "
        "than "
        "it is."));
  }

  void tell_filled() {
    std::vector<const models::BuildingRecord*> by_profile;
    std::vector<const models::BuildingRecord*> by_area;
    for (const CapacityBuilding& building : capacity_.buildings) {
      if (building.hours_origin != models::Origin::register_) by_profile.push_back(&record(building));
      const auto is_filled = [this](std::size_t s) { return capacity_.spaces[s].capacity_origin == models::Origin::archetype; };
      if (std::any_of(building.spaces.begin(), building.spaces.end(), is_filled)) by_area.push_back(&record(building));
    }
    if (!by_profile.empty()) {
      findings_.add(of_buildings(code::kProfileHours, Severity::filled, by_profile,
                                 fmt::format("the opening hours of {} were taken from the profile of the use, and from bookings",
                                             count_of(by_profile.size(), "building", "buildings")),
                                 "Give the opening_hours table: building_id, days, opens and closes."));
    }
    if (by_area.empty()) return;
    findings_.add(of_buildings(code::kFilledCapacity, Severity::filled, by_area,
                               fmt::format("the persons that {} hold were taken from area and occupant density",
                                           count_of(by_area.size(), "building", "buildings")),
                               "Give rooms with capacity_persons."));
  }

  const Capacity& capacity_;
  const Portfolio& portfolio_;
  core::Findings& findings_;
  models::WeekDays days_;
  std::vector<const Booking*> too_many_for_area_;
  std::set<const Booking*> twice_;  // only asked, never walked through
};

}  // namespace

void check_capacity(const Capacity& capacity, const Portfolio& portfolio, core::Findings& findings) {
  Checks(capacity, portfolio, findings).run();
}

void tell_too_long(const std::vector<const Booking*>& bookings, core::Findings& findings) {
  if (bookings.empty()) return;
  findings.add(of_bookings(code::kTooLong, Severity::warns, bookings,
                           fmt::format("{} are longer than a week and are not counted; the first from {} to {}",
                                       bookings_of(bookings.size()), bookings.front()->start, bookings.front()->end),
                           "Write what comes again every week as bookings of their own."));
}

}  // namespace tvilling::scenarios
