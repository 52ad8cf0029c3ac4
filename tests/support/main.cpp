// SPDX-License-Identifier: MPL-2.0
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>

/// A test without an assertion and a filter without a test both fail. (Catch 2.13 takes only one `-w`, so both are set here.)
int main(int argc, char* argv[]) {
  Catch::Session session;
  const int usage = session.applyCommandLine(argc, argv);
  if (usage != 0) return usage;
  session.configData().warnings = static_cast<Catch::WarnAbout::What>(Catch::WarnAbout::NoAssertions | Catch::WarnAbout::NoTests);
  return session.run();
}
