// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include "cli/commands.hpp"
#include "models/portfolio/portfolio.hpp"

namespace tvilling::cli {

ExitCode run_synth(const SynthOptions& options, const Console& console) {
  if (options.buildings < 1) {
    throw core::Error(core::ErrorKind::wrong_usage, fmt::format("--buildings {} is not a number of buildings", options.buildings),
                      {}, "Give at least 1.");
  }
  const models::Portfolio city = models::synthetic_city({.buildings = options.buildings, .seed = options.seed});
  models::write_portfolio(city, options.folder);
  console.note(fmt::format("wrote {} buildings to {}", city.buildings.size(), options.folder.string()));
  return ExitCode::done;
}

}  // namespace tvilling::cli
