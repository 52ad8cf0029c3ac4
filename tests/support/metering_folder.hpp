// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <fmt/format.h>
#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "core/io/file.hpp"
#include "models/metering/metering.hpp"
#include "tests/support/temporary_folder.hpp"

namespace tvilling::tests {

/// A portfolio of three buildings (two of them on property P2) in a folder, with the tables a test gives.
class MeteringFolder {
 public:
  MeteringFolder() {
    put("buildings",
        "building_id,property_id,use,year,area_m2\nA,P1,school,1950,1000\nB,P2,office,1950,3000\nC,P2,office,1950,1000\n");
  }
  MeteringFolder& put(const std::string& table, std::string_view csv) { return put_file(table + ".csv", csv); }
  MeteringFolder& put_file(const std::string& name, std::string_view text) {
    core::write_file_atomic(folder_ / name, text);
    return *this;
  }
  [[nodiscard]] models::PortfolioSource source() const {
    core::Findings ignored;
    return {folder_.path(), ignored};
  }

 private:
  TemporaryFolder folder_;
};

struct ReadMeters {
  models::Metering metering;
  core::Findings findings;  ///< of the metering alone

  [[nodiscard]] std::vector<core::Finding> found(std::string_view code) const {
    std::vector<core::Finding> list;
    std::copy_if(findings.list.begin(), findings.list.end(), std::back_inserter(list),
                 [code](const core::Finding& f) { return f.code == code; });
    return list;
  }
  [[nodiscard]] std::size_t count(std::string_view code) const { return found(code).size(); }
};

inline constexpr std::int64_t kTestNow_s = 1893456000;  // 2030-01-01

inline ReadMeters read_meters_of(const MeteringFolder& folder) {
  const models::PortfolioSource source = folder.source();
  core::Findings of_buildings;
  const models::Portfolio portfolio = models::read_portfolio(source, of_buildings);
  ReadMeters read;
  read.metering = models::read_metering(source, portfolio, read.findings, {kTestNow_s});
  return read;
}

/// One meter of building A ("M,A," comes before `meter`: carrier,unit,kind,rollover,resets,feeds_out) with its readings.
inline ReadMeters read_one_meter(const std::string& meter, const std::string& readings) {
  MeteringFolder folder;
  folder.put("meters", "meter_id,building_id,carrier,unit,kind,rollover,resets,feeds_out\nM,A," + meter + "\n");
  folder.put("readings", "meter_id,time,value,unit,estimated\n" + readings);
  return read_meters_of(folder);
}

/// "M,2025-01-31T07:00Z,1,," for each hour of [first, first + hours) after the beginning of 2025 in Denmark; `value` of the hour.
template <class Value>
std::string hourly_rows(int first, int hours, const Value& value) {
  constexpr std::int64_t kBegin_s = 1735686000;  // 2024-12-31T23:00Z
  std::string rows;
  for (int h = first; h < first + hours; ++h) {
    const std::chrono::sys_seconds time{std::chrono::seconds(kBegin_s + 3600LL * h)};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    rows += fmt::format("M,{}-{:02}-{:02}T{:02}:00Z,{},,\n", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                        static_cast<unsigned>(date.day()), std::chrono::duration_cast<std::chrono::hours>(time - day).count(),
                        value(h));
  }
  return rows;
}

inline bool has_flag(std::uint16_t flags, models::ReadingFlag flag) {
  return (flags & static_cast<std::uint16_t>(flag)) != 0;
}

}  // namespace tvilling::tests
