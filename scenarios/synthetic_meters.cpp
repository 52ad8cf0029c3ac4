// SPDX-License-Identifier: MPL-2.0
#include "scenarios/synthetic_meters.hpp"

#include <fmt/format.h>
#include <omp.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <map>
#include <numeric>

#include "core/first_error.hpp"
#include "core/random.hpp"
#include "core/time_axis.hpp"
#include "models/building/simulate.hpp"
#include "models/metering/danish_clock.hpp"
#include "models/preflight/plausibility.hpp"

namespace tvilling::scenarios {

namespace {

using models::Building;
using models::Carrier;

constexpr std::int64_t kHour_s = 3600;
constexpr double kKwhPerMwh = 1000.0;
constexpr double kKwhPerGj = 1000.0 / 3.6;
constexpr std::size_t kCarriers = 2;
constexpr std::array<Carrier, kCarriers> kCarriersMetered{Carrier::heat, Carrier::electricity};
constexpr std::array<std::string_view, kCarriers> kBands{"heat_kwh_m2", "electricity_kwh_m2"};
constexpr std::array<std::string_view, kCarriers> kEndings{"V", "E"};  // varme, el

/// The buildings of a property, by their place in the portfolio.
struct Site {
  std::string property_id;
  std::vector<std::size_t> buildings;
};

bool is_heated(models::Use use) {
  return use != models::Use::small_building && use != models::Use::workshop_storage;
}

/// The properties that have meters: by the lowest draws among those with a heated building.
std::vector<Site> metered_sites(const models::Portfolio& city, std::uint64_t seed) {
  constexpr double kProperties = 550.0;  // KEID has hourly meters there (BC10)
  constexpr double kBuildings = 3500.0;
  std::map<std::string, Site> sites;
  for (std::size_t i = 0; i < city.buildings.size(); ++i) {
    const Building& b = city.buildings[i].building;
    Site& site = sites[b.property_id];
    site.property_id = b.property_id;
    site.buildings.push_back(i);
  }
  std::vector<std::pair<std::uint64_t, const Site*>> draws;
  for (const auto& [id, site] : sites) {
    const bool heated = std::any_of(site.buildings.begin(), site.buildings.end(),
                                    [&city](std::size_t i) { return is_heated(city.buildings[i].building.use); });
    if (heated) draws.emplace_back(core::random_bits({seed, id, "metered", 0}), &site);
  }
  std::sort(draws.begin(), draws.end());
  const double wanted = std::max(1.0, std::round(kProperties * static_cast<double>(city.buildings.size()) / kBuildings));
  draws.resize(std::min(draws.size(), static_cast<std::size_t>(wanted)));
  std::vector<Site> metered;
  for (const auto& [draw, site] : draws) metered.push_back(*site);
  std::sort(metered.begin(), metered.end(), [](const Site& a, const Site& b) { return a.property_id < b.property_id; });
  return metered;
}

/// Cumulates or leaves uses, rounds, and gives the unit.
class SeriesMaker {
 public:
  SeriesMaker(const MeterHours& hours, std::uint64_t seed) : hours_(hours), seed_(seed) {}

  /// `kwh`: of the 8,760 simulated hours.
  void fill(MeterSeries& series, const std::vector<double>& kwh) const {
    const std::vector<double> uses = noisy(series.meter_id, kwh);
    const double annual = std::accumulate(uses.begin(), uses.end(), 0.0);
    choose_form(series, annual);
    const double unit = series.unit == "kWh" ? 1.0 : series.unit == "MWh" ? kKwhPerMwh : kKwhPerGj;
    const double grid = std::pow(10.0, series.decimals);
    const auto rounded = [grid](double value) { return std::round(value * grid) / grid; };
    if (series.is_monthly) {
      series.values = by_month(uses);
      for (double& value : series.values) value = rounded(value / unit);
    } else if (series.is_register) {
      states(series, uses, annual, unit, rounded);
    } else {
      series.values.reserve(uses.size());
      for (const double use : uses) series.values.push_back(rounded(use / unit));
    }
  }

 private:
  [[nodiscard]] double draw(const MeterSeries& series, std::string_view attribute) const {
    return core::uniform01({seed_, series.meter_id, attribute, 0});
  }

  [[nodiscard]] std::vector<double> noisy(const std::string& id, const std::vector<double>& kwh) const {
    constexpr double kNoise = 0.05;
    std::vector<double> uses;
    uses.reserve(hours_.modelled.size());
    for (std::size_t h = 0; h < hours_.modelled.size(); ++h) {
      const double noise = 1.0 + kNoise * core::standard_normal({seed_, id, "noise", h});
      uses.push_back(std::max(0.0, kwh[hours_.modelled[h]] * noise));
    }
    return uses;
  }

  /// Mixed on purpose, each right: units, counters and meters that are read by the month. Assumed shares.
  void choose_form(MeterSeries& series, double annual_kwh) const {
    constexpr double kMonthly = 0.05;
    constexpr double kRegister = 0.25;
    constexpr double kLeastMwh = 200e3;  // smaller ones count in kWh
    series.unit = "kWh";
    if (annual_kwh > kLeastMwh) {
      const double unit = draw(series, "unit");
      if (series.carrier == Carrier::heat) series.unit = unit < 0.5 ? "MWh" : unit < 0.8 ? "kWh" : "GJ";
      if (series.carrier == Carrier::electricity && unit < 0.2) series.unit = "MWh";
    }
    series.decimals = series.unit == "kWh" ? 1 : 4;  // three decimals and a comma could be thousands
    const double form = draw(series, "form");
    series.is_monthly = form < kMonthly;
    series.is_register = !series.is_monthly && form < kMonthly + kRegister;
  }

  [[nodiscard]] std::vector<double> by_month(const std::vector<double>& uses) const {
    std::vector<double> months(core::kMonths, 0.0);
    const models::DanishClock clock;
    const models::DayCalendar calendar(clock, hours_.year, hours_.year);
    for (std::size_t h = 0; h < uses.size(); ++h) {
      months[static_cast<std::size_t>(calendar.month_of(calendar.day_of(hours_.begin_s[h])).second)] += uses[h];
    }
    return months;
  }

  /// The states at the beginning of each hour and at the end of the year; a third roll over in the year at a value that the
  /// meters table names.
  template <class Rounded>
  void states(MeterSeries& series, const std::vector<double>& uses, double annual_kwh, double unit,
              const Rounded& rounded) const {
    constexpr double kRolling = 1.0 / 3.0;
    const double annual = annual_kwh / unit;
    double state = std::round(annual * (1.0 + 3.0 * draw(series, "start")));
    if (draw(series, "rolling") < kRolling) {
      series.rollover = 1000.0;
      while (series.rollover < 3.0 * annual) series.rollover *= 10.0;
      state = std::round(series.rollover - annual * (0.2 + 0.6 * draw(series, "start")));
    }
    series.values.reserve(uses.size() + 1);
    series.values.push_back(rounded(state));
    for (const double use : uses) {
      state += use / unit;
      if (state >= series.rollover) state -= series.rollover;  // NaN: never
      series.values.push_back(rounded(state));
    }
  }

  const MeterHours& hours_;
  std::uint64_t seed_;
};

/// The shares of a meter's buildings in its use, in parts of 10,000 that add up to 1.
std::vector<std::pair<std::string, double>> shares_of(const models::Portfolio& city, const Site& site,
                                                      const std::vector<double>& annual) {
  constexpr double kParts = 10000.0;
  const double sum = std::accumulate(annual.begin(), annual.end(), 0.0);
  const std::size_t largest = static_cast<std::size_t>(std::max_element(annual.begin(), annual.end()) - annual.begin());
  std::vector<double> parts;
  for (const double use : annual) parts.push_back(std::round(kParts * use / sum));
  parts[largest] += kParts - std::accumulate(parts.begin(), parts.end(), 0.0);
  std::vector<std::pair<std::string, double>> shares;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i] > 0.0) shares.emplace_back(city.buildings[site.buildings[i]].building.building_id, parts[i] / kParts);
  }
  return shares;
}

/// Simulates the buildings of one property and makes its meters.
class SiteMeters {
 public:
  SiteMeters(const models::Portfolio& city, const models::Environment& environment, const SeriesMaker& maker, std::uint64_t seed)
      : city_(city), environment_(environment), maker_(maker), seed_(seed) {}

  void make(const Site& site, models::HourlySeries& hourly, std::array<MeterSeries, kCarriers>& made,
            std::array<bool, kCarriers>& usual) const {
    constexpr double kBias = 0.12;
    constexpr double kLeast = 0.3;
    std::array<std::vector<double>, kCarriers> kwh;
    std::array<std::vector<double>, kCarriers> annual;
    for (std::vector<double>& series : kwh) series.assign(core::kHoursPerYear, 0.0);
    for (const std::size_t i : site.buildings) {
      const Building& building = city_.buildings[i].building;
      static_cast<void>(models::simulate_building(building, environment_, hourly));
      for (std::size_t c = 0; c < kCarriers; ++c) {
        const std::span<const double> hours = hourly[c == 0 ? models::Hourly::heat : models::Hourly::electricity];
        const double z = core::standard_normal({seed_, building.building_id, kBands[c], 0});
        const double factor = std::max(kLeast, 1.0 + kBias * z);
        double sum = 0.0;
        for (std::size_t h = 0; h < kwh[c].size(); ++h) {
          kwh[c][h] += factor * hours[h];
          sum += factor * hours[h];
        }
        annual[c].push_back(sum);
      }
    }
    for (std::size_t c = 0; c < kCarriers; ++c) {
      made[c].meter_id = fmt::format("{}-{}", site.property_id, kEndings[c]);
      made[c].carrier = kCarriersMetered[c];
      made[c].shares = shares_of(city_, site, annual[c]);
      maker_.fill(made[c], kwh[c]);
      const Building& first = city_.buildings[site.buildings.front()].building;
      const double sum = std::accumulate(annual[c].begin(), annual[c].end(), 0.0);
      usual[c] = site.buildings.size() == 1 && rules_.band(kBands[c], first.use).contains(sum / first.area_m2);
    }
  }

 private:
  const models::Portfolio& city_;
  const models::Environment& environment_;
  const SeriesMaker& maker_;
  std::uint64_t seed_;
  models::Plausibility rules_;
};

/// A year that is a little warmer or colder than the normal one, with other days.
models::Weather weather_of(int year, std::uint64_t seed) {
  constexpr double kSpread_k = 0.8;
  const std::string name = std::to_string(year);
  return models::reference_year({.temperature_shift_k = kSpread_k * core::standard_normal({seed, name, "temperature", 0}),
                                 .seed = static_cast<unsigned>(core::random_bits({seed, name, "weather", 0}) >> 40U)});
}

}  // namespace

MeterHours meter_hours(int year) {
  if (year < models::DanishClock::kFirstYear || year >= models::DanishClock::kLastYear) {
    throw core::Error(core::ErrorKind::wrong_usage, fmt::format("--year {}: no year of meters", year), {},
                      fmt::format("Give {} to {}.", models::DanishClock::kFirstYear, models::DanishClock::kLastYear - 1));
  }
  const models::DanishClock clock;
  const models::DayCalendar calendar(clock, year, year);
  MeterHours hours{year, {}, {}};
  const std::int64_t begin_s = calendar.begin_s(0);
  const std::int64_t end_s = calendar.begin_s(calendar.days() - 1) + calendar.length_s(calendar.days() - 1);
  constexpr std::size_t kDay = 24;
  const std::size_t leap_begin = calendar.days() == 366 ? kDay * 59 : static_cast<std::size_t>(-1);  // hour of 29 February
  for (std::int64_t at = begin_s; at < end_s; at += kHour_s) {
    const std::size_t h = hours.begin_s.size();
    hours.begin_s.push_back(at);
    hours.modelled.push_back(static_cast<std::uint16_t>(h >= leap_begin ? h - kDay : h));
  }
  hours.begin_s.push_back(end_s);
  return hours;
}

SyntheticMeters synthetic_meters(const models::Portfolio& city, const SyntheticMeterOptions& options,
                                 const core::RunContext& context) {
  SyntheticMeters meters;
  meters.hours = meter_hours(options.year);
  meters.weather = weather_of(options.year, options.seed);
  models::Portfolio filled = city;
  core::Findings findings;
  models::fill_portfolio(filled, findings);
  core::throw_if_stopped(findings);
  const models::Environment environment = models::make_environment(meters.weather, options.year);
  const std::vector<Site> sites = metered_sites(filled, options.seed);
  const SeriesMaker maker(meters.hours, options.seed);
  const SiteMeters make(filled, environment, maker, options.seed);
  std::vector<std::array<MeterSeries, kCarriers>> made(sites.size());
  std::vector<std::array<bool, kCarriers>> usual(sites.size());
  const int threads = context.threads > 0 ? context.threads : omp_get_max_threads();
  const std::ptrdiff_t count = static_cast<std::ptrdiff_t>(sites.size());
  std::atomic<bool> stopped = false;
  core::FirstError error;
#pragma omp parallel num_threads(threads)
  {
    models::HourlySeries hourly;
#pragma omp for schedule(dynamic)
    for (std::ptrdiff_t s = 0; s < count; ++s) {
      if (context.stop.stop_requested()) stopped = true;
      if (stopped || error.is_kept()) continue;
      const std::size_t i = static_cast<std::size_t>(s);
      try {
        make.make(sites[i], hourly, made[i], usual[i]);
      } catch (...) {
        error.keep(std::current_exception());
      }
    }
  }
  error.rethrow();
  if (stopped) throw core::Error(core::ErrorKind::interrupted, "stopped; nothing was written");
  for (std::size_t i = 0; i < sites.size(); ++i) {
    for (std::size_t c = 0; c < kCarriers; ++c) {
      if (usual[i][c]) meters.usual_meters.insert(made[i][c].meter_id);
      meters.series.push_back(std::move(made[i][c]));
    }
  }
  std::sort(meters.series.begin(), meters.series.end(),
            [](const MeterSeries& a, const MeterSeries& b) { return a.meter_id < b.meter_id; });
  plant_reading_faults(meters, options);
  return meters;
}

}  // namespace tvilling::scenarios
