// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "core/error.hpp"
#include "scenarios/results_file.hpp"
#include "tests/support/small_results.hpp"

namespace tvilling::tests {

template <typename Work>
core::Error error_of(const Work& work) {
  try {
    work();
  } catch (const core::Error& error) {
    return error;
  }
  throw std::logic_error("no error came");
}

inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

inline scenarios::ResultsWriter small_writer(const std::filesystem::path& path, const scenarios::ResultsLayout& layout,
                                             bool resume = false) {
  return {path, small_portfolio(), layout, resume};
}

}  // namespace tvilling::tests
