// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding_code.hpp"
#include "models/portfolio/synthetic_faults.hpp"

/// The kinds of faults, internal to synthetic_faults. Each is a pure function of a row.
namespace tvilling::models::faults {

using core::SheetCell;

struct Change {
  std::string_view column;
  SheetCell now;
};

/// What is done to a row.
struct Fault {
  enum class To : std::uint8_t { row, copy, blank_copy };  ///< copies are put at the end of the table
  std::vector<Change> changes;                             ///< the first is recorded
  To to = To::row;
  bool extra_cell = false;           ///< one cell more than the header has
  std::optional<RowName> told = {};  ///< where the finding names another row, or none (empty id)
  std::vector<RowName> also = {};    ///< rows that may be told of in consequence
};

/// The tables as the rules see them. Rows of buildings, properties, leases and units stand as in the portfolio.
class City {
 public:
  City(const Portfolio& portfolio, const std::vector<OutTable>& tables, const FaultOptions& options);

  [[nodiscard]] const FaultOptions& options() const noexcept { return options_; }
  [[nodiscard]] const Portfolio& portfolio() const noexcept { return portfolio_; }
  [[nodiscard]] bool has(PortfolioTable table, std::string_view column) const;
  [[nodiscard]] const SheetCell& cell(PortfolioTable table, std::size_t row, std::string_view column) const;
  [[nodiscard]] std::string text(PortfolioTable table, std::size_t row, std::string_view column) const;
  [[nodiscard]] double number(PortfolioTable table, std::size_t row, std::string_view column) const;
  [[nodiscard]] std::size_t rows(PortfolioTable table) const;

  /// Whether a lease, unit, meter or share names this row.
  [[nodiscard]] bool is_referred(PortfolioTable table, const std::string& id) const;
  [[nodiscard]] const std::vector<std::size_t>& buildings_of(const std::string& property_id) const;
  [[nodiscard]] const BuildingRecord* building(const std::string& id) const;
  [[nodiscard]] double leased_m2_of_property(const std::string& id) const;
  [[nodiscard]] double leased_m2_of_building(const std::string& id) const;
  [[nodiscard]] const std::vector<std::size_t>& units_of(const std::string& lease_id) const;
  /// The buildings that a meter counts for.
  [[nodiscard]] std::vector<RowName> fed_by(const std::string& meter_id) const;

 private:
  const Portfolio& portfolio_;
  const std::vector<OutTable>& tables_;
  const FaultOptions& options_;
  std::map<PortfolioTable, std::map<std::string, std::size_t, std::less<>>> columns_;
  std::map<PortfolioTable, const OutTable*> table_;
  std::map<PortfolioTable, std::set<std::string>> referred_;
  std::map<std::string, std::vector<std::size_t>> of_property_;
  std::map<std::string, const BuildingRecord*> buildings_;
  std::map<std::string, double> leased_property_m2_;
  std::map<std::string, double> leased_building_m2_;
  std::map<std::string, std::vector<std::size_t>> units_;
  std::map<std::string, std::vector<RowName>> fed_;
};

/// A kind of fault: what it does to a row, or nothing where the row does not show it.
struct Kind {
  PortfolioTable table;
  std::string_view name;
  core::FindingCode code;
  std::optional<Fault> (*make)(const City& city, std::size_t row);
  bool typed = false;          ///< puts text where a typed column holds numbers or flags: not in layers
  bool text_only = false;      ///< of files of text alone
  std::size_t most = 1000000;  ///< times; findings that name no row can be told apart only once
};

[[nodiscard]] std::span<const Kind> building_kinds();
[[nodiscard]] std::span<const Kind> register_kinds();
[[nodiscard]] std::span<const Kind> meter_kinds();

}  // namespace tvilling::models::faults
