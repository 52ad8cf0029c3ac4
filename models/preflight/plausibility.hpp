// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/building/building.hpp"

namespace tvilling::models {

/// What a quantity usually is, ends included.
struct Band {
  double low = 0.0;
  double high = 0.0;

  [[nodiscard]] bool contains(double value) const noexcept { return value >= low && value <= high; }
  /// Between the ends on a scale of ratios.
  [[nodiscard]] double middle() const noexcept;
};

/// Zones or further parts of another use than the building's own.
[[nodiscard]] bool has_several_uses(const Building& building) noexcept;

/// The rules of the cross checks, read from models/preflight/data/plausibility.csv and name_words.csv.
class Plausibility {
 public:
  /// Throws core::Error (internal) when a table is broken.
  Plausibility();

  /// The band of a quantity for a use, else that of any use. Throws core::Error (internal) for a quantity without rule.
  [[nodiscard]] const Band& band(std::string_view quantity, Use use) const;
  [[nodiscard]] const Band& band(std::string_view quantity) const;
  /// Of a quantity per m2 of a building: of its use, or of those of its zones by their areas.
  [[nodiscard]] Band band_of(std::string_view quantity, const Building& building) const;
  /// The use whose own band holds the value nearest to its middle; nothing when none does.
  [[nodiscard]] std::optional<Use> use_with(std::string_view quantity, double value) const;
  /// The use that a building's name says, where `use` does not go with it.
  [[nodiscard]] std::optional<Use> use_of_name(std::string_view name, Use use) const;

 private:
  struct Rules {
    std::optional<Band> any;
    std::array<std::optional<Band>, kUseNames.size()> of_use;
  };
  struct NameWord {
    std::string word;  ///< folded
    Use use;
    std::vector<Use> fits;
  };
  [[nodiscard]] const Rules& rules(std::string_view quantity) const;

  std::map<std::string, Rules, std::less<>> rules_;
  std::vector<NameWord> words_;
};

}  // namespace tvilling::models
