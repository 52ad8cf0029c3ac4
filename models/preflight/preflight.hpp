// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <optional>

#include "core/findings.hpp"
#include "models/metering/metering.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/preflight/delivery.hpp"
#include "models/preflight/overrides.hpp"
#include "models/preflight/quality.hpp"

namespace tvilling::models {

struct PreflightOptions {
  std::filesystem::path against;  ///< an earlier delivery; empty: none
};

/// A portfolio that was looked at before anything is run.
struct Preflight {
  Portfolio portfolio;  ///< filled
  Metering metering;
  Overrides overrides;
  Quality quality;
  std::optional<Portfolio> before;  ///< the earlier delivery, as it was given
  std::optional<DeliveryChanges> changes;
};

/// Reads and fills a portfolio, checks it over all its tables, compares it with an earlier delivery and applies its overrides.
/// Everything noticed is a finding. Throws Error (io) only when a path itself cannot be read.
[[nodiscard]] Preflight preflight(const std::filesystem::path& path, core::Findings& findings,
                                  const PreflightOptions& options = {});

}  // namespace tvilling::models
