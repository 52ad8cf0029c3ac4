// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/io/file.hpp"
#include "models/portfolio/portfolio.hpp"
#include "tests/support/temporary_folder.hpp"

namespace tvilling::tests {

/// A portfolio made of files (name, content) and read, with what was found.
struct PortfolioReading {
  static constexpr int kThisYear = 2026;

  models::Portfolio portfolio;
  core::Findings findings;

  explicit PortfolioReading(std::initializer_list<std::pair<const char*, std::string>> files) {
    const TemporaryFolder folder;
    for (const auto& [name, content] : files) core::write_file_atomic(folder / name, content);
    portfolio = models::read_portfolio(folder.path(), findings, {kThisYear});
  }

  [[nodiscard]] std::vector<core::Finding> all(std::string_view code) const {
    std::vector<core::Finding> list;
    std::copy_if(findings.list.begin(), findings.list.end(), std::back_inserter(list),
                 [code](const core::Finding& f) { return f.code == code; });
    return list;
  }
  [[nodiscard]] std::size_t count(std::string_view code) const { return all(code).size(); }
  [[nodiscard]] core::Finding first(std::string_view code) const {
    const std::vector<core::Finding> list = all(code);
    INFO(code);
    REQUIRE_FALSE(list.empty());
    return list.front();
  }
  /// True when exactly one finding stops and it has this code.
  [[nodiscard]] bool stops_only_with(std::string_view code) const {
    return findings.count(core::Severity::stops) == 1 && first(code).severity == core::Severity::stops;
  }
};

/// A buildings table alone.
inline PortfolioReading read_buildings_csv(const std::string& csv) {
  return PortfolioReading({{"buildings.csv", csv}});
}

}  // namespace tvilling::tests
