// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/embedded.hpp"
#include "core/io/toml.hpp"
#include "core/run_context.hpp"
#include "models/fabric/fabric_file.hpp"

namespace tvilling::scenarios {

/// Which modelling choices a suite runs with.
enum class ValidationModel {
  detailed,  ///< those of the building files
  city       ///< those of `tvilling run`
};

/// The folder that holds `marker`: DIR itself, DIR/suite or DIR/measured/suite. Throws Error (bad_input) naming what was tried.
[[nodiscard]] std::filesystem::path suite_folder(const std::filesystem::path& directory, std::string_view suite,
                                                 std::string_view marker);

/// A case that the program carries, read and with the choices of the model. Throws Error (internal) when it is not whole.
[[nodiscard]] models::FabricFile read_case(std::span<const core::EmbeddedFile> files, std::string_view name,
                                           ValidationModel model);
[[nodiscard]] bool has_case(std::span<const core::EmbeddedFile> files, std::string_view name) noexcept;

/// The value at a path of keys, or null.
[[nodiscard]] const core::TomlValue* value_at(const core::TomlTable& table, std::span<const std::string_view> path) noexcept;

/// Calls `work` for 0 to count - 1 on the context's threads; an Error of any call is thrown again, that of the first index first.
void for_each_case(std::size_t count, const core::RunContext& context, const std::function<void(std::size_t)>& work);

}  // namespace tvilling::scenarios
