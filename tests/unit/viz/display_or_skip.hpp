// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "viz/display.hpp"

namespace tvilling::tests {

/// Goes on when there is a display; otherwise this program starts again under a virtual one. Where that is not installed,
/// the test ends as *skipped* (exit code 77). CTest runs every test case in a process of its own.
inline void display_or_skip() {
  if (viz::display_available()) return;
  std::ifstream file("/proc/self/cmdline", std::ios::binary);
  const std::string line((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  std::vector<std::string> words;
  for (std::size_t from = 0; from < line.size(); from = line.find('\0', from) + 1) words.emplace_back(line.c_str() + from);
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  try {
    viz::rerun_under_xvfb(static_cast<int>(argv.size()), argv.data());
  } catch (const core::Error& error) {
    std::fprintf(stderr, "skipped: %s\n", error.what());
    std::exit(77);
  }
}

}  // namespace tvilling::tests
