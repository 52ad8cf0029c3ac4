// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>

#include "scenarios/results_file.hpp"

namespace tvilling::python {

/// A result file that was found whole. Only what is there once is kept: everything of a scenario is read when it is asked for, so
/// that memory does not grow with their number, and the file may be closed, moved and opened by others meanwhile.
struct StoredResults {
  explicit StoredResults(const std::filesystem::path& file) : path(file), head(scenarios::ResultsFile(file).head()) {}

  std::filesystem::path path;
  scenarios::Results head;  ///< names, portfolio, halls and provenance
};

}  // namespace tvilling::python
