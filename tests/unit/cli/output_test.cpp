// SPDX-License-Identifier: MPL-2.0
#include "cli/output.hpp"

#include <catch2/catch.hpp>

using tvilling::cli::quoted_for_shell;

TEST_CASE("A plain path stays as it is for the shell") {
  CHECK(quoted_for_shell("/tmp/my-city/results_1.h5") == "/tmp/my-city/results_1.h5");
}

TEST_CASE("Text that a shell would read otherwise stands in single quotes") {
  CHECK(quoted_for_shell("use = 'school'") == R"('use = '\''school'\''')");
  CHECK(quoted_for_shell("$HOME/`x`\\") == R"('$HOME/`x`\')");
  CHECK(quoted_for_shell("Nørrebro") == "'Nørrebro'");
  CHECK(quoted_for_shell("") == "''");
}
