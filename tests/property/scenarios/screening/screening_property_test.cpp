// SPDX-License-Identifier: MPL-2.0
// What holds for the screening of any town.
#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <string>

#include "core/random.hpp"
#include "tests/support/screen_town.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using scenarios::Light;
using scenarios::Potential;
using scenarios::Screened;
using scenarios::ScreenedPlace;
using scenarios::Screening;
using tests::ScreenTown;

/// Up to forty places of three uses and two tenures, with all that may be missing.
ScreenTown any_town(std::uint64_t seed) {
  const auto u = [seed](int place, const char* what) { return core::uniform01({seed, std::to_string(place), what, 0}); };
  ScreenTown town(0);
  const int count = 5 + static_cast<int>(35.0 * u(0, "count"));
  for (int i = 10; i < 10 + count; ++i) {
    constexpr std::array kUses{models::Use::office, models::Use::office, models::Use::school};
    const auto use = kUses[static_cast<std::size_t>(3.0 * u(i, "use"))];
    const double employees = u(i, "gap") < 0.1 ? models::kMissing : std::floor(1.0 + 300.0 * u(i, "employees"));
    const double rent = u(i, "rent gap") < 0.1 ? models::kMissing : std::floor(500.0 + 2500.0 * u(i, "rent"));
    town.add(std::to_string(i), std::floor(300.0 + 12000.0 * u(i, "area")), employees, rent,
             u(i, "tenure") < 0.5 ? "owned" : "third_party", use);
  }
  return town;
}

void same_lights(const Screening& a, const Screening& b, Screened figure) {
  RC_ASSERT(a.properties.size() == b.properties.size());
  for (std::size_t p = 0; p < a.properties.size(); ++p) RC_ASSERT(a.properties[p][figure].light == b.properties[p][figure].light);
}

}  // namespace

TEST_CASE("A property is in one potential, with no more than the larger of its two savings") {
  CHECK(rc::check([](std::uint64_t seed) {
    const Screening screening = any_town(seed).screened();
    double sum = 0.0;
    for (const ScreenedPlace& place : screening.properties) {
      const double larger = std::max(std::isnan(place.occupancy_saving_dkk_year) ? 0.0 : place.occupancy_saving_dkk_year,
                                     std::isnan(place.rent_saving_dkk_year) ? 0.0 : place.rent_saving_dkk_year);
      RC_ASSERT(place.saving_dkk_year == larger);
      RC_ASSERT((place.saving_dkk_year > 0.0) == (place.potential != Potential::none));
      sum += place.saving_dkk_year;
    }
    double told = 0.0;
    for (const scenarios::PotentialSum& potential : screening.potentials) told += potential.saving_dkk_year;
    RC_ASSERT(std::abs(told - sum) <= 1e-9 * sum);
  }));
}

TEST_CASE("Twice all rents change no light and double the savings") {
  CHECK(rc::check([](std::uint64_t seed) {
    ScreenTown town = any_town(seed);
    const Screening before = town.screened();
    for (models::Lease& lease : town.portfolio.leases) lease.rent_dkk_m2 *= 2.0;
    const Screening after = town.screened();
    same_lights(before, after, Screened::rent);
    for (std::size_t k = 0; k < before.potentials.size(); ++k) {
      RC_ASSERT(after.potentials[k].saving_dkk_year == 2.0 * before.potentials[k].saving_dkk_year);
    }
  }));
}

TEST_CASE("The order of the tables changes nothing") {
  CHECK(rc::check([](std::uint64_t seed) {
    ScreenTown town = any_town(seed);
    const Screening before = town.screened();
    std::ranges::reverse(town.portfolio.leases);
    std::ranges::reverse(town.portfolio.units);
    std::ranges::reverse(town.portfolio.properties);
    const Screening after = town.screened();
    for (std::size_t f = 0; f < scenarios::kScreenedCount; ++f) same_lights(before, after, static_cast<Screened>(f));
    for (std::size_t p = 0; p < before.properties.size(); ++p) {
      RC_ASSERT(before.properties[p].saving_dkk_year == after.properties[p].saving_dkk_year);
    }
  }));
}

TEST_CASE("A dearer lease has no better light and no smaller saving by rent") {
  CHECK(rc::check([](std::uint64_t seed) {
    ScreenTown town = any_town(seed);
    const Screening before = town.screened();
    const std::size_t p = seed % before.properties.size();
    const std::size_t lease = before.properties[p].leases.front();
    RC_PRE(std::isfinite(town.portfolio.leases[lease].rent_dkk_m2));
    town.portfolio.leases[lease].rent_dkk_m2 += 200.0;
    const Screening after = town.screened();
    RC_ASSERT(after.properties[p][Screened::rent].light >= before.properties[p][Screened::rent].light);
    if (std::isfinite(before.properties[p].rent_saving_dkk_year)) {
      RC_ASSERT(after.properties[p].rent_saving_dkk_year >= before.properties[p].rent_saving_dkk_year);
    }
  }));
}

TEST_CASE("The smallest change of every red figure takes it to yellow") {
  CHECK(rc::check([](std::uint64_t seed) {
    ScreenTown town = any_town(seed);
    const Screening screening = town.screened();
    for (const ScreenedPlace& place : screening.properties) {
      for (std::size_t f = 0; f < scenarios::kScreenedCount; ++f) {
        const Screened v = static_cast<Screened>(f);
        const scenarios::ScreenedFigure& figure = place[v];
        RC_ASSERT((figure.light == Light::red) == std::isfinite(figure.change_to_yellow));
        if (figure.light != Light::red) continue;
        const auto light = [&](double change) {
          return light_of(v, ratio_of(v, figure.value + change, figure.reference, town.settings), town.settings);
        };
        RC_ASSERT(light(figure.change_to_yellow * (1.0 + 1e-9)) == Light::yellow);
        RC_ASSERT(light(figure.change_to_yellow * (1.0 - 1e-6)) == Light::red);
      }
    }
  }));
}

TEST_CASE("A house let in two parts has the people of its units or of the register, whichever are more") {
  CHECK(rc::check([](std::uint64_t seed) {
    ScreenTown town = any_town(seed);
    const std::size_t count = town.portfolio.buildings.size();
    for (std::size_t b = 0; b < count; ++b) {
      models::Building& building = town.portfolio.buildings[b].building;
      const double share = 0.1 + 0.8 * core::uniform01({seed, building.building_id, "share", 0});
      building.employees = std::floor(400.0 * core::uniform01({seed, building.building_id, "register", 0}));
      models::Lease& seated = town.portfolio.leases[b];
      models::Lease rest = seated;
      rest.lease_id += "b";
      rest.use = "office";
      rest.area_m2 = (1.0 - share) * seated.area_m2;
      seated.area_m2 *= share;
      town.portfolio.leases.push_back(rest);
    }
    const Screening screening = town.screened();
    for (std::size_t b = 0; b < count; ++b) {
      const double units = town.portfolio.units[b].employees;
      const double employees = screening.properties[b].employees;
      if (std::isnan(units)) {
        RC_ASSERT(std::isnan(employees));
        continue;
      }
      RC_ASSERT(std::abs(employees - std::max(units, town.portfolio.buildings[b].building.employees)) <= 1e-9 * employees);
    }
  }));
}
