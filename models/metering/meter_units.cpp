// SPDX-License-Identifier: MPL-2.0
#include "models/metering/meter_units.hpp"

#include <algorithm>
#include <array>

#include "models/portfolio/fold.hpp"

namespace tvilling::models {

namespace {

struct CarrierWord {
  std::string_view word;  // folded
  Carrier carrier;
};
constexpr std::array kCarrierWords{
    CarrierWord{"heat", Carrier::heat},
    CarrierWord{"heating", Carrier::heat},
    CarrierWord{"districtheating", Carrier::heat},
    CarrierWord{"districtheat", Carrier::heat},
    CarrierWord{"varme", Carrier::heat},
    CarrierWord{"fjernvarme", Carrier::heat},
    CarrierWord{"fjv", Carrier::heat},
    CarrierWord{"centralvarme", Carrier::heat},
    CarrierWord{"electricity", Carrier::electricity},
    CarrierWord{"electric", Carrier::electricity},
    CarrierWord{"power", Carrier::electricity},
    CarrierWord{"el", Carrier::electricity},
    CarrierWord{"elektricitet", Carrier::electricity},
    CarrierWord{"stroem", Carrier::electricity},
    CarrierWord{"water", Carrier::water},
    CarrierWord{"coldwater", Carrier::water},
    CarrierWord{"vand", Carrier::water},
    CarrierWord{"koldtvand", Carrier::water},
    CarrierWord{"brugsvand", Carrier::water},
    CarrierWord{"gas", Carrier::gas},
    CarrierWord{"naturalgas", Carrier::gas},
    CarrierWord{"naturgas", Carrier::gas},
    CarrierWord{"bygas", Carrier::gas},
    CarrierWord{"ledningsgas", Carrier::gas},
};

struct UnitWord {
  std::string_view word;  // folded
  double factor;          // kWh, or m3
  bool volume;
};
constexpr double kKwhPerGj = 1000.0 / 3.6;
constexpr double kKwhPerGcal = 4186.8 / 3.6;  // international table calorie, 4.1868 J
constexpr std::array kUnitWords{
    UnitWord{"kwh", 1.0, false},          UnitWord{"wh", 0.001, false},     UnitWord{"mwh", 1000.0, false},
    UnitWord{"gwh", 1.0e6, false},        UnitWord{"gj", kKwhPerGj, false}, UnitWord{"mj", kKwhPerGj / 1000.0, false},
    UnitWord{"gcal", kKwhPerGcal, false}, UnitWord{"m3", 1.0, true},        UnitWord{"nm3", 1.0, true},
    UnitWord{"kubikmeter", 1.0, true},    UnitWord{"l", 0.001, true},       UnitWord{"liter", 0.001, true},
};

/// fold() leaves superscript three out: "m³" would be "m".
std::string unit_word(std::string_view unit) {
  std::string text(unit);
  const std::size_t cubed = text.find("\xC2\xB3");
  if (cubed != std::string::npos) text.replace(cubed, 2, "3");
  return fold(text);
}

}  // namespace

std::optional<Carrier> parse_carrier(std::string_view word) {
  const std::string folded = fold(word);
  const auto found =
      std::find_if(kCarrierWords.begin(), kCarrierWords.end(), [&folded](const CarrierWord& c) { return c.word == folded; });
  if (found == kCarrierWords.end()) return std::nullopt;
  return found->carrier;
}

std::optional<double> unit_factor(std::string_view unit, Carrier carrier, double kwh_per_unit) {
  const std::string word = unit_word(unit);
  const auto found = std::find_if(kUnitWords.begin(), kUnitWords.end(), [&word](const UnitWord& u) { return u.word == word; });
  if (found == kUnitWords.end()) return std::nullopt;
  if (found->volume && carrier == Carrier::gas) return found->factor * kwh_per_unit;
  if (found->volume != (carrier == Carrier::water)) return std::nullopt;
  return found->factor;
}

std::string units_of(Carrier carrier) {
  switch (carrier) {
    case Carrier::water: return "m3";
    case Carrier::gas: return "m3 (with kwh_per_unit), kWh, MWh or GJ";
    case Carrier::heat: return "kWh, MWh, GJ or Gcal";
    case Carrier::electricity: return "kWh or MWh";
  }
  return "kWh";
}

}  // namespace tvilling::models
