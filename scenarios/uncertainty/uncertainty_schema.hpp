// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/io/hdf5.hpp"
#include "scenarios/results_schema.hpp"
#include "scenarios/uncertainty/uncertainty_file.hpp"

/// Inside of the uncertainty file's room: the one place that names its groups, datasets and attributes.
namespace tvilling::scenarios::uncertainty_schema {

inline constexpr std::string_view kDraws = "draws";                   ///< key figures, (draw, scenario)
inline constexpr std::string_view kPlain = "plain";                   ///< of the unchanged portfolio, (scenario)
inline constexpr std::string_view kScenarios = "scenarios";           ///< P10, P50, P90, (scenario, quantile)
inline constexpr std::string_view kInputs = "inputs";                 ///< what was drawn, (draw, input) and (input)
inline constexpr std::string_view kSensitivity = "sensitivity";       ///< rank correlations, (scenario, input)
inline constexpr std::string_view kBuildingDraws = "building_draws";  ///< (draw, building)
inline constexpr std::string_view kBuildings = "buildings";           ///< (building) and (building, quantile)
inline constexpr std::string_view kStatus = "status";

inline constexpr std::string_view kScenario = "scenario";
inline constexpr std::string_view kBuilding = "building";
inline constexpr std::string_view kDraw = "draw";
inline constexpr std::string_view kInput = "input";
inline constexpr std::string_view kQuantile = "quantile";

inline constexpr std::string_view kCounted = "buildings_counted";
inline constexpr std::string_view kDone = "draw_done";
inline constexpr std::string_view kClamped = "clamped";
inline constexpr std::string_view kCityValue = "value";

[[nodiscard]] std::vector<schema::Dataset> datasets();
[[nodiscard]] schema::Lengths lengths(const UncertaintyLayout& layout);
/// Enough bytes for the whole file.
[[nodiscard]] std::uint64_t bytes(const UncertaintyLayout& layout);
/// Makes every group and dataset and writes what is known before the first draw.
void create(const core::Hdf5File& file, const UncertaintyLayout& layout);

}  // namespace tvilling::scenarios::uncertainty_schema
