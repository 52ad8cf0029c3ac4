// SPDX-License-Identifier: MPL-2.0
#include "scenarios/capacity/capacity.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "models/building/occupancy.hpp"
#include "models/portfolio/hall_week.hpp"
#include "models/portfolio/week_hours.hpp"
#include "scenarios/capacity/capacity_checks.hpp"

namespace tvilling::scenarios {

namespace {

using models::Booking;
using models::kWeekHours;
using models::Portfolio;
using models::Spell;
using models::Use;
using models::WeekHours;

/// Their hours are looked at even where nobody gave bookings.
constexpr std::array kMeetingUses{Use::school, Use::club, Use::sports_hall, Use::swimming_hall, Use::culture, Use::clubhouse};

/// Nobody is there but who has booked; elsewhere the profile's people, or the public, come by themselves.
bool is_by_booking(Use use) {
  return use == Use::sports_hall || use == Use::clubhouse;
}
/// The public comes in the open hours.
bool is_public(Use use) {
  return use == Use::swimming_hall || use == Use::culture;
}

/// Monday's day number of the calendar week of a second.
std::int64_t monday_of(std::int64_t seconds) {
  const std::int64_t day = models::day_of_second(seconds);
  const std::chrono::sys_days date{std::chrono::days(day)};
  return day - static_cast<std::int64_t>(std::chrono::weekday(date).iso_encoding() - 1);
}

/// The season of a calendar week is that of its Thursday.
Season season_of_week(std::int64_t monday) {
  const std::chrono::sys_days thursday{std::chrono::days(monday + 3)};
  const unsigned month = static_cast<unsigned>(std::chrono::year_month_day(thursday).month());
  return month >= 4 && month <= 9 ? Season::summer : Season::winter;
}

/// One booking as it is counted.
struct Counted {
  std::size_t row = 0;  ///< place in the portfolio
  Spell spell;
  std::size_t season = 0;
};

struct SpaceKey {
  std::size_t building = 0;
  SpaceKind kind = SpaceKind::building;
  std::string id;
  friend auto operator<=>(const SpaceKey&, const SpaceKey&) = default;
};

/// Gathers the tables building by building.
class Gathering {
 public:
  Gathering(const Portfolio& portfolio, core::Findings& findings) : portfolio_(portfolio), findings_(findings) {
    for (std::size_t b = 0; b < portfolio.buildings.size(); ++b) place_.emplace(portfolio.buildings[b].building.building_id, b);
    for (const models::Room& room : portfolio.rooms) rooms_.emplace(room.room_id, &room);
    for (const models::Pool& pool : portfolio.pools) pools_.emplace(pool.basin.pool_id, &pool);
  }

  Capacity run() {
    count_bookings();
    choose_buildings();
    add_spaces();
    for (CapacityBuilding& building : capacity_.buildings) {
      add_hours_of(building);
      add_visitors_of(building);
    }
    add_bookings();
    for (CapacityBuilding& building : capacity_.buildings) finish(building);
    return std::move(capacity_);
  }

 private:
  /// Where a booking is, as far as the tables say.
  [[nodiscard]] std::optional<SpaceKey> key_of(const Booking& booking) const {
    const auto in = [this](const std::string& id) -> std::optional<std::size_t> {
      const auto found = place_.find(id);
      if (found == place_.end()) return std::nullopt;
      return found->second;
    };
    if (!booking.pool_id.empty()) {
      const auto pool = pools_.find(booking.pool_id);
      const auto building = in(pool == pools_.end() ? booking.building_id : pool->second->building_id);
      if (!building) return std::nullopt;  // check_references tells it
      return SpaceKey{*building, SpaceKind::basin, booking.pool_id};
    }
    if (!booking.room_id.empty()) {
      const auto room = rooms_.find(booking.room_id);
      const auto building = in(room == rooms_.end() ? booking.building_id : room->second->building_id);
      if (!building) return std::nullopt;
      return SpaceKey{*building, SpaceKind::room, booking.room_id};
    }
    const auto building = in(booking.building_id);
    if (!building) return std::nullopt;
    return SpaceKey{*building, SpaceKind::building, booking.building_id};
  }

  void count_bookings() {
    std::vector<const Booking*> too_long;
    for (std::size_t row = 0; row < portfolio_.bookings.size(); ++row) {
      const Booking& booking = portfolio_.bookings[row];
      const std::optional<std::int64_t> start = models::clock_seconds_of(booking.start);
      const std::optional<std::int64_t> end = models::clock_seconds_of(booking.end);
      const std::optional<SpaceKey> key = key_of(booking);
      if (!start || !end || *end <= *start || !key) continue;  // told where they were read
      constexpr std::int64_t kWeek_s = 7 * models::kDay_s;
      if (*end - *start > kWeek_s) {
        too_long.push_back(&booking);
        continue;
      }
      const std::int64_t monday = monday_of(*start);
      const std::int64_t last_monday = monday_of(*end - 1);
      auto& [first, last] = span_.try_emplace(key->building, monday, last_monday).first->second;
      first = std::min(first, monday);
      last = std::max(last, last_monday);
      counted_[*key].push_back({row, {*start, *end}, index(season_of_week(monday))});
      keys_.insert(*key);
    }
    tell_too_long(too_long, findings_);
  }

  /// Of its own bookings: one hall's table may be of a typical week beside the season of others.
  void count_weeks(CapacityBuilding& building) const {
    const auto span = span_.find(building.building);
    if (span == span_.end()) return;
    for (std::int64_t monday = span->second.first; monday <= span->second.second; monday += 7) {
      building.weeks[index(Season::year)] += 1.0;
      building.weeks[index(season_of_week(monday))] += 1.0;
    }
  }

  void choose_buildings() {
    std::set<std::size_t> chosen;
    for (const SpaceKey& key : keys_) chosen.insert(key.building);
    for (const models::OpeningHours& row : portfolio_.opening_hours) {
      const auto found = place_.find(row.building_id);
      if (found == place_.end()) continue;
      chosen.insert(found->second);
      hours_[found->second].push_back(&row);
    }
    for (const models::VisitCount& row : portfolio_.visits) {
      const auto found = place_.find(row.building_id);
      if (found == place_.end()) continue;
      chosen.insert(found->second);
      visits_[found->second].push_back(&row);
    }
    for (std::size_t b = 0; b < portfolio_.buildings.size(); ++b) {
      const Use use = portfolio_.buildings[b].building.use;
      if (std::find(kMeetingUses.begin(), kMeetingUses.end(), use) != kMeetingUses.end()) chosen.insert(b);
    }
    for (const std::size_t b : chosen) {
      CapacityBuilding building;
      building.building = b;
      count_weeks(building);
      capacity_.buildings.push_back(std::move(building));
    }
  }

  /// Rooms that say how many they hold and those that were booked; basins where one was booked; else the building itself.
  void add_spaces() {
    std::set<SpaceKey> keys;
    for (const SpaceKey& key : keys_) {
      if (key.kind != SpaceKind::building) keys.insert(key);
    }
    for (const models::Room& room : portfolio_.rooms) {
      const auto found = place_.find(room.building_id);
      if (found != place_.end() && !std::isnan(room.capacity_persons))
        keys.insert({found->second, SpaceKind::room, room.room_id});
    }
    std::set<std::size_t> with_basins;
    for (const SpaceKey& key : keys_) {
      if (key.kind == SpaceKind::basin) with_basins.insert(key.building);
    }
    for (const models::Pool& pool : portfolio_.pools) {
      const auto found = place_.find(pool.building_id);
      if (found == place_.end() || pool.basin.closed || !with_basins.contains(found->second)) continue;
      keys.insert({found->second, SpaceKind::basin, pool.basin.pool_id});
    }
    for (CapacityBuilding& building : capacity_.buildings) {
      auto key = keys.lower_bound({building.building, SpaceKind::building, {}});
      if (key == keys.end() || key->building != building.building) {
        add_space(building,
                  {building.building, SpaceKind::building, portfolio_.buildings[building.building].building.building_id});
      }
      for (; key != keys.end() && key->building == building.building; ++key) add_space(building, *key);
    }
  }

  void add_space(CapacityBuilding& owner, const SpaceKey& key) {
    const models::Building& building = portfolio_.buildings[key.building].building;
    Space space;
    space.id = key.id;
    space.building = key.building;
    space.kind = key.kind;
    space.use = building.use;
    double area_m2 = key.kind == SpaceKind::building ? building.area_m2 : models::kMissing;
    if (const auto room = rooms_.find(key.id); key.kind == SpaceKind::room && room != rooms_.end()) {
      space.capacity_persons = room->second->capacity_persons;
      space.capacity_origin = models::Origin::register_;
      area_m2 = room->second->area_m2;
      const auto use = std::find(models::kUseNames.begin(), models::kUseNames.end(), room->second->use);
      if (use != models::kUseNames.end()) space.use = static_cast<Use>(use - models::kUseNames.begin());
    }
    if (std::isnan(space.capacity_persons)) {
      space.capacity_persons = std::floor(area_m2 / building.occupant_density_m2_person);
      space.capacity_origin = std::isnan(space.capacity_persons) ? models::Origin::default_ : models::Origin::archetype;
    }
    owner.spaces.push_back(capacity_.spaces.size());
    capacity_.spaces.push_back(std::move(space));
  }

  /// Hours that are offered, and in which own people or the public are there.
  void add_hours_of(CapacityBuilding& building) {
    const Use use = portfolio_.buildings[building.building].building.use;
    const auto rows = hours_.find(building.building);
    if (rows == hours_.end()) {
      const models::UseWeek week = models::week_of_use(use);
      building.offered = week.open;
      if (!is_by_booking(use)) building.own = week.open;
      return;
    }
    building.hours_origin = models::Origin::register_;
    bool all_held = true;
    for (const models::OpeningHours* row : rows->second) {
      models::add_hours(building.offered, *row, 1.0);
      const bool held = row->kind == "school" || row->kind == "club";
      if (!held && is_public(use)) models::add_hours(building.own, *row, 1.0);
      all_held = all_held && held;
      if (!held) continue;
      for (const std::size_t s : building.spaces) hold(capacity_.spaces[s], *row);
    }
    building.booked_known = all_held;  // else others may have the rest of the hours
    for (double& share : building.offered) share = std::min(1.0, share);
    for (double& share : building.own) share = std::min(1.0, share);
    if (is_by_booking(use) || is_public(use)) return;
    const WeekHours profile = models::week_of_use(use).open;
    for (std::size_t h = 0; h < kWeekHours; ++h) building.own[h] = std::min(building.offered[h], profile[h]);
  }

  /// Public hours in which nobody was ever counted are not in use.
  void add_visitors_of(CapacityBuilding& building) {
    const auto rows = visits_.find(building.building);
    if (rows == visits_.end()) return;
    const models::CountedVisits counted = models::counted_visits(rows->second, hours_[building.building]);
    if (std::isnan(counted.per_year)) return;
    building.visitors = counted.mean;
    building.visitors_known = true;
    if (!is_public(portfolio_.buildings[building.building].building.use)) return;
    for (std::size_t h = 0; h < kWeekHours; ++h) {
      if (!(counted.mean[h] > 0.0)) building.own[h] = 0.0;
    }
  }

  /// A school or club has the space every week of the year.
  void hold(Space& space, const models::OpeningHours& row) {
    for (BookedWeek& week : space.season) {
      models::add_hours(week.booked, row, 1.0);
      if (!std::isnan(row.persons)) models::add_hours(week.person_h, row, row.persons);
    }
    if (std::isnan(row.persons)) without_persons_.insert(&space);
  }

  void add_bookings() {
    for (CapacityBuilding& building : capacity_.buildings) {
      const std::string& id = portfolio_.buildings[building.building].building.building_id;
      const std::vector<Counted>& of_all = counted_[{building.building, SpaceKind::building, id}];
      std::array<std::vector<Spell>, kSeasonNames.size()> all;
      for (const std::size_t s : building.spaces) {
        Space& space = capacity_.spaces[s];
        std::vector<Counted> rows = of_all;
        if (space.kind != SpaceKind::building) {
          const std::vector<Counted>& own = counted_[{space.building, space.kind, space.id}];
          rows.insert(rows.end(), own.begin(), own.end());
        }
        add_to(space, rows, building.weeks, all);
        building.booked_known = building.booked_known || !rows.empty();
      }
      for (std::size_t season = 0; season < kSeasonNames.size(); ++season) {
        building.taken[season] = mean_of(models::united(std::move(all[season])), building.weeks[season]);
      }
    }
  }

  void add_to(Space& space, const std::vector<Counted>& rows, const std::array<double, kSeasonNames.size()>& weeks,
              std::array<std::vector<Spell>, kSeasonNames.size()>& all) {
    std::array<std::vector<Spell>, kSeasonNames.size()> spells;
    bool known = !without_persons_.contains(&space);
    for (const Counted& row : rows) {
      space.bookings.push_back(row.row);
      known = known && !std::isnan(portfolio_.bookings[row.row].persons);
      for (const std::size_t season : {index(Season::year), row.season}) {
        spells[season].push_back(row.spell);
        all[season].push_back(row.spell);
        add_persons(space.season[season], row, weeks[season]);
      }
    }
    std::sort(space.bookings.begin(), space.bookings.end());
    for (std::size_t season = 0; season < kSeasonNames.size(); ++season) {
      const WeekHours booked = mean_of(models::united(std::move(spells[season])), weeks[season]);
      WeekHours& held = space.season[season].booked;
      for (std::size_t h = 0; h < kWeekHours; ++h) held[h] = std::min(1.0, std::max(held[h], booked[h]));
    }
    const bool has_held =
        std::any_of(space.season[0].booked.begin(), space.season[0].booked.end(), [](double b) { return b > 0.0; });
    space.persons_known = known && has_held;
  }

  void add_persons(BookedWeek& week, const Counted& row, double weeks) {
    const double persons = portfolio_.bookings[row.row].persons;
    if (std::isnan(persons)) return;
    models::for_each_hour(row.spell, days_, [&](std::size_t hour, double seconds) {
      week.person_h[hour] += persons * seconds / static_cast<double>(models::kHour_s) / weeks;
    });
  }

  [[nodiscard]] WeekHours mean_of(const std::vector<Spell>& spells, double weeks) {
    WeekHours week{};
    for (const Spell& spell : spells) {
      models::for_each_hour(spell, days_, [&week, weeks](std::size_t hour, double seconds) {
        week[hour] += seconds / static_cast<double>(models::kHour_s) / weeks;
      });
    }
    for (double& share : week) share = std::min(1.0, share);  // a holiday beside its week's own Sunday
    return week;
  }

  void finish(CapacityBuilding& building) {
    for (std::size_t season = 0; season < kSeasonNames.size(); ++season) {
      for (std::size_t h = 0; h < kWeekHours; ++h) {
        double& taken = building.taken[season][h];
        for (const std::size_t s : building.spaces) taken = std::max(taken, capacity_.spaces[s].season[season].booked[h]);
        building.open[season][h] = std::max(building.offered[h], taken);
      }
    }
    // A profile does not know the hours that people book: they are offered too.
    if (building.hours_origin == models::Origin::archetype) building.offered = building.open[index(Season::year)];
  }

  const Portfolio& portfolio_;
  core::Findings& findings_;
  Capacity capacity_;
  models::WeekDays days_;
  std::map<std::string_view, std::size_t> place_;
  std::map<std::string_view, const models::Room*> rooms_;
  std::map<std::string_view, const models::Pool*> pools_;
  std::set<SpaceKey> keys_;
  std::map<SpaceKey, std::vector<Counted>> counted_;
  std::map<std::size_t, std::pair<std::int64_t, std::int64_t>> span_;  // [building] Mondays of the first and the last week
  std::map<std::size_t, std::vector<const models::OpeningHours*>> hours_;
  std::map<std::size_t, std::vector<const models::VisitCount*>> visits_;
  std::set<const Space*> without_persons_;
};

}  // namespace

Capacity capacity_of(const Portfolio& portfolio, core::Findings& findings) {
  Capacity capacity = Gathering(portfolio, findings).run();
  check_capacity(capacity, portfolio, findings);
  return capacity;
}

}  // namespace tvilling::scenarios
