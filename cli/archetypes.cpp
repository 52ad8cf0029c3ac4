// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include "cli/commands.hpp"
#include "models/portfolio/archetype_tables.hpp"
#include "models/portfolio/own_archetypes.hpp"

namespace tvilling::cli {

ExitCode run_archetypes(const ArchetypesOptions& options, const Console& console) {
  models::write_archetypes(options.folder, options.danish ? core::CsvForm::danish : core::CsvForm::house);
  console.note(fmt::format("wrote {} tables to {}; a portfolio's folder `archetypes` may hold changed ones",
                           models::built_in_archetype_files().size(), options.folder.string()));
  return ExitCode::done;
}

}  // namespace tvilling::cli
