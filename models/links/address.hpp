// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tvilling::models {

/// A Danish address in the form in which addresses are compared: floor, door and city left out.
struct Address {
  std::string street;    ///< folded, abbreviations written out: "gammelkongevej"
  int from = 0;          ///< house number
  int to = 0;            ///< the same as `from`, or the end of a range
  char from_letter = 0;  ///< of the house number, 'a' to 'z'; 0: none
  char to_letter = 0;
  int postcode = 0;  ///< 0: not given

  bool operator==(const Address&) const = default;
};

/// Reads "Gl. Kongevej 12-16, st. th., 1610 København V"; nothing when no street with a house number stands there.
[[nodiscard]] std::optional<Address> parse_address(std::string_view text);

/// How far two addresses mean the same place. `near_`: the number without its letter, or inside the range of the other (on the
/// same side of the street).
enum class AddressMatch : std::uint8_t { none, near_, same };
[[nodiscard]] AddressMatch compare_addresses(const Address& a, const Address& b);

}  // namespace tvilling::models
