// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/metering/metering.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/portfolio/protected_buildings.hpp"

namespace tvilling::models {

/// Which column of which table points at which table.
enum class LinkKind : std::uint8_t {
  unit_lease,
  lease_property,
  lease_building,
  building_property,
  meter_building,
  meter_property,
};
inline constexpr std::size_t kLinkKinds = 6;

struct LinkTables {
  PortfolioTable from;
  PortfolioTable to;
};
inline constexpr std::array<LinkTables, kLinkKinds> kLinkTables{{
    {PortfolioTable::units, PortfolioTable::leases},
    {PortfolioTable::leases, PortfolioTable::properties},
    {PortfolioTable::leases, PortfolioTable::buildings},
    {PortfolioTable::buildings, PortfolioTable::properties},
    {PortfolioTable::meters, PortfolioTable::buildings},
    {PortfolioTable::meters, PortfolioTable::properties},
}};
[[nodiscard]] constexpr const LinkTables& tables_of(LinkKind kind) noexcept {
  return kLinkTables[static_cast<std::size_t>(kind)];
}

/// How a link stands. What needs a person first.
enum class LinkState : std::uint8_t {
  ambiguous,  ///< there are candidates, but none stands clear of the others or is certain enough
  unmatched,  ///< nothing points anywhere
  suggested,  ///< one candidate stands clear; it counts once somebody says yes
  given,      ///< the table says it, and the other table has that row
};
inline constexpr std::array<std::string_view, 4> kLinkStateNames{"ambiguous", "unmatched", "suggested", "given"};
[[nodiscard]] constexpr std::string_view to_string(LinkState state) noexcept {
  return kLinkStateNames[static_cast<std::size_t>(state)];
}

inline constexpr std::size_t kLinkCandidates = 5;

struct LinkCandidate {
  std::string id;
  std::string name;    ///< "(protected)" where touches_protected
  double score = 0.0;  ///< 0 to 1: one minus the doubt that the reasons leave
  std::string why;     ///< the reasons in words
};

/// A link that is missing, or points at a row that is not there.
struct Link {
  LinkKind kind = LinkKind::unit_lease;
  std::string from_id;
  std::string from_name;  ///< "(protected)" where touches_protected
  std::string given_id;   ///< what the table says; empty: nothing
  std::string administration;
  LinkState state = LinkState::unmatched;
  std::vector<LinkCandidate> candidates;  ///< best first, at most kLinkCandidates
  std::size_t more = 0;                   ///< candidates that are not listed
  bool touches_protected = false;         ///< it or a candidate belongs to a protected address: names are hidden
};

struct Links {
  std::vector<Link> open;                        ///< by state, kind and from_id
  std::array<std::size_t, kLinkKinds> given{};   ///< how many stand as they should
  std::array<std::size_t, kLinkKinds> silent{};  ///< how many were decided to stay without

  [[nodiscard]] std::size_t count(LinkKind kind, LinkState state) const noexcept;
};

/// A link that somebody decided shall stay open (see decisions.hpp).
struct SilentLink {
  LinkKind kind = LinkKind::unit_lease;
  std::string from_id;
};

/// Candidates for every link that is missing or broken, from ids, addresses, names, areas and the links that stand. Changes
/// nothing. A meter is whole with a building, a property or a share.
[[nodiscard]] Links suggest_links(const Portfolio& portfolio, std::span<const Meter> meters, std::span<const MeterShare> shares,
                                  std::span<const SilentLink> silent = {});

}  // namespace tvilling::models
