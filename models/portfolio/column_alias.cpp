// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/column_alias.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "core/suggest.hpp"
#include "core/text.hpp"
#include "models/building/building.hpp"
#include "models/portfolio/fold.hpp"

namespace tvilling::models {

namespace {

// BBR fields are written with æøå; fold() makes "Opførelsesår" and "Opfoerelsesaar" the same.
constexpr std::array kBuildings{
    ColumnAlias{"building_id", "id_lokalId|bygning_id|bygnings_id|bygningsid|bygning|building|id"},
    ColumnAlias{"name", "navn|bygningsnavn|building_name|betegnelse"},
    ColumnAlias{"property_id", "ejendom_id|ejendoms_id|ejendom|ejendomsnummer|ejendomsnr|bfe|bfe_nummer|bfenr|property"},
    ColumnAlias{"administration", "forvaltning|department"},
    ColumnAlias{"address", "adresse|vejnavn og nummer"},
    ColumnAlias{"use", "byg021BygningensAnvendelse|bygningens anvendelse|anvendelse|anvendelseskode|use_code|building_use|usage"},
    ColumnAlias{"listed", "byg070Fredning|fredning|fredet|protected"},
    ColumnAlias{"geometry", "geometri|wkt|geom|polygon|footprint"},
    ColumnAlias{"position", "byg404Koordinat|koordinat|punkt|point"},
    ColumnAlias{"year", "byg026Opførelsesår|opførelsesår|byggeår|opført|construction_year|year_built|year_of_construction|built"},
    ColumnAlias{"area_m2",
                "byg038SamletBygningsareal|samlet bygningsareal|areal|areal_m2|etageareal|bruttoareal|bruttoetageareal|area|"
                "gross_area|gross_area_m2|floor_area|floor_area_m2|gross_floor_area|gross_floor_area_m2"},
    ColumnAlias{"footprint_area_m2", "byg041BebyggetAreal|bebygget areal|bebygget areal m2|footprint_area"},
    ColumnAlias{"storeys", "byg054AntalEtager|antal etager|etager|stories|floors|number_of_storeys"},
    ColumnAlias{"x_m", "x|easting|etrs89x|x_koordinat|koordinat_x|øst|utm_x"},
    ColumnAlias{"y_m", "y|northing|etrs89y|y_koordinat|koordinat_y|nord|utm_y"},
    ColumnAlias{"storey_height_m", "etagehøjde|etagehøjde_m|storey_height"},
    ColumnAlias{"visitors_per_year", "besøgende|besøgende pr. år|besøg|besøgstal|visitors"},
    ColumnAlias{"employees", "ansatte|medarbejdere|staff"},
};

constexpr std::array kProperties{
    ColumnAlias{"property_id", "ejendom_id|ejendoms_id|ejendom|ejendomsnummer|ejendomsnr|bfe|bfe_nummer|bfenr|property|id"},
    ColumnAlias{"name", "navn|ejendomsnavn|property_name|betegnelse"},
    ColumnAlias{"address", "adresse|vej|vejnavn og nummer"},
    ColumnAlias{"administration", "forvaltning|department"},
    ColumnAlias{"value_dkk", "værdi|værdi_kr|ejendomsværdi|ejendomsvurdering|value"},
    ColumnAlias{"protected_address", "adressebeskyttelse|beskyttet adresse|hemmelig adresse"},
};

constexpr std::array kLeases{
    ColumnAlias{"lease_id", "lejemål_id|lejemålsid|lejemål|lejemålsnummer|lejemålsnr|lease|id"},
    ColumnAlias{"property_id", "ejendom_id|ejendoms_id|ejendom|ejendomsnummer|ejendomsnr|bfe|bfe_nummer|bfenr|property"},
    ColumnAlias{"building_id", "id_lokalId|bygning_id|bygnings_id|bygningsid|bygning|building"},
    ColumnAlias{"use", "anvendelse|anvendelseskode|usage"},
    ColumnAlias{"area_m2", "areal|areal_m2|lejet areal|area"},
    ColumnAlias{"vacant_m2", "ledigt areal|ledig_m2|tomgang|tomgang_m2|vacant"},
    ColumnAlias{"tenure", "ejerforhold|ejet/lejet"},
    ColumnAlias{"rent_dkk_m2", "leje|leje_kr_m2|leje pr. m2|husleje_kr_m2|rent"},
    ColumnAlias{"desks", "arbejdspladser|skriveborde|pladser|workplaces"},
    ColumnAlias{"planted", ""},
    ColumnAlias{"address", "adresse|vejnavn og nummer"},
};

constexpr std::array kUnits{
    ColumnAlias{"unit_id", "enhed_id|enheds_id|enhed|unit|id"},
    ColumnAlias{"name", "navn|enhedsnavn|unit_name|betegnelse"},
    ColumnAlias{"administration", "forvaltning|department"},
    ColumnAlias{"lease_id", "lejemål_id|lejemålsid|lejemål|lejemålsnummer|lejemålsnr|lease"},
    ColumnAlias{"employees", "ansatte|medarbejdere|staff"},
    ColumnAlias{"fte", "årsværk|fuldtidsstillinger"},
    ColumnAlias{"movable", "flytbar|kan flyttes"},
    ColumnAlias{"lock_reason", "låst fordi|årsag|reason"},
    ColumnAlias{"address", "adresse|vejnavn og nummer"},
};

constexpr std::array kLinks{
    ColumnAlias{"from_table", "fra_tabel"},
    ColumnAlias{"from_id", "fra_id"},
    ColumnAlias{"from_name", "fra_navn"},
    ColumnAlias{"to_table", "til_tabel"},
    ColumnAlias{"to_id", "til_id"},
    ColumnAlias{"given_id", "nuværende_id"},
    ColumnAlias{"state", "tilstand"},
    ColumnAlias{"score", ""},
    ColumnAlias{"why", "hvorfor|begrundelse"},
    ColumnAlias{"candidates", "kandidater"},
    ColumnAlias{"decision", "beslutning|afgørelse"},
    ColumnAlias{"administration", "forvaltning|department"},
};

struct NameAlias {
  std::string_view name;
  PortfolioTable table;
};
constexpr std::array kNames{
    NameAlias{"bygninger", PortfolioTable::buildings},
    NameAlias{"ejendomme", PortfolioTable::properties},
    NameAlias{"lejemål", PortfolioTable::leases},
    NameAlias{"enheder", PortfolioTable::units},
};

/// The names of a column, its own first.
std::vector<std::string_view> names_of(const ColumnAlias& alias) {
  std::vector<std::string_view> names{alias.column};
  std::string_view rest = alias.aliases;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('|'), rest.size());
    names.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return names;
}

bool means(const ColumnAlias& alias, const std::string& folded) {
  const std::vector<std::string_view> names = names_of(alias);
  return std::any_of(names.begin(), names.end(), [&folded](std::string_view name) { return fold(name) == folded; });
}

}  // namespace

std::span<const ColumnAlias> column_aliases(PortfolioTable table) noexcept {
  switch (table) {
    case PortfolioTable::buildings: return kBuildings;
    case PortfolioTable::properties: return kProperties;
    case PortfolioTable::leases: return kLeases;
    case PortfolioTable::units: return kUnits;
    case PortfolioTable::links: return kLinks;
    default: return {};
  }
  return {};
}

std::string_view find_column(PortfolioTable table, std::string_view header) {
  const std::string folded = fold(header);
  if (folded.empty()) return {};
  for (const ColumnAlias& alias : column_aliases(table)) {
    if (means(alias, folded)) return alias.column;
  }
  if (table != PortfolioTable::buildings) return {};
  for (const BuildingColumn& column : building_columns()) {
    if (fold(column.variable.name) == folded) return column.variable.name;
  }
  return {};
}

std::string suggest_column(PortfolioTable table, std::string_view header) {
  std::vector<std::string_view> candidates;
  for (const ColumnAlias& alias : column_aliases(table)) {
    const std::vector<std::string_view> names = names_of(alias);
    candidates.insert(candidates.end(), names.begin(), names.end());
  }
  if (table == PortfolioTable::buildings) {
    for (const BuildingColumn& column : building_columns()) candidates.emplace_back(column.variable.name);
  }
  const std::string found = core::nearest(core::shown(header), candidates);
  if (found.empty()) return {};
  const std::string_view column = find_column(table, found);
  if (column == found) return "Did you mean \"" + found + "\"?";
  return "Did you mean \"" + found + "\" (" + std::string(column) + ")?";
}

std::optional<PortfolioTable> table_of_name(std::string_view name) {
  const std::string folded = fold(name);
  for (std::size_t i = 0; i < kPortfolioTableNames.size(); ++i) {
    if (fold(kPortfolioTableNames[i]) == folded) return static_cast<PortfolioTable>(i);
  }
  const auto found = std::find_if(kNames.begin(), kNames.end(), [&folded](const NameAlias& a) { return fold(a.name) == folded; });
  if (found == kNames.end()) return std::nullopt;
  return found->table;
}

}  // namespace tvilling::models
