// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/check_fabric.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/io/file.hpp"
#include "models/fabric/fabric_inputs.hpp"

namespace tvilling::models {

bool is_fabric_file(const std::filesystem::path& path) {
  const std::string text = core::read_file(path);
  const auto has = [&text](std::string_view table) {
    const std::size_t at = text.find(table);
    return at != std::string::npos && (at == 0 || text[at - 1] == '\n');
  };
  const bool building = has("[building") || has("[zone") || has("[surface") || has("[construction") || has("[material");
  return building && !has("[study]") && !has("[[scenario");
}

void check_fabric(const std::filesystem::path& path, core::Findings& findings) {
  const FabricFile file = read_fabric(path, findings);
  std::optional<Weather> weather;
  if (!file.weather_file && !file.weather_columns) weather = reference_year();
  (void)read_fabric_inputs(file, std::move(weather), findings);
}

}  // namespace tvilling::models
