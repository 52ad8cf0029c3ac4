// SPDX-License-Identifier: MPL-2.0
#include "scenarios/economics/economics_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "core/io/toml.hpp"
#include "scenarios/economics/settings_keys.hpp"
#include "scenarios/results_file.hpp"
#include "scenarios/study_draft.hpp"

namespace tvilling::scenarios {

namespace {

constexpr std::string_view kProvenance = "economics";

/// A number as TOML has it: the shortest text that is the same double, with a point.
std::string number(double value) {
  std::string text = fmt::format("{}", value);
  const bool whole = text.find_first_of(".en") == std::string::npos;
  return whole ? text + ".0" : text;
}

/// A text as TOML has it.
std::string toml_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      out += fmt::format("\\u{:04X}", static_cast<unsigned char>(c));
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

template <typename Table, typename Keys>
std::string numbers(const Table& table, const Keys& keys) {
  std::string text;
  for (const auto& key : keys) {
    const double value = table.*key.member;
    if (!std::isnan(value)) text += fmt::format("{} = {}\n", key.name, number(value));
  }
  return text;
}

const std::string* provenance_of(const Results& results, std::string_view name) {
  const auto found = std::ranges::find_if(results.provenance, [name](const auto& entry) { return entry.first == name; });
  return found == results.provenance.end() ? nullptr : &found->second;
}

}  // namespace

std::string economics_text(const EconomicSettings& settings, const std::vector<Pathway>& pathways) {
  std::string text =
      fmt::format("[economics]\nprice_level_year = {}\nhorizon_years = {}\n", settings.price_level_year, settings.horizon_years);
  text += numbers(settings, kEconomicKeys);
  for (const DiscountStep& step : settings.discount) {
    text += fmt::format("[[economics.discount]]\nfrom_year = {}\n{} = {}\n", step.from_year, kDiscountKey.name,
                        number(step.rate_fraction));
  }
  text += fmt::format("[tariff]\n{}{} = {}\n[tariff.rise]\n{}", numbers(settings.tariff, kTariffKeys), kBandCounts,
                      settings.tariff.cooling_band_counts, numbers(settings.rise, kRiseKeys));
  for (const PriceYear& price : settings.prices) {
    text += fmt::format("[[price]]\nyear = {}\n{}", price.year, numbers(price, kPriceKeys));
  }
  for (const Pathway& pathway : pathways) {
    text += fmt::format("[[pathway]]\nname = {}\n", toml_text(pathway.name));
    if (pathway.end_year != 0) text += fmt::format("end_year = {}\n", pathway.end_year);
    for (const PathwayStep& step : pathway.steps) {
      text += fmt::format("[[pathway.step]]\nyear = {}\nscenario = {}\n", step.year, toml_text(step.scenario));
    }
  }
  return text;
}

MoneyTables parse_economics_text(std::string_view text, const std::string& file) {
  core::Findings findings;
  const core::TomlTable root = core::parse_toml(text, file);
  const TableReader reader(root, "the tables of money", findings);
  MoneyTables tables;
  tables.economics = read_economics(reader, findings);
  // Which scenarios there are was checked when the study was read.
  std::vector<Scenario> named;
  for (const core::TomlTable* pathway : reader.tables("pathway", "pathway")) {
    for (const core::TomlTable* step : TableReader(*pathway, "this pathway", findings).tables("step", "pathway.step")) {
      const core::TomlValue* scenario = step->find("scenario");
      if (scenario != nullptr && scenario->as_string() != nullptr) named.push_back({*scenario->as_string(), {}});
    }
  }
  tables.pathways = read_pathways(reader, tables.economics, named, {}, findings);
  core::throw_if_stopped(findings);
  return tables;
}

MoneyTables money_of(const Results& results) {
  const std::string* text = provenance_of(results, kProvenance);
  if (text == nullptr) {
    throw core::Error(core::ErrorKind::bad_input, "the result file does not say how money was counted: it is of an older version",
                      {results.path}, "Run the study again with this version.");
  }
  return parse_economics_text(*text, results.path + ":/provenance/economics");
}

std::string factor_set_of(const Results& results) {
  const std::string* text = provenance_of(results, "factor_set");
  return text == nullptr ? std::string(kBr18FactorSet) : *text;
}

}  // namespace tvilling::scenarios
