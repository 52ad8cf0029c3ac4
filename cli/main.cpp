// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <exception>
#include <filesystem>
#include <new>

#include "cli/arguments.hpp"
#include "cli/console.hpp"
#include "cli/exit_codes.hpp"
#include "cli/interrupt.hpp"
#include "core/error.hpp"

namespace {

using tvilling::cli::ExitCode;

ExitCode guarded(int argc, const char* const* argv) {
  const tvilling::cli::Console console = tvilling::cli::make_console(false);
  constexpr std::string_view kOurBug = "this is a bug of tvilling, not of your input. Please report it with the command you ran.";
  try {
    return tvilling::cli::dispatch(argc, argv);
  } catch (const tvilling::core::Error& error) {
    console.error(error.what());
    if (error.kind() == tvilling::core::ErrorKind::internal) console.error(kOurBug);
    return tvilling::cli::exit_code_of(error.kind());
  } catch (const std::filesystem::filesystem_error& error) {
    console.error(fmt::format("the system refused: {}", error.what()));
    return ExitCode::bad_input;
  } catch (const std::bad_alloc&) {
    console.error(
        "the memory of this machine is not enough.\n  Take fewer buildings (run --only), hourly series, threads or layers.");
    return ExitCode::bad_input;
  } catch (const std::exception& error) {
    console.error(fmt::format("{}\n  {}", error.what(), kOurBug));
    return ExitCode::our_bug;
  }
}

}  // namespace

int main(int argc, char** argv) {
  tvilling::cli::ignore_file_size_signal();
  return static_cast<int>(guarded(argc, argv));
}
