// SPDX-License-Identifier: MPL-2.0
#include "core/findings.hpp"

#include <catch2/catch.hpp>

using namespace tvilling::core;  // NOLINT(google-build-using-namespace)

TEST_CASE("A finding is added once for its code, place and message") {
  const Finding wide{"TV-1", Severity::warns, {"a.csv", 2, 3}, "too wide", {}};
  Findings findings;
  findings.add_once(wide);
  findings.add_once(wide);
  CHECK(findings.list.size() == 1);
  for (const auto change : {0, 1, 2}) {
    Finding other = wide;
    if (change == 0) other.code = "TV-2";
    if (change == 1) other.message = "too narrow";
    if (change == 2) other.pos.line = 4;
    findings.add_once(other);
  }
  CHECK(findings.list.size() == 4);
}
