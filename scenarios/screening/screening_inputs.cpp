// SPDX-License-Identifier: MPL-2.0
#include "scenarios/screening/screening_inputs.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "core/io/file.hpp"
#include "scenarios/reconcile.hpp"
#include "scenarios/reconcile_factors.hpp"
#include "scenarios/reconcile_inputs.hpp"

namespace tvilling::scenarios {

namespace {

constexpr int kPriceYear = 2025;  // of the tariff and the factors that a study has by default

/// The years of all buildings: of the meters where they fit, else simulated.
void add_years(const ReconcileInputs& read, const ReconciledBaseline& baseline, ScreeningInputs& inputs) {
  const Tariff tariff;
  const EmissionFactors emissions = emission_factors(kBr18FactorSet, kPriceYear);
  inputs.years.resize(read.baseline.results.size());
  for (std::size_t b = 0; b < inputs.years.size(); ++b) {
    if (read.baseline.status[b] != TaskStatus::done) {
      ++inputs.failed;
      continue;
    }
    const models::Building& building = inputs.portfolio.buildings[b].building;
    const models::BuildingResult& simulated = read.baseline.results[b];
    const auto& factors = baseline.factors[b];
    inputs.years[b] = screened_year(reconciled(simulated, simulated, building, factors, tariff, emissions), building, tariff);
    inputs.years[b].heat_origin = factors[0].origin;
    inputs.years[b].electricity_origin = factors[1].origin;
    inputs.years[b].water_origin = factors[2].origin;
    const auto source = [](const ReconciledFactor& f) { return f.year != 0 ? FigureSource::metered : FigureSource::simulated; };
    inputs.years[b].heat_source = source(factors[0]);
    inputs.years[b].electricity_source = source(factors[1]);
    inputs.years[b].water_source = source(factors[2]);
    if (std::ranges::any_of(factors, [](const ReconciledFactor& f) { return f.year != 0; })) ++inputs.metered;
  }
}

}  // namespace

ScreenedYear screened_year(const models::BuildingResult& result, const models::Building& building, const Tariff& tariff) {
  using models::Annual;
  using models::index;
  const BilledUse use = billed_use(result, building, tariff);
  ScreenedYear year;
  year.known = true;
  year.heat_kwh = use.heat_kwh;
  year.electricity_kwh = use.electricity_kwh;
  year.water_m3 = use.water_m3;
  year.co2_kg = result.annual[index(Annual::co2)];
  year.heat_dkk = bill_dkk(
      {.heat_kwh = use.heat_kwh, .peak_heat_kw = use.peak_heat_kw, .corrected_cooling_k = use.corrected_cooling_k}, tariff);
  year.electricity_dkk =
      bill_dkk({.electricity_kwh = use.electricity_kwh, .electricity_sold_kwh = use.electricity_sold_kwh}, tariff);
  year.water_dkk = bill_dkk({.water_m3 = use.water_m3}, tariff);
  return year;
}

std::optional<ScreeningInputs> screening_inputs(const std::filesystem::path& path, const ScreeningInputOptions& options,
                                                const core::RunContext& context, core::Findings& findings) {
  core::Findings found;
  ScreeningInputs inputs;
  inputs.settings = read_screening(path, found);
  inputs.overrides = models::read_overrides(path, found);
  std::optional<ReconcileInputs> read = reconcile_inputs(path, {.weather = options.weather}, context, found);
  if (read) {
    const Reconciliation reconciliation = read->metering.uses.empty() ? Reconciliation{} : reconcile(read->view(), {}, found);
    inputs.weather = read->weather;
    inputs.portfolio = std::move(read->portfolio);
    add_years(*read, reconciled_baseline(reconciliation, read->baseline), inputs);
    if (!inputs.settings.file.empty()) {
      inputs.portfolio.inputs.push_back({inputs.settings.file, core::sha256_hex(core::read_file(inputs.settings.file)), {}});
    }
  }
  if (read) models::check_locks(inputs.overrides.locks, inputs.portfolio, found);
  models::set_aside_here(inputs.overrides, found);
  for (core::Finding& finding : found.list) findings.add_once(std::move(finding));
  if (!read || findings.stops()) return std::nullopt;
  return inputs;
}

}  // namespace tvilling::scenarios
