// SPDX-License-Identifier: MPL-2.0
#include "scenarios/validation/suite.hpp"

#include <omp.h>

#include <algorithm>
#include <array>
#include <exception>
#include <system_error>

#include "core/error.hpp"

namespace tvilling::scenarios {

namespace {

const core::EmbeddedFile* find_case(std::span<const core::EmbeddedFile> files, std::string_view name) noexcept {
  const auto found = std::find_if(files.begin(), files.end(), [name](const core::EmbeddedFile& f) { return f.name == name; });
  return found == files.end() ? nullptr : &*found;
}

}  // namespace

std::filesystem::path suite_folder(const std::filesystem::path& directory, std::string_view suite, std::string_view marker) {
  const std::array<std::filesystem::path, 3> tried{directory, directory / suite, directory / "measured" / suite};
  for (const std::filesystem::path& folder : tried) {
    std::error_code ignored;
    if (std::filesystem::is_regular_file(folder / marker, ignored)) return folder;
  }
  throw core::Error(core::ErrorKind::bad_input,
                    directory.string() + ": no " + std::string(marker) + " here, nor in " + std::string(suite) + " or measured/" +
                        std::string(suite) + " below",
                    {}, "Give the folder of the suite's data with --data.");
}

bool has_case(std::span<const core::EmbeddedFile> files, std::string_view name) noexcept {
  return find_case(files, name) != nullptr;
}

models::FabricFile read_case(std::span<const core::EmbeddedFile> files, std::string_view name, ValidationModel model) {
  const auto open = [files](const std::string& path) {
    const core::EmbeddedFile* file = find_case(files, std::filesystem::path(path).filename().string());
    if (file == nullptr) throw core::Error(core::ErrorKind::internal, "validation case " + path + " is not in the program");
    return std::string(*file->text);
  };
  core::Findings findings;
  models::FabricFile file = models::parse_fabric(open(std::string(name)), std::string(name), open, findings);
  if (findings.stops()) {
    try {
      core::throw_if_stopped(findings);
    } catch (const core::Error& error) {
      throw core::Error(core::ErrorKind::internal, "validation case: " + std::string(error.what()));
    }
  }
  if (model == ValidationModel::city) file.fabric.options = models::city_fabric_options();
  return file;
}

const core::TomlValue* value_at(const core::TomlTable& table, std::span<const std::string_view> path) noexcept {
  const core::TomlTable* at = &table;
  const core::TomlValue* value = nullptr;
  for (const std::string_view key : path) {
    if (at == nullptr) return nullptr;
    value = at->find(key);
    if (value == nullptr) return nullptr;
    at = value->as_table();
  }
  return value;
}

void for_each_case(std::size_t count, const core::RunContext& context, const std::function<void(std::size_t)>& work) {
  // Named in the pragma only, which the analyser does not see.
  [[maybe_unused]] const int threads = context.threads > 0 ? context.threads : omp_get_max_threads();
  std::vector<std::exception_ptr> failed(count);
  const std::int64_t last = static_cast<std::int64_t>(count);
#pragma omp parallel for schedule(dynamic) num_threads(threads)
  for (std::int64_t i = 0; i < last; ++i) {
    if (context.stop.stop_requested()) continue;
    try {
      work(static_cast<std::size_t>(i));
    } catch (...) {
      failed[static_cast<std::size_t>(i)] = std::current_exception();
    }
  }
  for (const std::exception_ptr& error : failed) {
    if (error) std::rethrow_exception(error);
  }
  if (context.stop.stop_requested()) throw core::Error(core::ErrorKind::interrupted, "interrupted");
}

}  // namespace tvilling::scenarios
