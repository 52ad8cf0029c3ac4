// SPDX-License-Identifier: MPL-2.0
#include "models/metering/read_meters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <utility>

#include "core/text.hpp"
#include "models/links/decisions.hpp"
#include "models/metering/meter_units.hpp"
#include "models/metering/metering_codes.hpp"
#include "models/portfolio/finding_codes.hpp"
#include "models/portfolio/fold.hpp"
#include "models/portfolio/table_reader.hpp"

namespace tvilling::models {

namespace {

namespace code = metering_code;
using core::Severity;
using core::shown;
using Row = TableReader::Row;

constexpr double kShareSum = 1e-6;

struct KindWord {
  std::string_view word;
  MeterKind kind;
};
constexpr std::array kKindWords{
    KindWord{"", MeterKind::interval},
    KindWord{"interval", MeterKind::interval},
    KindWord{"forbrug", MeterKind::interval},
    KindWord{"consumption", MeterKind::interval},
    KindWord{"periode", MeterKind::interval},
    KindWord{"register", MeterKind::register_},
    KindWord{"cumulative", MeterKind::register_},
    KindWord{"counter", MeterKind::register_},
    KindWord{"akk", MeterKind::register_},
    KindWord{"akkumuleret", MeterKind::register_},
    KindWord{"kumulativ", MeterKind::register_},
    KindWord{"maalerstand", MeterKind::register_},
    KindWord{"taeller", MeterKind::register_},
    KindWord{"stand", MeterKind::register_},
};

void read_carrier(TableReader& table, Row row, Meter& meter) {
  const std::string& text = table.text(row, "carrier");
  const std::optional<Carrier> carrier = parse_carrier(text);
  if (carrier) {
    meter.carrier = *carrier;
    return;
  }
  table.stop(code::kUnknownCarrier, row, "carrier",
             text.empty() ? "carrier is empty" : fmt::format("carrier is \"{}\"", shown(text)),
             "Write heat, electricity, water or gas (varme, el, vand, gas).");
}

void read_unit(TableReader& table, Row row, Meter& meter) {
  meter.unit = table.text(row, "unit");
  meter.kwh_per_unit = table.number(row, "kwh_per_unit", {0.001, 100000.0}, "kWh");
  if (!parse_carrier(table.text(row, "carrier"))) return;  // told: nothing to hold the unit against
  const std::optional<double> factor = unit_factor(meter.unit, meter.carrier, meter.kwh_per_unit);
  if (factor && !std::isnan(*factor)) {
    meter.factor = *factor;
    return;
  }
  if (factor) {
    table.stop(code::kHeatingValue, row, "unit", fmt::format("gas is counted in {} and kwh_per_unit is empty", shown(meter.unit)),
               "Write in kwh_per_unit what one unit gives; the gas company states it (natural gas: about 11 kWh).");
    return;
  }
  const bool nothing = meter.unit.empty() || meter.unit == "0";
  table.stop(code::kUnknownUnit, row, "unit",
             nothing ? fmt::format("unit is {}", meter.unit.empty() ? "empty" : "\"0\"")
                     : fmt::format("unit is \"{}\" for {}", shown(meter.unit), to_string(meter.carrier)),
             fmt::format("Write {}: a guess may be wrong a thousand times over.", units_of(meter.carrier)));
}

void read_kind(TableReader& table, Row row, Meter& meter) {
  const std::string& text = table.text(row, "kind");
  const std::string word = fold(text);
  const auto found = std::find_if(kKindWords.begin(), kKindWords.end(), [&word](const KindWord& k) { return k.word == word; });
  if (found != kKindWords.end()) {
    meter.kind = found->kind;
    return;
  }
  table.stop(code::kMeterRow, row, "kind", fmt::format("kind is \"{}\"", shown(text)),
             "Write interval (each reading is a use) or register (each reading is the state of a counter).");
}

Meter read_meter(TableReader& table, Row row) {
  Meter meter;
  meter.meter_id = table.id(row);
  meter.building_id = table.text(row, "building_id");
  meter.property_id = table.text(row, "property_id");
  meter.address = table.text(row, "address");
  read_carrier(table, row, meter);
  read_unit(table, row, meter);
  read_kind(table, row, meter);
  meter.rollover = table.number(row, "rollover", {1.0, 1e15});
  meter.resets = table.flag(row, "resets", false);
  meter.feeds_out = table.flag(row, "feeds_out", false);
  meter.pos = table.pos(row, "meter_id");
  return meter;
}

/// False when the table could not be read, or not to its end.
bool read_meters(const PortfolioSource& source, MeterTables& tables, core::Findings& findings) {
  const std::size_t from = findings.list.size();
  constexpr std::array<std::string_view, 2> kNumbers{"rollover", "kwh_per_unit"};
  constexpr std::array<std::string_view, 3> kRequired{"meter_id", "carrier", "unit"};
  core::Table raw = source.read(PortfolioTable::meters, findings);
  InputFile input{source.file(PortfolioTable::meters), source.sha256(PortfolioTable::meters), {}};
  if (!raw.header.empty()) {
    TableReader table(PortfolioTable::meters, std::move(raw), kNumbers, kRequired, findings);
    for (Row row = 0; row < table.rows(); ++row) {
      static_cast<void>(table.take_stopped());
      Meter meter = read_meter(table, row);
      if (!table.take_stopped() && table.complete()) {
        tables.meters.push_back(std::move(meter));
      } else {
        tables.left_out.insert(meter.meter_id);
      }
    }
    std::vector<KeptOutRow> ragged;
    table.add_ragged(ragged);
    for (const KeptOutRow& row : ragged) tables.left_out.insert(row.id);
    input.detected = table.detected();
  }
  tables.inputs.push_back(std::move(input));
  std::sort(tables.meters.begin(), tables.meters.end(), [](const Meter& a, const Meter& b) { return a.meter_id < b.meter_id; });
  return std::none_of(findings.list.begin() + static_cast<std::ptrdiff_t>(from), findings.list.end(), [](const core::Finding& f) {
    return f.severity == Severity::stops && f.id.empty() && f.code != portfolio_code::kMissingId.code;
  });
}

/// The shares of one meter as they were read.
struct GivenShares {
  std::map<std::string, double> of_building;
  core::SourcePos first;
  bool broken = false;  ///< a row stopped: their sum says nothing
};
using SharesByMeter = std::map<std::string, GivenShares>;

/// Gives each meter its buildings.
class Linker {
 public:
  Linker(const Portfolio& portfolio, MeterTables& tables, core::Findings& findings)
      : buildings_known_(!portfolio.unread.contains(PortfolioTable::buildings)), tables_(tables), findings_(findings) {
    for (const KeptOutRow& row : portfolio.kept_out) {
      if (row.table != PortfolioTable::buildings) continue;
      kept_out_.insert(row.id);
      kept_out_properties_.insert(row.property_id);
    }
    for (const BuildingRecord& record : portfolio.buildings) {
      ids_.insert(record.building.building_id);
      of_property_[record.building.property_id].push_back(&record.building);
    }
  }

  /// Whether a building is in its table, if only in a row that is kept out.
  [[nodiscard]] bool is_there(const std::string& building) const {
    return !buildings_known_ || ids_.contains(building) || kept_out_.contains(building);
  }

  void link(const Meter& meter, const GivenShares* given) {
    if (given != nullptr) {
      use_shares(meter, *given);
    } else if (!meter.building_id.empty()) {
      use_building(meter);
    } else {
      use_property(meter);
    }
  }

 private:
  void tell(Severity severity, const core::FindingCode& code, const Meter& meter, core::SourcePos pos, std::string message,
            std::string hint) {
    findings_.add(
        {std::string(code.code), severity, std::move(pos), std::move(message), std::move(hint), "meters", meter.meter_id, {}});
  }

  void add(const Meter& meter, const std::string& building, double share) {
    if (ids_.contains(building)) tables_.shares.push_back({meter.meter_id, building, share});
  }

  void use_shares(const Meter& meter, const GivenShares& given) {
    if (given.broken) return;  // told with its row
    double sum = 0.0;
    for (const auto& [building, share] : given.of_building) sum += share;
    if (std::abs(sum - 1.0) > kShareSum) {
      findings_.add({std::string(code::kShares.code),
                     Severity::stops,
                     given.first,
                     fmt::format("the shares of meter \"{}\" add up to {:.6g}", shown(meter.meter_id), sum),
                     "They must add up to 1: correct them, or add the buildings that are not there.",
                     "meter_shares",
                     meter.meter_id,
                     {}});
      return;
    }
    for (const auto& [building, share] : given.of_building) add(meter, building, share);
  }

  void use_building(const Meter& meter) {
    if (kept_out_.contains(meter.building_id)) return;
    if (ids_.contains(meter.building_id)) {
      add(meter, meter.building_id, 1.0);
    } else if (buildings_known_) {
      tell(Severity::warns, code::kNoBuilding, meter, meter.pos,
           fmt::format("building \"{}\" of meter \"{}\" is not in the buildings table", shown(meter.building_id),
                       shown(meter.meter_id)),
           "Correct the id, or add the building. The meter is not used.");
    }
  }

  void use_property(const Meter& meter) {
    if (!meter.property_id.empty() && kept_out_properties_.contains(meter.property_id)) return;
    const auto found = of_property_.find(meter.property_id);
    if (meter.property_id.empty() || found == of_property_.end()) {
      if (!buildings_known_) return;
      tell(Severity::warns, code::kNoBuilding, meter, meter.pos,
           meter.property_id.empty() ? fmt::format("meter \"{}\" names no building and no property", shown(meter.meter_id))
                                     : fmt::format("no building stands on property \"{}\" of meter \"{}\"",
                                                   shown(meter.property_id), shown(meter.meter_id)),
           "Name its building_id, or its buildings in meter_shares. The meter is not used.");
      return;
    }
    const std::vector<const Building*>& buildings = found->second;
    if (buildings.size() == 1) {
      add(meter, buildings.front()->building_id, 1.0);
      tell(Severity::info, code::kOnlyBuilding, meter, meter.pos,
           fmt::format("meter \"{}\" is taken for building \"{}\", the only one of property \"{}\"", shown(meter.meter_id),
                       shown(buildings.front()->building_id), shown(meter.property_id)),
           {});
      return;
    }
    for (const Building* building : buildings) tables_.unshared.push_back({meter.meter_id, building->building_id, kMissing});
    tell(Severity::warns, code::kSharesNeeded, meter, meter.pos,
         fmt::format("meter \"{}\" covers {} buildings of property \"{}\" and has no shares; it is not used, nor what else is "
                     "metered of them",
                     shown(meter.meter_id), buildings.size(), shown(meter.property_id)),
         suggested(meter, buildings));
  }

  static std::string suggested(const Meter& meter, const std::vector<const Building*>& buildings) {
    constexpr std::size_t kListed = 6;
    double total = 0.0;
    for (const Building* building : buildings) total += building->area_m2;
    std::string hint = "Write their shares in meter_shares";
    if (!(total > 0.0)) return hint + ".";
    hint += "; by area they are:";
    for (std::size_t i = 0; i < std::min(kListed, buildings.size()); ++i) {
      hint += fmt::format("{} {},{},{:.4f}", i == 0 ? "" : " |", meter.meter_id, buildings[i]->building_id,
                          buildings[i]->area_m2 / total);
    }
    return hint + (buildings.size() > kListed ? " ..." : ".");
  }

  bool buildings_known_;
  MeterTables& tables_;
  core::Findings& findings_;
  std::set<std::string> ids_;
  std::set<std::string> kept_out_;
  std::set<std::string> kept_out_properties_;  ///< of kept out buildings: who else stands there is not known
  std::map<std::string, std::vector<const Building*>> of_property_;
};

void read_share(TableReader& table, Row row, const Linker& linker, SharesByMeter& shares) {
  static_cast<void>(table.take_stopped());
  const std::string& meter = table.text(row, "meter_id");
  const std::string& building = table.text(row, "building_id");
  if (meter.empty() || building.empty()) {
    const std::string_view empty = meter.empty() ? "meter_id" : "building_id";
    table.stop(code::kMeterRow, row, empty, fmt::format("{} is empty", empty), "Name the meter and the building of the share.");
  }
  const double share = table.number(row, "share", {0.0, 1.0}, "1");
  GivenShares& given = shares[meter];
  if (given.first.file.empty()) given.first = table.pos(row, "share");
  if (std::isnan(share) && !table.text(row, "share").empty()) given.broken = true;
  if (table.text(row, "share").empty()) {
    table.stop(code::kMeterRow, row, "share", "share is empty", "Write the part of the meter that the building has: 0 to 1.");
  }
  if (!building.empty() && !linker.is_there(building)) {
    table.warn(portfolio_code::kUnknownReference, row, "building_id",
               fmt::format("building \"{}\" is not in the buildings table", shown(building)),
               "Add it to the buildings table, or correct the id. Its share of the meter is left out.");
  }
  if (!building.empty() && !given.of_building.emplace(building, share).second) {
    table.stop(code::kShares, row, "building_id",
               fmt::format("meter \"{}\" has two shares of building \"{}\"", shown(meter), shown(building)),
               "Keep one of the rows.");
  }
  given.broken = table.take_stopped() || given.broken;
}

SharesByMeter read_shares(const PortfolioSource& source, const Linker& linker, MeterTables& tables, core::Findings& findings) {
  SharesByMeter shares;
  if (!source.has(PortfolioTable::meter_shares)) return shares;
  constexpr std::array<std::string_view, 1> kNumbers{"share"};
  constexpr std::array<std::string_view, 3> kRequired{"meter_id", "building_id", "share"};
  core::Table raw = source.read(PortfolioTable::meter_shares, findings);
  InputFile input{source.file(PortfolioTable::meter_shares), source.sha256(PortfolioTable::meter_shares), {}};
  if (!raw.header.empty()) {
    TableReader table(PortfolioTable::meter_shares, std::move(raw), kNumbers, kRequired, findings);
    input.detected = table.detected();
    for (Row row = 0; table.complete() && row < table.rows(); ++row) read_share(table, row, linker, shares);
  }
  tables.inputs.push_back(std::move(input));
  return shares;
}

/// Links that people decided, as read_portfolio() applies and tells them for the other tables.
void decide_links(const PortfolioSource& source, const Portfolio& portfolio, MeterTables& tables, core::Findings& findings) {
  if (!source.has(PortfolioTable::links)) return;
  core::Findings told_by_read_portfolio;
  const core::Table table = source.read(PortfolioTable::links, told_by_read_portfolio);
  apply_links(read_link_decisions(table, told_by_read_portfolio), portfolio, tables.meters, tables.left_out, findings);
}

}  // namespace

MeterTables read_meter_tables(const PortfolioSource& source, const Portfolio& portfolio, core::Findings& findings) {
  MeterTables tables;
  if (!source.has(PortfolioTable::meters)) return tables;
  Linker linker(portfolio, tables, findings);
  // A decision about a meter that nobody could read would be told as wrong.
  if (read_meters(source, tables, findings)) decide_links(source, portfolio, tables, findings);
  const SharesByMeter shares = read_shares(source, linker, tables, findings);
  std::set<std::string> known = tables.left_out;
  for (const Meter& meter : tables.meters) {
    known.insert(meter.meter_id);
    const auto given = shares.find(meter.meter_id);
    linker.link(meter, given == shares.end() ? nullptr : &given->second);
  }
  for (const auto& [meter, given] : shares) {
    if (meter.empty() || known.contains(meter)) continue;
    findings.add({std::string(code::kUnknownMeter.code),
                  Severity::warns,
                  given.first,
                  fmt::format("meter \"{}\" of the shares is not in the meters table", shown(meter)),
                  "Add it to the meters table, or correct the id.",
                  "meter_shares",
                  meter,
                  {}});
  }
  return tables;
}

}  // namespace tvilling::models
