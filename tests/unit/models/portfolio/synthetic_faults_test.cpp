// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/synthetic_faults.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>

#include "core/io/file.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using namespace tvilling;
using models::OutTable;
using models::PlantedFault;
using models::PortfolioTable;

const models::Portfolio& city() {
  static const models::Portfolio kCity = models::synthetic_city({.buildings = 300, .seed = 1});
  return kCity;
}

std::vector<OutTable> tables() {
  return models::tables_of(city(), "folder");
}

std::vector<PlantedFault> plant(std::vector<OutTable>& into, double share, std::uint64_t seed = 1,
                                models::TableForm form = models::TableForm::text) {
  return models::plant_faults(city(), into, {.share = share, .seed = seed, .form = form, .danish = false, .usual_meters = {}});
}

std::size_t rows_of(const std::vector<OutTable>& all, PortfolioTable table) {
  for (const OutTable& one : all) {
    if (one.table == table) return one.rows.size();
  }
  return 0;
}

TEST_CASE("So many rows of each table get a fault as were asked for") {
  std::vector<OutTable> planted = tables();
  std::map<std::string, std::size_t> count;
  for (const PlantedFault& fault : plant(planted, 0.1)) ++count[fault.table];
  const std::vector<OutTable> clean = tables();
  for (const PortfolioTable table : {PortfolioTable::buildings, PortfolioTable::properties, PortfolioTable::leases}) {
    const double rows = static_cast<double>(rows_of(clean, table));
    CHECK(count[std::string(models::to_string(table))] == static_cast<std::size_t>(std::lround(0.1 * rows)));
  }
}

TEST_CASE("No row has two faults and no fault spoils the row of another") {
  std::vector<OutTable> planted = tables();
  std::set<models::RowName> seen;
  for (const PlantedFault& fault : plant(planted, 0.2)) {
    INFO(fault.kind << " of " << fault.table << " " << fault.id);
    CHECK(seen.insert({fault.table, fault.id}).second);
    const models::RowName own{fault.table, fault.id};
    if (fault.told != own && !fault.told.second.empty()) CHECK(seen.insert(fault.told).second);
  }
}

TEST_CASE("Rows without a fault stay as they are") {
  std::vector<OutTable> planted = tables();
  const std::vector<PlantedFault> faults = plant(planted, 0.05);
  const std::vector<OutTable> clean = tables();
  std::size_t changed = 0;
  for (std::size_t t = 0; t < clean.size(); ++t) {
    for (std::size_t row = 0; row < clean[t].rows.size(); ++row) {
      for (std::size_t c = 0; c < clean[t].columns.size(); ++c) {
        const auto text = [&](const std::vector<OutTable>& of) { return models::cell_text({}, of[t].rows[row][c], false); };
        if (text(clean) == text(planted)) continue;
        ++changed;
        break;
      }
    }
  }
  CHECK(changed > 0);
  CHECK(changed <= faults.size());
}

TEST_CASE("Equal seeds plant equal faults and another seed others") {
  std::vector<OutTable> a = tables();
  std::vector<OutTable> b = tables();
  std::vector<OutTable> c = tables();
  const std::string first = models::faults_csv(plant(a, 0.1));
  CHECK(first == models::faults_csv(plant(b, 0.1)));
  CHECK(first != models::faults_csv(plant(c, 0.1, 2)));
}

TEST_CASE("A share of 0 plants nothing") {
  std::vector<OutTable> planted = tables();
  CHECK(plant(planted, 0.0).empty());
}

TEST_CASE("A layer gets no text in a column of numbers") {
  std::vector<OutTable> planted = tables();
  CHECK_FALSE(plant(planted, 0.3, 1, models::TableForm::layer).empty());
  for (const OutTable& table : planted) {
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      if (table.columns[c].type != core::FieldType::number) continue;
      for (const std::vector<core::SheetCell>& row : table.rows) {
        const std::string* text = std::get_if<std::string>(&row[c]);
        CHECK((text == nullptr || text->empty()));
      }
    }
  }
}

TEST_CASE("The record of the faults reads back as it was written") {
  std::vector<OutTable> planted = tables();
  const std::vector<PlantedFault> faults = plant(planted, 0.2);
  const tests::TemporaryFolder folder;
  const std::filesystem::path path = folder / "faults.csv";
  core::write_file_atomic(path, models::faults_csv(faults));
  const std::vector<PlantedFault> read = models::read_faults(path);
  REQUIRE(read.size() == faults.size());
  for (std::size_t i = 0; i < faults.size(); ++i) {
    CHECK(read[i].id == faults[i].id);
    CHECK(read[i].code == faults[i].code);
    CHECK(read[i].told == faults[i].told);
    CHECK(read[i].also == faults[i].also);
  }
}

}  // namespace
