// SPDX-License-Identifier: MPL-2.0
#include "models/links/decisions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "core/text.hpp"
#include "models/links/link_codes.hpp"
#include "models/portfolio/fold.hpp"
#include "models/portfolio/table_reader.hpp"

namespace tvilling::models {

namespace {

namespace code = link_code;
using core::Findings;
using core::Severity;
using core::shown;
using Row = TableReader::Row;

constexpr std::array<std::string_view, 5> kYes{"yes", "y", "ja", "j", "ok"};
constexpr std::array<std::string_view, 4> kNo{"no", "n", "nej", "ingen"};

template <std::size_t Count>
bool is_one_of(const std::string& text, const std::array<std::string_view, Count>& words) {
  return std::find(words.begin(), words.end(), fold(text)) != words.end();
}

std::optional<LinkKind> kind_of(const std::string& from_table, const std::string& to_table) {
  const std::optional<PortfolioTable> from = table_of_name(from_table);
  const std::optional<PortfolioTable> to = table_of_name(to_table);
  for (std::size_t i = 0; i < kLinkKinds; ++i) {
    if (from == kLinkTables[i].from && to == kLinkTables[i].to) return static_cast<LinkKind>(i);
  }
  return std::nullopt;
}

/// The decision of one row; nothing where none is made, or it cannot be used (told).
std::optional<LinkDecision> read_decision(TableReader& table, Row row) {
  const std::string& text = table.text(row, "decision");
  const std::optional<LinkKind> kind = kind_of(table.text(row, "from_table"), table.text(row, "to_table"));
  if (!kind) {
    table.stop(
        code::kUnknownLink, row, "from_table",
        fmt::format("there are no links from \"{}\" to \"{}\"", shown(table.text(row, "from_table")),
                    shown(table.text(row, "to_table"))),
        "Links go from units to leases, from leases, buildings and meters to properties, from leases and meters to buildings.");
    return std::nullopt;
  }
  LinkDecision decision{*kind, table.text(row, "from_id"), text, table.pos(row, "decision"), text};
  if (is_one_of(text, kNo)) decision.to_id.clear();
  if (!is_one_of(text, kYes)) return decision;
  decision.to_id = table.text(row, "to_id");
  if (!decision.to_id.empty()) return decision;
  table.stop(code::kNothingToTake, row, "decision", fmt::format("decision is \"{}\", but the row suggests nothing", shown(text)),
             "Write the id that is meant, or no.");
  return std::nullopt;
}

/// Keeps one decision a link; two that differ stop.
void keep(LinkDecision decision, std::map<std::pair<LinkKind, std::string>, std::size_t>& places, LinkDecisions& decisions,
          Findings& findings) {
  const auto [place, is_new] = places.emplace(std::pair(decision.kind, decision.from_id), decisions.list.size());
  if (is_new) {
    decisions.list.push_back(std::move(decision));
    return;
  }
  const LinkDecision& first = decisions.list[place->second];
  if (first.to_id == decision.to_id) return;
  findings.add({std::string(code::kTwoDecisions.code), Severity::stops, decision.pos,
                fmt::format("\"{}\" here and \"{}\" in line {} decide the same link", shown(decision.text), shown(first.text),
                            first.pos.line),
                "Keep one of them.", "links", decision.from_id, decision.text});
}

/// What all links of one kind need.
struct Applying {
  const LinkDecision& decision;
  const std::set<std::string>& known;  ///< ids that the link may take
  Findings& findings;

  void tell(const core::FindingCode& what, Severity severity, std::string message, std::string hint) const {
    findings.add({std::string(what.code), severity, decision.pos, std::move(message), std::move(hint), "links", decision.from_id,
                  decision.text});
  }

  void set(std::string& id) const {
    const LinkTables& tables = tables_of(decision.kind);
    const std::string row = fmt::format("{} \"{}\"", to_string(tables.from), shown(decision.from_id));
    if (!decision.to_id.empty() && !known.contains(decision.to_id)) {
      tell(code::kUnknownTarget, Severity::stops,
           fmt::format("{} \"{}\" is not in the table", to_string(tables.to), shown(decision.to_id)),
           fmt::format("Write an id of the {} table, or no.", to_string(tables.to)));
      return;
    }
    if (id == decision.to_id) return;
    if (decision.to_id.empty()) {
      tell(code::kLeftOpen, known.contains(id) ? Severity::warns : Severity::info,
           fmt::format("{}: \"{}\" is taken out; the row stays without link to {}", row, shown(id), to_string(tables.to)),
           "If that is not what you meant, correct the decision.");
    } else if (known.contains(id)) {
      tell(code::kChangesGiven, Severity::warns,
           fmt::format("{}: belongs to \"{}\" by decision; the table says \"{}\", which is there", row, shown(decision.to_id),
                       shown(id)),
           fmt::format("Correct the {} table, or remove the decision.", to_string(tables.from)));
    } else {
      tell(code::kApplied, Severity::info,
           fmt::format("{}: belongs to \"{}\" of {} by decision{}", row, shown(decision.to_id), to_string(tables.to),
                       id.empty() ? std::string() : fmt::format(" (was \"{}\")", shown(id))),
           {});
    }
    id = decision.to_id;
  }

  void tell_gone() const {
    tell(code::kRowIsGone, Severity::warns,
         fmt::format("{} \"{}\" is not in its table; the decision is not used", to_string(tables_of(decision.kind).from),
                     shown(decision.from_id)),
         "Remove the row, or correct from_id.");
  }
};

template <class Records, class IdOf>
std::set<std::string> ids_of(const Records& records, const IdOf& id_of) {
  std::set<std::string> ids;
  for (const auto& record : records) ids.insert(id_of(record));
  return ids;
}

/// Sets the links that a table of `records` has; `link_of` gives the id to be set.
template <class Records, class IdOf, class LinkOf>
void apply_to(PortfolioTable table, Records& records, const IdOf& id_of, const LinkOf& link_of, const LinkDecisions& decisions,
              const std::map<PortfolioTable, std::set<std::string>>& known, Findings& findings) {
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < records.size(); ++i) places.emplace(id_of(records[i]), i);
  for (const LinkDecision& decision : decisions.list) {
    if (tables_of(decision.kind).from != table) continue;
    const Applying applying{decision, known.at(tables_of(decision.kind).to), findings};
    const auto place = places.find(decision.from_id);
    if (place == places.end())
      applying.tell_gone();
    else
      applying.set(link_of(records[place->second], decision.kind));
  }
}

const std::string& building_id(const BuildingRecord& record) {
  return record.building.building_id;
}
const std::string& property_id(const Property& property) {
  return property.property_id;
}
const std::string& lease_id(const Lease& lease) {
  return lease.lease_id;
}

std::map<PortfolioTable, std::set<std::string>> known_ids(const Portfolio& portfolio) {
  return {{PortfolioTable::buildings, ids_of(portfolio.buildings, building_id)},
          {PortfolioTable::properties, ids_of(portfolio.properties, property_id)},
          {PortfolioTable::leases, ids_of(portfolio.leases, lease_id)}};
}

}  // namespace

LinkDecisions read_link_decisions(core::Table given, Findings& findings) {
  constexpr std::array<std::string_view, 4> kRequired{"from_id", "from_table", "to_table", "decision"};
  TableReader table(PortfolioTable::links, std::move(given), {}, kRequired, findings);
  LinkDecisions decisions;
  decisions.detected = table.detected();
  if (!table.complete()) return decisions;
  std::map<std::pair<LinkKind, std::string>, std::size_t> places;
  std::size_t undecided = 0;
  core::SourcePos first_undecided;
  for (Row row = 0; row < table.rows(); ++row) {
    if (table.text(row, "decision").empty()) {
      if (table.text(row, "state") != to_string(LinkState::suggested)) continue;
      if (undecided++ == 0) first_undecided = table.pos(row, "decision");
      continue;
    }
    if (std::optional<LinkDecision> decision = read_decision(table, row)) keep(std::move(*decision), places, decisions, findings);
  }
  if (undecided > 0) {
    findings.add({std::string(code::kUndecided.code), Severity::warns, first_undecided,
                  fmt::format("{} suggested {} no decision and {} not used", undecided,
                              undecided == 1 ? "link has" : "links have", undecided == 1 ? "is" : "are"),
                  "Write yes, no or another id in the column decision.", "links"});
  }
  return decisions;
}

void apply_links(const LinkDecisions& decisions, Portfolio& portfolio, Findings& findings) {
  const auto known = known_ids(portfolio);
  apply_to(
      PortfolioTable::buildings, portfolio.buildings, building_id,
      [](BuildingRecord& record, LinkKind) -> std::string& { return record.building.property_id; }, decisions, known, findings);
  apply_to(
      PortfolioTable::leases, portfolio.leases, lease_id,
      [](Lease& lease, LinkKind kind) -> std::string& {
        return kind == LinkKind::lease_property ? lease.property_id : lease.building_id;
      },
      decisions, known, findings);
  apply_to(
      PortfolioTable::units, portfolio.units, [](const Unit& unit) -> const std::string& { return unit.unit_id; },
      [](Unit& unit, LinkKind) -> std::string& { return unit.lease_id; }, decisions, known, findings);
}

void apply_links(const LinkDecisions& decisions, const Portfolio& portfolio, std::span<Meter> meters, Findings& findings) {
  apply_to(
      PortfolioTable::meters, meters, [](const Meter& meter) -> const std::string& { return meter.meter_id; },
      [](Meter& meter, LinkKind kind) -> std::string& {
        return kind == LinkKind::meter_property ? meter.property_id : meter.building_id;
      },
      decisions, known_ids(portfolio), findings);
}

std::vector<SilentLink> silent_links(const LinkDecisions& decisions) {
  std::vector<SilentLink> silent;
  for (const LinkDecision& decision : decisions.list) {
    if (decision.to_id.empty()) silent.push_back({decision.kind, decision.from_id});
  }
  return silent;
}

}  // namespace tvilling::models
