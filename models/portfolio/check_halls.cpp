// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/check_halls.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "models/portfolio/fill_hall.hpp"
#include "models/portfolio/finding_codes.hpp"
#include "models/portfolio/hall_codes.hpp"
#include "models/portfolio/hall_defaults.hpp"
#include "models/portfolio/hall_hours.hpp"
#include "models/portfolio/hall_week.hpp"

namespace tvilling::models {

namespace {

using core::Severity;
using core::shown;

core::Finding finding_at(const core::FindingCode& code, Severity severity, const core::SourcePos& pos, PortfolioTable table,
                         const std::string& id, std::string message, std::string hint) {
  core::Finding finding;
  finding.code = code.code;
  finding.severity = severity;
  finding.pos = pos;
  finding.message = std::move(message);
  finding.hint = std::move(hint);
  finding.table = to_string(table);
  finding.id = id;
  return finding;
}

/// Hours for which the mean person who comes in is in the water.
double in_water_of_visit(const HallInputs& inputs) {
  const auto of_row = [&inputs](double SwimmingHall::* member, std::string_view column) {
    const double given = inputs.row == nullptr ? kMissing : inputs.row->hall.*member;
    return std::isnan(given) ? hall_default("hall", column) : given;
  };
  return (1.0 - of_row(&SwimmingHall::spectator_fraction, "spectator_fraction")) *
         of_row(&SwimmingHall::water_time_h, "water_time_h");
}

/// Takes rows out that stop; they are there all the same for those who refer to them.
template <class Record, class Id>
void keep_out(std::vector<Record>& records, const std::set<const Record*>& stopped, PortfolioTable table, const Id& id,
              std::vector<KeptOutRow>& kept_out) {
  if (stopped.empty()) return;
  std::vector<Record> kept;
  for (Record& record : records) {
    if (stopped.contains(&record)) {
      kept_out.push_back({table, id(record), {}});
    } else {
      kept.push_back(std::move(record));
    }
  }
  records = std::move(kept);
}

/// One check after another; what stops is noted and taken out at the end, so that every view stays valid meanwhile.
class HallChecks {
 public:
  HallChecks(Portfolio& portfolio, core::Findings& findings)
      : portfolio_(portfolio), findings_(findings), halls_(hall_inputs(portfolio)) {
    for (const BuildingRecord& record : portfolio.buildings) buildings_.emplace(record.building.building_id, &record);
  }

  void run() {
    for (const auto& [id, inputs] : halls_) {
      const auto found = buildings_.find(id);
      if (found == buildings_.end()) continue;  // told by check_references, or kept out
      const BuildingRecord& record = *found->second;
      check_overlaps(inputs);
      const bool is_hall = record.building.use == Use::swimming_hall;
      if (!is_hall || inputs.pools.empty()) {
        tell_unused(record, inputs, is_hall);
        continue;
      }
      check_basins(inputs);
      check_sizes(record, inputs);
      check_bookings(inputs);
      check_persons(inputs);
      check_counts(record, inputs);
      check_visitors(record, inputs);
    }
    const auto building_of = [](const auto& row) { return row.building_id; };
    keep_out(portfolio_.opening_hours, hours_, PortfolioTable::opening_hours, building_of, portfolio_.kept_out);
    keep_out(portfolio_.swimming_halls, rows_, PortfolioTable::swimming_halls, building_of, portfolio_.kept_out);
    keep_out(portfolio_.pools, pools_, PortfolioTable::pools, [](const Pool& p) { return p.basin.pool_id; }, portfolio_.kept_out);
    keep_out(
        portfolio_.bookings, bookings_, PortfolioTable::bookings, [](const Booking& b) { return b.booking_id; },
        portfolio_.kept_out);
    keep_out(
        portfolio_.buildings, stopped_buildings_, PortfolioTable::buildings,
        [](const BuildingRecord& r) { return r.building.building_id; }, portfolio_.kept_out);
  }

 private:
  void check_overlaps(const HallInputs& inputs) {
    for (std::size_t later = 0; later < inputs.hours.size(); ++later) {
      const OpeningHours& b = *inputs.hours[later];
      const auto overlaps = [&b](const OpeningHours* a) {
        return (a->days & b.days).any() && a->opens_h < b.closes_h && b.opens_h < a->closes_h;
      };
      const auto end = inputs.hours.begin() + static_cast<std::ptrdiff_t>(later);
      const auto first = std::find_if(inputs.hours.begin(), end, overlaps);
      if (first == end) continue;
      const OpeningHours& a = **first;
      findings_.add(finding_at(
          hall_code::kOverlap, Severity::stops, b.opens_pos, PortfolioTable::opening_hours, b.building_id,
          fmt::format("{} from {} to {} overlaps {} to {} of line {}", days_text(a.days & b.days), time_of_day_text(b.opens_h),
                      time_of_day_text(b.closes_h), time_of_day_text(a.opens_h), time_of_day_text(a.closes_h), a.pos.line),
          "An hour has one row: divide the hours among the public, schools and clubs, or give the bookings."));
      hours_.insert(&b);
    }
  }

  /// What describes a hall that is none, or of whose water nothing is known.
  void tell_unused(const BuildingRecord& record, const HallInputs& inputs, bool is_hall) {
    const core::SourcePos* pos = nullptr;
    PortfolioTable table = PortfolioTable::swimming_halls;
    if (inputs.row != nullptr) {
      pos = &inputs.row->pos;
    } else if (!inputs.hours.empty()) {
      pos = &inputs.hours.front()->pos;
      table = PortfolioTable::opening_hours;
    } else if (!inputs.visits.empty()) {
      pos = &inputs.visits.front()->pos;
      table = PortfolioTable::visits;
    }
    if (pos == nullptr) return;  // a basin in another building: told by its own check
    if (!is_hall && inputs.row == nullptr) {
      tell_only_capacity(record, *pos, table);
      return;
    }
    const bool basin_kept_out = portfolio_.unread.contains(PortfolioTable::pools) ||
                                std::any_of(portfolio_.kept_out.begin(), portfolio_.kept_out.end(),
                                            [](const KeptOutRow& row) { return row.table == PortfolioTable::pools; });
    if (is_hall && basin_kept_out) return;  // it may be its own, and that is told
    const std::string& id = record.building.building_id;
    const std::string why =
        is_hall ? "has no basin in the pools table: it is simulated as an ordinary building"
                : fmt::format("is no swimming hall, its use is {}: the row is not used", to_string(record.building.use));
    findings_.add(finding_at(hall_code::kNoBasins, Severity::warns, *pos, table, id,
                             fmt::format("building \"{}\" {}", shown(id), why),
                             is_hall ? "Add its basins to the pools table: at least pool_id, building_id and water_area_m2."
                                     : "Correct the building's id or its use."));
  }

  void tell_only_capacity(const BuildingRecord& record, const core::SourcePos& pos, PortfolioTable table) {
    const std::string& id = record.building.building_id;
    findings_.add(
        finding_at(hall_code::kOnlyCapacity, Severity::info, pos, table, id,
                   fmt::format("building \"{}\" is a {}: `tvilling capacity` counts its hours and visits, a run has the week "
                               "of its use",
                               shown(id), to_string(record.building.use)),
                   "Correct the building's id or its use if it is a swimming hall."));
  }

  void check_basins(const HallInputs& inputs) {
    for (const Pool* pool : inputs.pools) {
      if (has_water_area(pool->basin)) continue;
      findings_.add(finding_at(portfolio_code::kMissingValue, Severity::stops, pool->pos, PortfolioTable::pools,
                               pool->basin.pool_id, "the water area of the basin is missing",
                               "Give water_area_m2, or volume_m3 and depth_m."));
      pools_.insert(pool);
    }
    const auto closed = [](const Pool* pool) { return pool->basin.closed; };
    if (inputs.pools.empty() || !std::all_of(inputs.pools.begin(), inputs.pools.end(), closed)) return;
    const Pool* first = inputs.pools.front();
    findings_.add(finding_at(
        hall_code::kNoBasins, Severity::stops, first->pos, PortfolioTable::pools, first->basin.pool_id,
        fmt::format("every basin of building \"{}\" is closed: there is no hall to simulate", shown(first->building_id)),
        "Open one (closed no), or leave the hall's basins out: then it is an ordinary building."));
    pools_.insert(inputs.pools.begin(), inputs.pools.end());
  }

  void check_sizes(const BuildingRecord& record, const HallInputs& inputs) {
    const double building_m2 = record.building.area_m2;
    double water_m2 = 0.0;
    for (const Pool* pool : inputs.pools) {
      if (pool->basin.outdoor || !has_water_area(pool->basin)) continue;
      const double before_m2 = water_m2;
      water_m2 += fill_basin(pool->basin).basin.water_area_m2;
      if (water_m2 <= building_m2 || before_m2 > building_m2) continue;
      findings_.add(finding_at(
          portfolio_code::kLargerPart, Severity::stops, pool->pos, PortfolioTable::pools, pool->basin.pool_id,
          fmt::format("the basins have {:.6g} m2 of water, the building has {:.6g} m2 of floor", water_m2, building_m2),
          "Correct the water areas or the building's area_m2, or mark outdoor basins: outdoor yes."));
      pools_.insert(pool);
    }
    constexpr double kMuchWater = 0.6;  // of the building; a lost decimal comma makes more
    if (water_m2 > kMuchWater * building_m2 && water_m2 <= building_m2) {
      const Pool* first = inputs.pools.front();
      findings_.add(finding_at(
          portfolio_code::kLargerPart, Severity::warns, first->pos, PortfolioTable::pools, first->basin.pool_id,
          fmt::format("the basins have {:.6g} m2 of water, most of the building's {:.6g} m2 of floor", water_m2, building_m2),
          "Look for a lost decimal comma, or mark outdoor basins: outdoor yes."));
    }
    if (inputs.row == nullptr || std::isnan(inputs.row->hall.hall_area_m2)) return;
    const double hall_m2 = inputs.row->hall.hall_area_m2;
    if (hall_m2 <= building_m2 && hall_m2 >= water_m2) return;
    const bool large = hall_m2 > building_m2;
    findings_.add(
        finding_at(portfolio_code::kLargerPart, Severity::stops, inputs.row->area_pos, PortfolioTable::swimming_halls,
                   inputs.row->building_id,
                   large ? fmt::format("hall_area_m2 is {:.6g}, more than the building's area_m2 {:.6g}", hall_m2, building_m2)
                         : fmt::format("hall_area_m2 is {:.6g}, less than the {:.6g} m2 of water in it", hall_m2, water_m2),
                   "The area of the pool hall is its floor and its water; changing rooms and foyer are outside of it."));
    rows_.insert(inputs.row);
  }

  void check_bookings(const HallInputs& inputs) {
    const std::vector<Basin> basins = basins_of(inputs);
    const double of_hall = most_bathers_of_hall(basins);
    for (const Booking* booking : inputs.bookings) {
      const auto pool = std::find_if(inputs.pools.begin(), inputs.pools.end(),
                                     [&](const Pool* p) { return p->basin.pool_id == booking->pool_id; });
      const bool of_pool = pool != inputs.pools.end();
      const double most = std::floor(of_pool ? most_bathers(fill_basin((*pool)->basin).basin) : of_hall);
      if (!(booking->persons > most) || (of_pool && !has_water_area((*pool)->basin))) continue;
      const std::string where = of_pool ? fmt::format("basin \"{}\"", shown(booking->pool_id)) : std::string("the hall's water");
      findings_.add(finding_at(
          hall_code::kTooManyPersons, Severity::stops, booking->persons_pos, PortfolioTable::bookings, booking->booking_id,
          fmt::format("persons is {:.10g}, but {} holds {:.0f} at once (DIN 19643: 4.5 m2 each, 2.7 m2 where it "
                      "is less than 1.35 m deep)",
                      booking->persons, where, most),
          "Correct persons, the basin, or its water area or depth; spectators do not count."));
      bookings_.insert(booking);
    }
  }

  /// Schools and clubs of opening_hours: as many in every hour, each for the time in the water.
  void check_persons(const HallInputs& inputs) {
    const double most = most_bathers_of_hall(basins_of(inputs));
    const double in_water = in_water_of_visit(inputs);
    if (!(most > 0.0)) return;
    for (const OpeningHours* row : inputs.hours) {
      if (!(row->persons * in_water > most)) continue;
      findings_.add(finding_at(
          hall_code::kTooManyPersons, Severity::stops, row->persons_pos, PortfolioTable::opening_hours, row->building_id,
          fmt::format("persons is {:.10g} an hour: {:.4g} in the water at once, but the hall's water holds {:.0f}", row->persons,
                      row->persons * in_water, std::floor(most)),
          fmt::format("Correct persons (at most {:.0f} an hour), or the basins' water areas or depths.",
                      std::floor(most / in_water))));
      hours_.insert(row);
    }
  }

  /// Single hours may be crowded; they are used as they are.
  void check_counts(const BuildingRecord& record, const HallInputs& inputs) {
    const double most = most_bathers_of_hall(basins_of(inputs));
    const double in_water = in_water_of_visit(inputs);
    if (!(most > 0.0)) return;
    const VisitCount* largest = nullptr;
    std::size_t crowded = 0;
    for (const VisitCount* visit : inputs.visits) {
      if (!(visit->visitors * in_water > most)) continue;
      ++crowded;
      if (largest == nullptr || visit->visitors > largest->visitors) largest = visit;
    }
    if (largest == nullptr) return;
    findings_.add(
        finding_at(hall_code::kTooManyPersons, Severity::warns, largest->pos, PortfolioTable::visits, record.building.building_id,
                   fmt::format("{} of {} counts put more people into the water at once than the {:.0f} that it holds; the most "
                               "is {:.10g} visitors in the hour from {}: {:.4g} in the water",
                               crowded, inputs.visits.size(), std::floor(most), largest->visitors, largest->time,
                               largest->visitors * in_water),
                   "Correct the counts: visitors who came in that hour, not since the morning. Or correct the basins."));
  }

  /// In the mean hour that it is open.
  void check_visitors(const BuildingRecord& record, const HallInputs& inputs) {
    const CountedVisits counted = counted_visits(inputs.visits, inputs.hours);
    const bool given = !std::isnan(record.building.visitors_per_year);
    const double visitors = given ? record.building.visitors_per_year : counted.per_year;
    const double most = most_bathers_of_hall(basins_of(inputs));
    if (std::isnan(visitors) || (!given && !(most > 0.0))) return;  // counts of a hall that is closed now
    WeekHours open = open_hours(inputs.hours);
    if (inputs.hours.empty() && counted.per_year > 0.0) open = counted_hours(counted);
    constexpr double kWeeks = 365.0 / 7.0;
    const double open_h = kWeeks * std::accumulate(open.begin(), open.end(), 0.0);
    const double bathers = visitors * in_water_of_visit(inputs) / open_h;
    if (bathers <= most) return;
    const std::string what = given ? fmt::format("visitors_per_year is {:.10g}", visitors)
                                   : fmt::format("its counts come to {:.6g} visitors a year", visitors);
    findings_.add(finding_at(
        hall_code::kTooManyVisitors, Severity::stops, given ? record.visitors_pos : inputs.visits.front()->pos,
        given ? PortfolioTable::buildings : PortfolioTable::visits, record.building.building_id,
        fmt::format("{}: that is {:.4g} people in the water in every one of its {:.5g} open hours, but the basins hold {:.4g}",
                    what, bathers, open_h, most),
        fmt::format("Correct {} (at most {:.4g} a year), the basins' water areas or the opening hours.",
                    given ? "visitors_per_year" : "the counts", visitors * most / bathers)));
    stopped_buildings_.insert(&record);
  }

  Portfolio& portfolio_;
  core::Findings& findings_;
  std::map<std::string_view, HallInputs> halls_;
  std::map<std::string_view, const BuildingRecord*> buildings_;
  std::set<const OpeningHours*> hours_;
  std::set<const HallRow*> rows_;
  std::set<const Pool*> pools_;
  std::set<const Booking*> bookings_;
  std::set<const BuildingRecord*> stopped_buildings_;
};

}  // namespace

void check_halls(Portfolio& portfolio, core::Findings& findings) {
  HallChecks(portfolio, findings).run();
}

}  // namespace tvilling::models
