// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/connected_components.hpp>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "core/suggest.hpp"
#include "core/text.hpp"
#include "models/portfolio/zone_codes.hpp"
#include "models/portfolio/zone_plan.hpp"

namespace tvilling::models {

namespace {

constexpr double kRounding = 1e-9;   // of an area
constexpr double kNextStorey = 1.5;  // farther up lies no slab in common

/// A room as a zone sees it.
struct Placed {
  const Room* room = nullptr;
  Use use = Use::office;
  double set_point_degc = kMissing;  ///< its own or what its use has
  std::size_t zone = 0;
};

/// Side by side, one above the other, or too far apart; an unknown storey is taken as the same.
enum class Beside { wall, slab, apart };
Beside beside(const Room& a, const Room& b) {
  const double apart = std::abs(a.storey - b.storey);
  if (std::isnan(apart) || apart < 0.5) return Beside::wall;
  return apart <= kNextStorey ? Beside::slab : Beside::apart;
}

/// The rooms of one building on their way to its zones.
class RoomPlanner {
 public:
  RoomPlanner(const BuildingRecord& record, std::span<const double> set_points_degc, core::Findings& findings)
      : record_(record), building_(record.building), set_points_degc_(set_points_degc), findings_(findings) {}

  ZonePlan plan(std::span<const Room* const> rooms) {
    for (const Room* room : rooms) place(*room);
    if (stopped_ || rooms_.empty() || !fits()) return {};
    read_neighbours();
    group();
    add_rest();
    share_envelope();
    if (neighbours_.empty()) {
      link_by_storeys();
    } else {
      link_by_neighbours();
    }
    link_the_rest();
    for (const auto& [zones, area_m2] : links_) plan_.links.push_back({zones.first, zones.second, area_m2});
    return std::move(plan_);
  }

 private:
  void tell(const Room& room, const core::FindingCode& code, core::Severity severity, const std::string& message,
            std::string hint, std::string value = {}) {
    core::Finding finding = zone_finding(record_, code.code, severity,
                                         fmt::format("room \"{}\" {}", core::shown(room.room_id), message), std::move(hint));
    finding.pos = room.pos;
    finding.table = "rooms";
    finding.id = room.room_id;
    finding.value = std::move(value);
    findings_.add(std::move(finding));
  }

  std::optional<Use> use_of(const Room& room) {
    if (room.use.empty()) return building_.use;
    const auto found = std::find(kUseNames.begin(), kUseNames.end(), room.use);
    if (found != kUseNames.end()) return static_cast<Use>(found - kUseNames.begin());
    tell(room, zone_code::kUnknownRoomUse, core::Severity::stops,
         fmt::format("has the unknown use \"{}\"", core::shown(room.use)), core::did_you_mean(room.use, kUseNames), room.use);
    stopped_ = true;
    return std::nullopt;
  }

  void place(const Room& room) {
    const std::optional<Use> use = use_of(room);
    if (!use) return;
    if (!(room.area_m2 > 0.0)) {
      tell(room, zone_code::kRoomWithoutArea, core::Severity::warns, "has no area and is left out", "Give its area_m2.");
      return;
    }
    const double own_degc = room.heating_set_point_degc;
    place_of_.emplace(room.room_id, rooms_.size());
    rooms_.push_back({&room, *use, std::isnan(own_degc) ? set_points_degc_[static_cast<std::size_t>(*use)] : own_degc, 0});
    rooms_m2_ += room.area_m2;
  }

  bool fits() {
    if (rooms_m2_ <= building_.area_m2 * (1.0 + kRounding)) return true;
    findings_.add(
        zone_finding(record_, zone_code::kRoomsTooLarge.code, core::Severity::stops,
                     fmt::format("its rooms have {:.10g} m2, the building has {:.10g} m2", rooms_m2_, building_.area_m2),
                     "Rooms lie within the gross area: correct area_m2 or the rooms (in another building?)."));
    return false;
  }

  void read_neighbours() {
    for (std::size_t i = 0; i < rooms_.size(); ++i) {
      const Room& room = *rooms_[i].room;
      for (const std::string& id : room.adjacent_to) {
        if (id == room.room_id) {
          tell(room, zone_code::kOwnNeighbour, core::Severity::warns, "is adjacent to itself; that is left out",
               "Take it out of adjacent_to.", id);
          continue;
        }
        const auto other = place_of_.find(id);
        if (other == place_of_.end()) {
          tell(room, zone_code::kUnknownRoom, core::Severity::warns,
               fmt::format("is adjacent to \"{}\", which is no room of its building with an area; that is left out",
                           core::shown(id)),
               "Correct the id, or add the room. Between ids with blanks write | or ;.", id);
          continue;
        }
        const std::pair<std::size_t, std::size_t> pair = std::minmax(i, other->second);
        if (neighbours_.contains(pair) || far_.contains(pair)) continue;
        if (beside(room, *rooms_[other->second].room) != Beside::apart) {
          neighbours_.insert(pair);
          continue;
        }
        far_.insert(pair);
        tell(room, zone_code::kFarStoreys, core::Severity::warns,
             fmt::format("on storey {} is adjacent to \"{}\" on storey {}; that is left out", room.storey, core::shown(id),
                         rooms_[other->second].room->storey),
             "Correct a storey, or take it out of adjacent_to.", id);
      }
    }
  }

  /// Connected rooms of one use and set point. Rooms of which no neighbour is known go together by storey.
  void group() {
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> graph(rooms_.size());
    std::vector<bool> has_neighbour(rooms_.size(), false);
    for (const auto& [a, b] : neighbours_) {
      has_neighbour[a] = has_neighbour[b] = true;
      if (rooms_[a].use == rooms_[b].use && rooms_[a].set_point_degc == rooms_[b].set_point_degc) boost::add_edge(a, b, graph);
    }
    using Key = std::tuple<Use, double, bool, double>;
    std::map<Key, std::size_t> first;
    for (std::size_t i = 0; i < rooms_.size(); ++i) {
      if (has_neighbour[i]) continue;
      const double storey = rooms_[i].room->storey;
      const bool known = !std::isnan(storey);
      const auto [same, added] = first.emplace(Key{rooms_[i].use, rooms_[i].set_point_degc, known, known ? storey : 0.0}, i);
      if (!added) boost::add_edge(same->second, i, graph);
    }
    std::vector<std::size_t> component(rooms_.size());
    plan_.zones.resize(boost::connected_components(graph, component.data()));
    for (std::size_t i = 0; i < rooms_.size(); ++i) {
      rooms_[i].zone = component[i];
      PlannedZone& zone = plan_.zones[component[i]];
      zone.use = rooms_[i].use;
      zone.area_m2 += rooms_[i].room->area_m2;
      if (!std::isnan(rooms_[i].room->heating_set_point_degc)) zone.heating_set_point_degc = rooms_[i].set_point_degc;
    }
  }

  void add_rest() {
    const double rest_m2 = building_.area_m2 - rooms_m2_;
    if (!(rest_m2 > kRounding * building_.area_m2)) return;
    plan_.zones.push_back({building_.use, rest_m2, kMissing, {0.0, 0.0, 0.0}});
    has_rest_ = true;
    findings_.add(zone_finding(record_, zone_code::kRest.code, core::Severity::filled,
                               fmt::format("its rooms have {:.10g} of {:.10g} m2; the other {:.10g} m2 are taken as {}",
                                           rooms_m2_, building_.area_m2, rest_m2, to_string(building_.use)),
                               "Corridors, walls and shafts belong there. Give the missing rooms if there are any."));
  }

  /// By area. Where the storeys of all rooms are known, the top storey has the roof and the lowest the floor; what no room covers
  /// has its share of both.
  void share_envelope() {
    std::set<double> storeys;
    bool known = true;
    for (const Placed& placed : rooms_) {
      known = known && !std::isnan(placed.room->storey);
      if (known) storeys.insert(placed.room->storey);
    }
    const bool by_storey = known && static_cast<double>(storeys.size()) >= std::round(building_.storeys);
    double total_m2 = 0.0;
    for (const PlannedZone& zone : plan_.zones) total_m2 += zone.area_m2;
    for (PlannedZone& zone : plan_.zones) {
      const double share = zone.area_m2 / total_m2;
      zone.share = {share, share, share};
    }
    if (!by_storey) return;
    const double of_rooms = has_rest_ ? 1.0 - plan_.zones.back().share.roof : 1.0;
    double lowest_m2 = 0.0;
    double top_m2 = 0.0;
    for (const Placed& placed : rooms_) {
      if (placed.room->storey == *storeys.begin()) lowest_m2 += placed.room->area_m2;
      if (placed.room->storey == *storeys.rbegin()) top_m2 += placed.room->area_m2;
      plan_.zones[placed.zone].share.roof = plan_.zones[placed.zone].share.floor = 0.0;
    }
    for (const Placed& placed : rooms_) {
      const double area_m2 = placed.room->area_m2;
      EnvelopeShare& share = plan_.zones[placed.zone].share;
      if (placed.room->storey == *storeys.begin()) share.floor += of_rooms * area_m2 / lowest_m2;
      if (placed.room->storey == *storeys.rbegin()) share.roof += of_rooms * area_m2 / top_m2;
    }
  }

  void link(std::size_t a, std::size_t b, double area_m2) {
    if (a != b) links_[std::minmax(a, b)] += area_m2;
  }

  void link_by_neighbours() {
    for (const auto& [a, b] : neighbours_) {
      const double smaller_m2 = std::min(rooms_[a].room->area_m2, rooms_[b].room->area_m2);
      const bool slab = beside(*rooms_[a].room, *rooms_[b].room) == Beside::slab;
      link(rooms_[a].zone, rooms_[b].zone, slab ? smaller_m2 : wall_between_m2(building_, smaller_m2, 1.0));
    }
  }

  /// Zones of one storey have a wall in common; of two storeys, one above the other, the slab that they would share if each lay
  /// anywhere on its storey.
  void link_by_storeys() {
    std::map<double, std::map<std::size_t, double>> storeys;  // zone -> area
    for (const Placed& placed : rooms_) {
      if (!std::isnan(placed.room->storey)) storeys[placed.room->storey][placed.zone] += placed.room->area_m2;
    }
    const auto total = [](const std::map<std::size_t, double>& zones) {
      double sum_m2 = 0.0;
      for (const auto& [zone, area_m2] : zones) sum_m2 += area_m2;
      return sum_m2;
    };
    for (auto storey = storeys.begin(); storey != storeys.end(); ++storey) {
      const auto above = std::next(storey);
      const bool has_above = above != storeys.end() && above->first - storey->first <= kNextStorey;
      const double larger_m2 = has_above ? std::max(total(storey->second), total(above->second)) : 0.0;
      for (auto a = storey->second.begin(); a != storey->second.end(); ++a) {
        for (auto b = std::next(a); b != storey->second.end(); ++b) {
          link(a->first, b->first, wall_between_m2(building_, std::min(a->second, b->second), 1.0));
        }
        if (!has_above) continue;
        for (const auto& [zone, area_m2] : above->second) link(a->first, zone, a->second * area_m2 / larger_m2);
      }
    }
  }

  /// A zone of which no neighbour is known has a wall to the largest other zone: the rest over all storeys, others over one.
  void link_the_rest() {
    const std::size_t count = plan_.zones.size();
    for (std::size_t z = 0; z < count && count > 1; ++z) {
      const auto has = [z](const auto& entry) { return entry.first.first == z || entry.first.second == z; };
      if (std::any_of(links_.begin(), links_.end(), has)) continue;
      std::size_t other = z == 0 ? 1 : 0;
      for (std::size_t i = 0; i < count; ++i) {
        if (i != z && plan_.zones[i].area_m2 > plan_.zones[other].area_m2) other = i;
      }
      const bool is_rest = has_rest_ && z + 1 == count;
      const double smaller_m2 = std::min(plan_.zones[z].area_m2, plan_.zones[other].area_m2);
      link(z, other, wall_between_m2(building_, smaller_m2, is_rest ? building_.storeys : 1.0));
    }
  }

  const BuildingRecord& record_;
  const Building& building_;
  std::span<const double> set_points_degc_;
  core::Findings& findings_;
  std::vector<Placed> rooms_;
  std::map<std::string_view, std::size_t> place_of_;
  double rooms_m2_ = 0.0;
  bool stopped_ = false;
  bool has_rest_ = false;
  std::set<std::pair<std::size_t, std::size_t>> neighbours_;  ///< places of rooms, the smaller first
  std::set<std::pair<std::size_t, std::size_t>> far_;
  std::map<std::pair<std::size_t, std::size_t>, double> links_;
  ZonePlan plan_;
};

}  // namespace

ZonePlan plan_of_rooms(const BuildingRecord& record, std::span<const Room* const> rooms, std::span<const double> set_points_degc,
                       core::Findings& findings) {
  return RoomPlanner(record, set_points_degc, findings).plan(rooms);
}

}  // namespace tvilling::models
