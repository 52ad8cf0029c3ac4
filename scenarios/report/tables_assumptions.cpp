// SPDX-License-Identifier: MPL-2.0
#include <charconv>

#include "core/text.hpp"
#include "scenarios/economics/settings_keys.hpp"
#include "scenarios/report/report_cells.hpp"
#include "scenarios/report/report_tables.hpp"

namespace tvilling::scenarios::report {

namespace {

/// A fraction in percent with the same digits: 0.035 is 3.5, not 3.5000000000000004.
double in_percent(double fraction) {
  const std::string text = fmt::format("{}", fraction);
  constexpr double kPercent = 100.0;
  if (text.find('e') != std::string::npos) return fraction * kPercent;
  const std::string shifted = text + "e2";
  double percent = fraction * kPercent;
  std::from_chars(shifted.data(), shifted.data() + shifted.size(), percent);
  return percent;
}

/// Rows of "what, value, unit": numbers as they are, for another to count with.
class Facts {
 public:
  Facts(Table& table, const Words& words) : table_(table), words_(words) {}
  void cell(std::string_view key, core::SheetCell value, std::string unit = {}) {
    table_.rows.push_back({label(key), std::move(value), std::move(unit)});
  }
  /// The value of a key of the study, fractions in percent.
  void of_key(std::string name, std::string_view key, double value, std::string_view unit) {
    const bool yearly = key.ends_with("_fraction_year");
    const bool percent = yearly || key.ends_with("_fraction");
    table_.rows.push_back({std::move(name), known_cell(percent ? in_percent(value) : value),
                           words_.named("unit", yearly    ? "%/a"
                                                : percent ? "%"
                                                          : unit)});
  }
  template <typename Settings, std::size_t kCount>
  void keys(const std::array<NumberKey<Settings>, kCount>& all, const Settings& settings) {
    for (const NumberKey<Settings>& key : all) of_key(label(key.name), key.name, settings.*key.member, key.range.unit);
  }
  /// The words for a key; the key itself where nobody has written them.
  [[nodiscard]] std::string label(std::string_view key) const { return words_.named("assume", key); }

 private:
  Table& table_;
  const Words& words_;
};

void add_money(Facts& facts, const EconomicSettings& e, const Words& words) {
  facts.cell("price_level_year", static_cast<double>(e.price_level_year));
  facts.cell("horizon_years", static_cast<double>(e.horizon_years), words.named("unit", "years"));
  for (const DiscountStep& step : e.discount) {
    facts.of_key(words.fill("assume_discount", step.from_year), kDiscountKey.name, step.rate_fraction, {});
  }
  facts.keys(kEconomicKeys, e);
  facts.keys(kTariffKeys, e.tariff);
  facts.cell(kBandCounts, e.tariff.cooling_band_counts);
  facts.keys(kRiseKeys, e.rise);
  for (const PriceYear& price : e.prices) {
    for (const NumberKey<PriceYear>& key : kPriceKeys) {
      const double value = price.*key.member;
      if (std::isnan(value)) continue;  // as before
      facts.of_key(words.fill("assume_price_from", facts.label(key.name), price.year), key.name, value, key.range.unit);
    }
  }
}

}  // namespace

Table assumptions_table(const Report& report, const Words& words) {
  Table table{"assumptions", words("title_assumptions"), words("about_assumptions"), {}, {}};
  table.columns = {column(words, "assumption"), column(words, "value", Shown::exact), column(words, "unit")};
  Facts facts(table, words);
  const auto number = [&report](std::string_view name) {
    return known_cell(core::plain_number(report.provenance(name)).value_or(models::kMissing));
  };
  facts.cell("weather", words.named("weather", report.provenance("weather")));
  facts.cell("weather_place", report.provenance("weather_location"));
  facts.cell("base_year", number("base_year"));
  facts.cell("factor_set", words.named("factor_set", report.study.factor_set));
  facts.cell("co2_heat", number("co2_heat_kg_kwh"), "kg/kWh");
  facts.cell("co2_electricity", number("co2_electricity_kg_kwh"), "kg/kWh");
  add_money(facts, report.study.economics, words);
  for (const std::string_view restricted : {"only", "sample"}) {
    if (!report.provenance(restricted).empty()) facts.cell(restricted, report.provenance(restricted));
  }
  table.notes.push_back(words("assume_origin_note"));
  if (!report.settings_known) table.notes.push_back(words("settings_unknown"));
  return table;
}

}  // namespace tvilling::scenarios::report
