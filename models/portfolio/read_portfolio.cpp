// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "core/io/file.hpp"
#include "models/links/decisions.hpp"
#include "models/portfolio/check_halls.hpp"
#include "models/portfolio/check_references.hpp"
#include "models/portfolio/column_alias.hpp"
#include "models/portfolio/finding_codes.hpp"
#include "models/portfolio/mapping.hpp"
#include "models/portfolio/own_archetypes.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/portfolio/protected_buildings.hpp"
#include "models/portfolio/read_tables.hpp"
#include "models/portfolio/source.hpp"

namespace tvilling::models {

namespace {

using core::Finding;
using ReadTable = std::string (*)(core::Table, Portfolio&, core::Findings&);

struct TableKind {
  PortfolioTable table;
  ReadTable read;
};
/// All but the buildings, which come first.
constexpr std::array kTables{TableKind{PortfolioTable::properties, read_properties},
                             TableKind{PortfolioTable::leases, read_leases},
                             TableKind{PortfolioTable::units, read_units},
                             TableKind{PortfolioTable::rooms, read_rooms},
                             TableKind{PortfolioTable::pools, read_pools},
                             TableKind{PortfolioTable::swimming_halls, read_swimming_halls},
                             TableKind{PortfolioTable::opening_hours, read_opening_hours},
                             TableKind{PortfolioTable::visits, read_visits},
                             TableKind{PortfolioTable::bookings, read_bookings},
                             TableKind{PortfolioTable::costs, read_costs}};

int year_of_the_clock() {
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return static_cast<int>(std::chrono::year_month_day{today}.year());
}

/// Findings of one file in the order of its lines; those of other files (mapping.toml) after them.
void sort_by_line(core::Findings& findings, std::size_t from, const std::string& file) {
  const auto place = [&file](const Finding& f) { return std::tuple(f.pos.file != file, f.pos.line, f.pos.column); };
  std::stable_sort(findings.list.begin() + static_cast<std::ptrdiff_t>(from), findings.list.end(),
                   [&place](const Finding& a, const Finding& b) { return place(a) < place(b); });
}

/// Reads the tables of a source one by one.
class PortfolioReader {
 public:
  PortfolioReader(const PortfolioSource& source, Portfolio& portfolio, core::Findings& findings)
      : source_(source), portfolio_(portfolio), findings_(findings) {}

  template <class Read>
  void read(PortfolioTable kind, const Read& read_rows) {
    if (!source_.has(kind)) return;
    const std::size_t from = findings_.list.size();
    core::Table table = source_.read(kind, findings_);
    map_uses(table, kind, source_.mapping(), mapped_uses_, findings_);
    InputFile input{source_.file(kind), source_.sha256(kind), {}};
    if (!table.header.empty()) input.detected = read_rows(std::move(table), portfolio_, findings_);
    if (is_unread(from)) portfolio_.unread.insert(kind);
    portfolio_.inputs.push_back(std::move(input));
    sort_by_line(findings_, from, source_.file(kind));
  }

  void finish() {
    const Mapping& mapping = source_.mapping();
    if (mapping.file.empty()) return;
    tell_unmatched_uses(mapping, mapped_uses_, findings_);
    portfolio_.inputs.push_back({mapping.file, core::sha256_hex(core::read_file(mapping.file)), mapping.summary()});
  }

 private:
  /// Whether something stops that is about no row: then rows may be missing that nobody knows.
  [[nodiscard]] bool is_unread(std::size_t from) const {
    return std::any_of(findings_.list.begin() + static_cast<std::ptrdiff_t>(from), findings_.list.end(), [](const Finding& f) {
      return f.severity == core::Severity::stops && f.id.empty() && f.code != portfolio_code::kMissingId.code;
    });
  }

  const PortfolioSource& source_;
  Portfolio& portfolio_;
  core::Findings& findings_;
  std::set<std::string> mapped_uses_;
};

/// Links that people decided hold before anything follows them.
void decide_links(const PortfolioSource& source, Portfolio& portfolio, core::Findings& findings) {
  if (!source.has(PortfolioTable::links)) return;
  const LinkDecisions decisions = read_link_decisions(source.read(PortfolioTable::links, findings), findings);
  portfolio.inputs.push_back({source.file(PortfolioTable::links), source.sha256(PortfolioTable::links), decisions.detected});
  apply_links(decisions, portfolio, findings);
}

}  // namespace

Portfolio read_portfolio(const PortfolioSource& source, core::Findings& findings, const ReadOptions& options) {
  const std::size_t from = findings.list.size();
  Portfolio portfolio;
  portfolio.name = source.name();
  const int this_year = options.this_year != 0 ? options.this_year : year_of_the_clock();
  PortfolioReader reader(source, portfolio, findings);
  reader.read(PortfolioTable::buildings, [this_year](core::Table table, Portfolio& out, core::Findings& told) {
    return read_buildings(std::move(table), this_year, out, told);
  });
  for (const TableKind& kind : kTables) reader.read(kind.table, kind.read);
  reader.finish();
  decide_links(source, portfolio, findings);
  check_halls(portfolio, findings);
  check_references(portfolio, source, findings);
  withhold_places(portfolio, findings, from);
  read_own_archetypes(source.path(), portfolio, findings);
  return portfolio;
}

Portfolio read_portfolio(const std::filesystem::path& path, core::Findings& findings, const ReadOptions& options) {
  return read_portfolio(PortfolioSource(path, findings), findings, options);
}

}  // namespace tvilling::models
