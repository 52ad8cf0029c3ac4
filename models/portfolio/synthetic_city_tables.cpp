// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/error.hpp"
#include "models/data_table.hpp"
#include "models/portfolio/synthetic_city_parts.hpp"

namespace tvilling::data {
extern const std::string_view city_uses;
extern const std::string_view city_epochs;
extern const std::string_view city_pools;
extern const std::string_view city_names;
extern const std::string_view city_words;
}  // namespace tvilling::data

namespace tvilling::models::city {

namespace {

std::array<UseRow, kUses> read_uses() {
  const DataTable table(data::city_uses, "city_uses.csv");
  const DataTable names(data::city_names, "city_names.csv");
  std::array<UseRow, kUses> uses;
  for (std::size_t use = 0; use < kUses; ++use) {
    const std::size_t row = table.row_of("use", kUseNames[use]);
    const std::size_t name = names.row_of("use", kUseNames[use]);
    uses[use] = {table.number(row, "buildings"),
                 table.number(row, "total_m2"),
                 table.number(row, "area_sigma"),
                 table.number(row, "storeys_min"),
                 table.number(row, "storeys_max"),
                 table.number(row, "buildings_per_property"),
                 table.number(row, "lease_share_third_party"),
                 names.text(name, "pattern"),
                 names.text(name, "administration")};
  }
  return uses;
}

std::vector<Epoch> read_epochs() {
  const DataTable table(data::city_epochs, "city_epochs.csv");
  std::vector<Epoch> epochs(table.size());
  for (std::size_t row = 0; row < table.size(); ++row) {
    epochs[row].from_year = table.number(row, "from_year");
    epochs[row].to_year = table.number(row, "to_year");
    for (std::size_t use = 0; use < kUses; ++use) {
      epochs[row].weight[use] = table.number(row, "share") * table.number(row, kUseNames[use]);
    }
  }
  return epochs;
}

std::vector<PoolName> read_pools(const std::vector<District>& districts) {
  const DataTable table(data::city_pools, "city_pools.csv");
  std::vector<PoolName> pools;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const std::string& name = table.text(row, "district");
    const auto found = std::find_if(districts.begin(), districts.end(), [&name](const District& d) { return d.name == name; });
    if (found == districts.end()) {
      throw core::Error(core::ErrorKind::internal, "built-in table is broken: no district '" + name + "'", {"city_pools.csv"});
    }
    pools.push_back({table.text(row, "name"), static_cast<std::size_t>(found - districts.begin())});
  }
  return pools;
}

void read_words(Tables& tables) {
  const DataTable table(data::city_words, "city_words.csv");
  const std::array<std::pair<std::string_view, std::vector<std::string>*>, 4> kinds{
      {{"first", &tables.first},
       {"second", &tables.second},
       {"street", &tables.streets},
       {"administration", &tables.administrations}}};
  for (std::size_t row = 0; row < table.size(); ++row) {
    for (const auto& [kind, words] : kinds) {
      if (table.text(row, "kind") == kind) words->push_back(table.text(row, "word"));
    }
  }
  for (const auto& [kind, words] : kinds) {
    if (words->empty()) {
      throw core::Error(core::ErrorKind::internal, "built-in table is broken: no word of kind '" + std::string(kind) + "'",
                        {"city_words.csv"});
    }
  }
}

}  // namespace

Tables read_tables() {
  Tables tables;
  tables.uses = read_uses();
  tables.epochs = read_epochs();
  tables.districts = read_districts();
  tables.pools = read_pools(tables.districts);
  read_words(tables);
  return tables;
}

std::string numbered(std::string_view prefix, std::size_t number, std::size_t digits) {
  const std::string text = std::to_string(number);
  return std::string(prefix) + std::string(digits > text.size() ? digits - text.size() : 0, '0') + text;
}

std::vector<double> share_out(double total, const std::vector<double>& weights) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<double> shares(weights.size());
  std::vector<double> rest(weights.size());
  double given = 0.0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double exact = total * weights[i] / sum;
    shares[i] = std::floor(exact);
    rest[i] = exact - shares[i];
    given += shares[i];
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&rest](std::size_t a, std::size_t b) { return rest[a] != rest[b] ? rest[a] > rest[b] : a < b; });
  for (std::size_t i = 0; given < total && !order.empty(); ++i, given += 1.0) shares[order[i % order.size()]] += 1.0;
  return shares;
}

std::array<std::size_t, kUses> building_counts(const Tables& tables, std::size_t buildings) {
  std::vector<double> weights;
  for (const UseRow& use : tables.uses) weights.push_back(use.buildings);
  std::vector<double> shares = share_out(static_cast<double>(buildings), weights);
  if (buildings >= kUses) {
    for (double& share : shares) {
      if (share > 0.0) continue;
      *std::max_element(shares.begin(), shares.end()) -= 1.0;
      share = 1.0;
    }
  }
  std::array<std::size_t, kUses> counts{};
  std::transform(shares.begin(), shares.end(), counts.begin(), [](double share) { return static_cast<std::size_t>(share); });
  return counts;
}

}  // namespace tvilling::models::city
