// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/findings.hpp"
#include "models/portfolio/synthetic_faults.hpp"

namespace tvilling::cli {

/// How one kind of fault was found.
struct KindScore {
  std::string table;
  std::string kind;
  std::string code;  ///< empty: no check is meant to find it
  std::size_t planted = 0;
  std::size_t found = 0;
};

/// A stop or warning at a row that has no planted fault.
struct FalseAlarm {
  const core::Finding* finding = nullptr;
  std::string row;  ///< id
};

/// The checks held against the faults that are known to be there.
struct TruthScore {
  std::vector<KindScore> kinds;  ///< in the order of the record
  std::vector<const models::PlantedFault*> missed;
  std::vector<FalseAlarm> false_stops;
  std::vector<FalseAlarm> false_warnings;
  std::size_t planted = 0;  ///< that a check is meant to find
  std::size_t found = 0;    ///< with the expected code at the expected row
  std::size_t alarms = 0;   ///< rows that stop or warn, once for each finding
  std::size_t meant = 0;    ///< of these, with the code that is meant to find the row's fault; the others follow from a fault

  [[nodiscard]] double recall() const noexcept;
  [[nodiscard]] double precision() const noexcept;  ///< alarms at rows with a planted fault, of all alarms
};

/// The findings and faults must outlive the score. What is filled or informs is no alarm, but may find a fault.
[[nodiscard]] TruthScore score_truth(const core::Findings& findings, std::span<const models::PlantedFault> faults);

[[nodiscard]] std::string truth_text(const TruthScore& score);
[[nodiscard]] std::string truth_json(const TruthScore& score);

}  // namespace tvilling::cli
