// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include "core/error.hpp"
#include "core/io/csv.hpp"
#include "models/portfolio/footprint.hpp"
#include "models/portfolio/portfolio.hpp"

using namespace tvilling;
using models::Building;
using models::Portfolio;
using models::Use;

namespace {

const Portfolio& city() {
  static const Portfolio instance = models::synthetic_city();
  return instance;
}

struct UseTotal {
  std::string_view use;
  int buildings;
  double area_m2;
};
constexpr std::array kExpected{
    UseTotal{"school", 320, 737973},        UseTotal{"daycare", 620, 376269},      UseTotal{"club", 180, 80109},
    UseTotal{"office", 130, 312000},        UseTotal{"nursing_home", 190, 409344}, UseTotal{"residential_care", 260, 165680},
    UseTotal{"sports_hall", 95, 158549},    UseTotal{"swimming_hall", 13, 36818},  UseTotal{"culture", 85, 110049},
    UseTotal{"clubhouse", 230, 50018},      UseTotal{"health", 45, 49158},         UseTotal{"workshop_storage", 330, 68426},
    UseTotal{"small_building", 1002, 45607}};

/// Every field of the city as text, numbers by their shortest exact form.
std::string all_fields(const Portfolio& p) {
  core::CsvWriter out;
  out.cell(p.name);
  for (const models::BuildingRecord& r : p.buildings) {
    const Building& b = r.building;
    for (const std::string& text : {b.building_id, b.name, b.property_id, b.administration, std::string(to_string(b.use))})
      out.cell(text);
    out.cell(b.listed ? "1" : "0");
    for (const models::BuildingColumn& column : models::building_columns()) out.cell(b.*column.member);
    for (const models::Point& point : b.footprint) {
      out.cell(point.x_m);
      out.cell(point.y_m);
    }
    for (const models::Origin origin : r.origin) out.cell(to_string(origin));
    out.end_row();
  }
  for (const models::Property& x : p.properties) {
    for (const std::string& text : {x.property_id, x.name, x.address, x.administration}) out.cell(text);
    out.cell(x.value_dkk);
    out.cell(x.protected_address ? "1" : "0");
    out.end_row();
  }
  for (const models::Lease& x : p.leases) {
    for (const std::string& text : {x.lease_id, x.property_id, x.building_id, x.use, x.tenure}) out.cell(text);
    for (const double value : {x.area_m2, x.vacant_m2, x.rent_dkk_m2, x.desks, x.notice_months}) out.cell(value);
    out.cell(x.planted ? "1" : "0");
    out.end_row();
  }
  for (const models::Unit& x : p.units) {
    for (const std::string& text : {x.unit_id, x.name, x.administration, x.lease_id, x.lock_reason}) out.cell(text);
    out.cell(x.employees);
    out.cell(x.fte);
    out.cell(x.movable ? "1" : "0");
    out.end_row();
  }
  for (const models::Cost& x : p.costs) {
    for (const std::string& text : {x.property_id, x.kind}) out.cell(text);
    for (const double value : {x.year, x.amount_dkk}) out.cell(value);
    out.end_row();
  }
  return out.text();
}

std::map<std::string, const Building*> by_id(const Portfolio& p) {
  std::map<std::string, const Building*> result;
  for (const models::BuildingRecord& r : p.buildings) result[r.building.building_id] = &r.building;
  return result;
}

/// True when a line along an edge of `a` parts two convex rings by more than a millimetre's rounding.
bool parted_by_edge(const std::vector<models::Point>& a, const std::vector<models::Point>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    const models::Point& p = a[i];
    const models::Point& q = a[(i + 1) % a.size()];
    const auto side = [&p, &q](const models::Point& r) {
      return (q.x_m - p.x_m) * (r.y_m - p.y_m) - (q.y_m - p.y_m) * (r.x_m - p.x_m);
    };
    if (std::all_of(b.begin(), b.end(), [&side](const models::Point& r) { return side(r) < 0.0; })) return true;
  }
  return false;
}

void check_places(const Portfolio& p) {
  std::map<std::pair<long, long>, std::vector<const Building*>> cells;
  constexpr double cell_m = 400.0;
  std::size_t near = 0;
  std::size_t touching = 0;
  for (const models::BuildingRecord& r : p.buildings) {
    const Building& b = r.building;
    REQUIRE(b.footprint.size() == 4);
    std::vector<models::Point> points = b.footprint;
    points.push_back({b.x_m, b.y_m});
    for (const models::Point& point : points) {
      REQUIRE(point.x_m >= 716790.0);
      REQUIRE(point.x_m <= 729919.0);
      REQUIRE(point.y_m >= 6168419.0);
      REQUIRE(point.y_m <= 6182403.0);
      REQUIRE(std::hypot(point.x_m - 721700.0, point.y_m - 6176100.0) > 1550.0);
    }
    const long column = std::lround(std::floor(b.x_m / cell_m));
    const long row = std::lround(std::floor(b.y_m / cell_m));
    for (long dx = -1; dx <= 1; ++dx) {
      for (long dy = -1; dy <= 1; ++dy) {
        for (const Building* other : cells[{column + dx, row + dy}]) {
          if (std::hypot(other->x_m - b.x_m, other->y_m - b.y_m) < 11.998) ++near;
          if (!parted_by_edge(b.footprint, other->footprint) && !parted_by_edge(other->footprint, b.footprint)) ++touching;
        }
      }
    }
    cells[{column, row}].push_back(&b);
  }
  CHECK(near == 0);
  CHECK(touching == 0);
}

}  // namespace

TEST_CASE("The city has 3,500 buildings and 2,600,000 m2") {
  REQUIRE(city().buildings.size() == 3500);
  double area_m2 = 0.0;
  for (const models::BuildingRecord& r : city().buildings) area_m2 += r.building.area_m2;
  CHECK(std::abs(area_m2 - 2600000.0) <= 0.5);
}

TEST_CASE("Each use has its number of buildings and its area exactly") {
  for (const UseTotal& expected : kExpected) {
    int buildings = 0;
    double area_m2 = 0.0;
    for (const models::BuildingRecord& r : city().buildings) {
      if (to_string(r.building.use) != expected.use) continue;
      ++buildings;
      area_m2 += r.building.area_m2;
    }
    INFO(expected.use);
    CHECK(buildings == expected.buildings);
    CHECK(area_m2 == expected.area_m2);
  }
}

TEST_CASE("The same seed gives the same bytes and another seed another city") {
  const std::string bytes = all_fields(city());
  CHECK(all_fields(models::synthetic_city({3500, 1})) == bytes);
  CHECK(all_fields(models::synthetic_city({3500, 2})) != bytes);
}

TEST_CASE("Buildings stand in Copenhagen and apart from each other") {
  check_places(city());
}

TEST_CASE("Footprints are rectangles that hold the area of one storey") {
  for (const models::BuildingRecord& r : city().buildings) {
    const Building& b = r.building;
    INFO(b.building_id);
    REQUIRE(models::ring_area_m2(b.footprint) == Approx(b.area_m2 / b.storeys).epsilon(2e-3));
    const double length_m = std::hypot(b.footprint[1].x_m - b.footprint[0].x_m, b.footprint[1].y_m - b.footprint[0].y_m);
    const double width_m = std::hypot(b.footprint[2].x_m - b.footprint[1].x_m, b.footprint[2].y_m - b.footprint[1].y_m);
    REQUIRE(length_m / width_m == Approx(2.5).epsilon(2e-3));
    REQUIRE(models::ring_centroid(b.footprint).x_m == Approx(b.x_m).margin(0.002));
  }
}

TEST_CASE("Ids are unique text with leading zeros in rising order") {
  std::string last;
  for (const models::BuildingRecord& r : city().buildings) {
    REQUIRE(r.building.building_id.starts_with("0101-"));
    REQUIRE(r.building.building_id.size() == 11);
    REQUIRE(r.building.building_id > last);
    last = r.building.building_id;
  }
}

TEST_CASE("Properties hold one to six buildings and every building belongs to one") {
  std::map<std::string, int> buildings;
  std::map<std::string, int> schools;
  for (const models::BuildingRecord& r : city().buildings) {
    ++buildings[r.building.property_id];
    if (r.building.use == Use::school) ++schools[r.building.property_id];
  }
  CHECK(buildings.size() == city().properties.size());
  CHECK(city().properties.size() >= 1440);
  CHECK(city().properties.size() <= 1460);
  CHECK(schools.size() == 74);
  std::string last;
  for (const models::Property& p : city().properties) {
    REQUIRE(buildings[p.property_id] >= 1);
    REQUIRE(buildings[p.property_id] <= 6);
    REQUIRE(p.property_id > last);
    REQUIRE(!p.name.empty());
    REQUIRE(!p.address.empty());
    REQUIRE(!p.administration.empty());
    REQUIRE(p.value_dkk > 0.0);
    last = p.property_id;
  }
}

TEST_CASE("Buildings of a property stand near each other") {
  std::map<std::string, const Building*> first;
  for (const models::BuildingRecord& r : city().buildings) {
    const auto [at, is_new] = first.emplace(r.building.property_id, &r.building);
    if (!is_new) REQUIRE(std::hypot(at->second->x_m - r.building.x_m, at->second->y_m - r.building.y_m) < 500.0);
  }
  CHECK(first.size() == city().properties.size());
}

TEST_CASE("There are 1,600 leases which cover all but the small buildings") {
  REQUIRE(city().leases.size() == 1600);
  const std::map<std::string, const Building*> buildings = by_id(city());
  double area_m2 = 0.0;
  std::set<std::string> ids;
  int offices = 0;
  for (const models::Lease& lease : city().leases) {
    REQUIRE(ids.insert(lease.lease_id).second);
    REQUIRE(buildings.at(lease.building_id)->property_id == lease.property_id);
    REQUIRE(lease.vacant_m2 >= 0.0);
    REQUIRE(lease.vacant_m2 <= lease.area_m2);
    REQUIRE(lease.use != "small_building");
    offices += lease.use == "office" ? 1 : 0;
    area_m2 += lease.area_m2;
  }
  CHECK(offices == 130);
  CHECK(area_m2 == 2600000.0 - 45607.0);
}

TEST_CASE("Third parties own 18 percent of the leases and 35 percent of the administration") {
  int all = 0;
  int offices = 0;
  std::vector<double> owned;
  std::vector<double> rented;
  for (const models::Lease& lease : city().leases) {
    const bool third = lease.tenure == "third_party";
    REQUIRE((third || lease.tenure == "owned"));
    all += third ? 1 : 0;
    offices += third && lease.use == "office" ? 1 : 0;
    if (!lease.planted) (third ? rented : owned).push_back(lease.rent_dkk_m2);
  }
  CHECK(all == 288);
  CHECK(offices == 46);  // 0.35 x 130 = 45.5
  std::sort(owned.begin(), owned.end());
  std::sort(rented.begin(), rented.end());
  CHECK(owned.front() >= 900.0);
  CHECK(owned.back() <= 1400.0);
  CHECK(owned[owned.size() / 2] == Approx(1150.0).margin(30.0));
  CHECK(rented.front() >= 1300.0);
  CHECK(rented.back() <= 2800.0);
  CHECK(rented[rented.size() / 2] == Approx(1750.0).margin(80.0));
}

TEST_CASE("The findings of BC10 are planted with 13 and 24 million kroner and do not overlap") {
  const std::map<std::string, const Building*> buildings = by_id(city());
  double too_large_dkk = 0.0;
  double too_dear_dkk = 0.0;
  int too_large = 0;
  int too_dear = 0;
  for (const models::Lease& lease : city().leases) {
    if (!lease.planted) continue;
    const double employees = buildings.at(lease.building_id)->employees;
    CHECK(lease.tenure == "third_party");
    if (lease.rent_dkk_m2 == 2600.0) {
      ++too_dear;
      too_dear_dkk += (lease.rent_dkk_m2 - 1300.0) * lease.area_m2;
      CHECK(lease.area_m2 / employees < 29.0);
    } else {
      ++too_large;
      CHECK(lease.rent_dkk_m2 == 1300.0);
      CHECK(lease.area_m2 / employees > 58.0);
      too_large_dkk += (lease.area_m2 - 29.0 * employees) * lease.rent_dkk_m2;
    }
  }
  CHECK(too_large == 3);
  CHECK(too_dear == 5);
  CHECK(too_large_dkk == 13.0e6);
  CHECK(too_dear_dkk == Approx(24.0e6).margin(1000.0));
}

TEST_CASE("The administration has 29 m2 for each employee and every employee a unit") {
  double employees = 0.0;
  for (const models::BuildingRecord& r : city().buildings) {
    if (r.building.use == Use::office) employees += r.building.employees;
  }
  CHECK(employees == 10759.0);
  std::map<std::string, double> of_lease;
  for (const models::Unit& unit : city().units) {
    of_lease[unit.lease_id] += unit.employees;
    REQUIRE(unit.fte <= unit.employees);
    REQUIRE(unit.movable == unit.lock_reason.empty());
  }
  const std::map<std::string, const Building*> buildings = by_id(city());
  for (const models::Lease& lease : city().leases) {
    if (lease.use == "office") REQUIRE(of_lease[lease.lease_id] == buildings.at(lease.building_id)->employees);
  }
}

TEST_CASE("The swimming halls have 1.5 million visits and their public names") {
  double visits = 0.0;
  std::set<std::string> names;
  for (const models::BuildingRecord& r : city().buildings) {
    if (r.building.use != Use::swimming_hall) continue;
    visits += r.building.visitors_per_year;
    names.insert(r.building.name);
  }
  CHECK(visits == 1500000.0);
  CHECK(names.size() == 13);
  CHECK(names.contains("Øbro-Hallen"));
}

TEST_CASE("Ages spread as in the city and schools are older than daycare") {
  int old_all = 0;
  std::map<Use, std::pair<int, int>> old_of_use;  // before 1951, all
  for (const models::BuildingRecord& r : city().buildings) {
    const bool old = r.building.year < 1951.0;
    old_all += old ? 1 : 0;
    old_of_use[r.building.use].first += old ? 1 : 0;
    ++old_of_use[r.building.use].second;
    REQUIRE(r.building.year >= 1860.0);
    REQUIRE(r.building.year <= 2024.0);
  }
  CHECK(old_all / 3500.0 == Approx(0.49).margin(0.05));
  const auto share = [&old_of_use](Use use) {
    return static_cast<double>(old_of_use[use].first) / static_cast<double>(old_of_use[use].second);
  };
  CHECK(share(Use::school) > share(Use::daycare) + 0.1);
}

TEST_CASE("Small cities have the uses they have room for") {
  for (const int buildings : {1, 5, 13, 100}) {
    const Portfolio p = models::synthetic_city({buildings, 7});
    REQUIRE(p.buildings.size() == static_cast<std::size_t>(buildings));
    std::set<Use> uses;
    for (const models::BuildingRecord& r : p.buildings) {
      uses.insert(r.building.use);
      REQUIRE(r.building.area_m2 >= 1.0);
    }
    if (buildings >= 13) CHECK(uses.size() == 13);
    CHECK(std::none_of(p.leases.begin(), p.leases.end(), [](const models::Lease& lease) { return lease.planted; }));
    check_places(p);
  }
}

TEST_CASE("A city of 20,000 buildings still finds room for all of them") {
  const Portfolio p = models::synthetic_city({20000, 1});
  REQUIRE(p.buildings.size() == 20000);
  CHECK(p.leases.size() == 9143);  // 1,600 x 20,000 / 3,500
  check_places(p);
}

TEST_CASE("A city of no buildings or of millions is refused") {
  CHECK_THROWS_AS(models::synthetic_city({0, 1}), core::Error);
  CHECK_THROWS_AS(models::synthetic_city({-5, 1}), core::Error);
  CHECK_THROWS_AS(models::synthetic_city({1000000, 1}), core::Error);
}

TEST_CASE("The whole city can be filled and every number lies in its range") {
  Portfolio p = models::synthetic_city();
  core::Findings findings;
  models::fill_portfolio(p, findings);
  CHECK(findings.count(core::Severity::warns) == 0);
  CHECK(findings.count(core::Severity::stops) == 0);
  for (const models::BuildingRecord& r : p.buildings) {
    for (const models::BuildingColumn& column : models::building_columns()) {
      if (column.member == &Building::employees && r.building.use != Use::office) continue;  // a head count of desks
      const double value = r.building.*column.member;
      INFO(r.building.building_id << " " << column.variable.name << " = " << value);
      REQUIRE(std::isfinite(value));
      REQUIRE(value >= column.min);
      REQUIRE(value <= column.max);
    }
  }
}
