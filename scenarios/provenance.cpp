// SPDX-License-Identifier: MPL-2.0
#include "scenarios/provenance.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <filesystem>

#include "core/io/file.hpp"
#include "core/version.hpp"
#include "scenarios/content_key.hpp"
#include "scenarios/economics/bill.hpp"
#include "scenarios/economics/economics_text.hpp"
#include "scenarios/economics/prices.hpp"
#include "scenarios/protected_address.hpp"

namespace tvilling::scenarios {

namespace {

void append(std::string& text, const std::vector<double>& values) {
  for (const double value : values) text += fmt::format("{:a} ", value);
}

std::string origins_text(const models::HallOrigins& origins) {
  std::string text = fmt::format("|{}", static_cast<int>(origins.week));
  const auto add = [&text](const std::vector<models::Origin>& row) {
    text += '|';
    for (const models::Origin origin : row) text += fmt::format("{}", static_cast<int>(origin));
  };
  add(origins.hall);
  for (const std::vector<models::Origin>& basin : origins.basins) add(basin);
  return text;
}

/// Of all that a run takes from the portfolio: also who is protected, for the file withholds them.
std::string portfolio_sha256(const models::Portfolio& portfolio) {
  std::string text;
  const std::vector<std::uint8_t> hidden = protected_buildings(portfolio);
  for (std::size_t i = 0; i < hidden.size(); ++i) {
    const models::BuildingRecord& record = portfolio.buildings[i];
    const models::Building& b = record.building;
    text += fmt::format("\n{}|{}|{}|{}|{}|{}|", b.building_id, b.name, b.property_id, b.administration, models::to_string(b.use),
                        b.listed ? 1 : 0);
    for (const models::BuildingColumn& column : models::building_columns()) text += fmt::format("{:a} ", b.*column.member);
    for (const models::Point& point : b.footprint) text += fmt::format("{:a} {:a} ", point.x_m, point.y_m);
    for (const models::Origin origin : record.origin) text += fmt::format("{}", static_cast<int>(origin));
    text += fmt::format("|{}|{}|", static_cast<int>(record.zones_origin), hidden[i]);
    for (const models::UsePart& part : b.parts) text += fmt::format("{} {:a} ", models::to_string(part.use), part.area_m2);
    append(text, zone_numbers(b));
    if (b.hall != nullptr) {
      text += "|hall ";
      append(text, hall_numbers(b));
      text += origins_text(record.hall_origins);
    }
  }
  return core::sha256_hex(text);
}

/// What the scenarios do and cost, whatever the file looks like.
std::string scenarios_text(const Study& study) {
  std::string text;
  for (const Scenario& scenario : study.scenarios) {
    text += fmt::format("\n{}|{}", scenario.name, scenario.title);
    for (const Measure& m : scenario.measures) {
      text += fmt::format("\n  {}|{}|{}|{}|{:a}|{}", m.type, m.where, m.order_by, m.limit, m.sample, m.seed);
      for (const auto& [name, value] : m.parameters) text += fmt::format("|{}={:a}", name, value);
      text += fmt::format("|cost {:a} {:a} {:a} {:a}", m.cost.unit_cost_dkk, m.cost.fixed_cost_dkk, m.cost.lifetime_years,
                          m.cost.maintenance_dkk_year);
      for (const std::string& id : m.buildings) text += fmt::format("|{}:{}", id.size(), id);
      for (const auto& [name, named] : m.texts) {
        for (const std::string& id : named.ids) text += fmt::format("|{} {}:{}", name, id.size(), id);
      }
    }
  }
  return text;
}

/// Empty: all buildings.
std::string sample_text(const RunOptions& options) {
  return options.sample == 0 ? std::string() : fmt::format("{} buildings, seed {}", options.sample, options.sample_seed);
}

std::string host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : std::string("unknown");
}

std::string now_utc() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now));
}

std::string inputs_text(const models::Portfolio& portfolio, const models::Weather& weather, const RunOptions& options) {
  const bool with_paths = !options.reproducible;
  std::string text;
  std::error_code ignored;
  if (std::filesystem::is_regular_file(weather.source, ignored)) {
    const std::string path = with_paths ? weather.source : std::filesystem::path(weather.source).filename().string();
    text += fmt::format("{} sha256:{} (EPW)\n", path, core::sha256_hex(core::read_file(weather.source)));
  }
  const auto add = [&text, with_paths](const models::InputFile& input) {
    const std::string path = with_paths ? input.path : std::filesystem::path(input.path).filename().string();
    text += fmt::format("{} sha256:{} ({})\n", path, input.sha256, input.detected);
  };
  for (const models::InputFile& input : portfolio.inputs) add(input);
  if (options.reconciled) std::ranges::for_each(options.reconciled->inputs, add);
  return text;
}

}  // namespace

std::string weather_sha256(const models::Weather& weather) {
  std::string text = fmt::format("{:a} {:a} {:a} {:a} ", weather.location.latitude_deg, weather.location.longitude_deg,
                                 weather.location.utc_offset_h, weather.location.elevation_m);
  append(text, weather.dry_bulb_degc);
  append(text, weather.direct_normal_w_m2);
  append(text, weather.diffuse_horizontal_w_m2);
  append(text, weather.global_horizontal_w_m2);
  append(text, weather.sky_temperature_degc);
  append(text, weather.dew_point_degc);  // this and the rest: swimming halls
  append(text, weather.pressure_pa);
  append(text, weather.wind_speed_m_s);
  return core::sha256_hex(text);
}

std::string run_key(const Study& study, const models::Portfolio& portfolio, const models::Weather& weather,
                    const RunOptions& options) {
  std::string text = fmt::format("{} {} {} {} {} {}\n", core::version(), core::git_sha(), study.base_year, study.factor_set,
                                 options.only, options.reproducible ? "reproducible" : "");
  text += sample_text(options);
  for (const models::Hourly variable : options.hourly) text += fmt::format("{} ", models::index(variable));
  text += portfolio_sha256(portfolio) + weather_sha256(weather) + scenarios_text(study) + "\n" +
          economics_text(study.economics, study.pathways);
  if (options.reconciled) {
    text += "\nreconciled";
    for (const auto& building : options.reconciled->factors) {
      for (const ReconciledFactor& f : building) text += fmt::format(" {:a} {} {}", f.factor, static_cast<int>(f.origin), f.year);
    }
  }
  return core::sha256_hex(text);
}

std::vector<std::pair<std::string, std::string>> make_provenance(const Study& study, const models::Portfolio& portfolio,
                                                                 const models::Weather& weather, const RunOptions& options,
                                                                 int threads) {
  const bool paths = !options.reproducible;
  const EmissionFactors factors = emission_factors(study.factor_set, study.base_year);
  const std::string weather_name = paths ? weather.source : std::filesystem::path(weather.source).filename().string();
  std::vector<std::pair<std::string, std::string>> entries{
      {"tvilling_version", std::string(core::version())},
      {"git_sha", std::string(core::git_sha())},
      {"study_name", study.name},
      {"study_text", study.text},
      {"base_year", std::to_string(study.base_year)},
      {"factor_set", study.factor_set},
      {"economics", economics_text(study.economics, study.pathways)},
      {"co2_heat_kg_kwh", fmt::format("{}", factors.heat_kg_kwh)},
      {"co2_electricity_kg_kwh", fmt::format("{}", factors.electricity_kg_kwh)},
      {"weather", weather_name},
      {"weather_location", weather.location.name},
      {"weather_sha256", weather_sha256(weather)},
      {"portfolio_sha256", portfolio_sha256(portfolio)},
      {"inputs", inputs_text(portfolio, weather, options)},
      {"only", options.only},
      {"sample", sample_text(options)},
      {"run_key", run_key(study, portfolio, weather, options)},
  };
  const Tariff tariff = tariff_in(study.economics, study.economics.price_level_year);  // that bills are of
  for (const TariffPrice& price : kTariffPrices) {
    entries.emplace_back(price.name, fmt::format("{}", tariff.*price.member));
  }
  if (!options.reproducible) {
    entries.emplace_back("portfolio", study.portfolio.string());
    entries.emplace_back("started_utc", now_utc());
    entries.emplace_back("host", host_name());
    entries.emplace_back("threads", std::to_string(threads));
    entries.emplace_back("command_line", options.command_line);
  }
  return entries;
}

}  // namespace tvilling::scenarios
