// SPDX-License-Identifier: MPL-2.0
#include <catch2/catch.hpp>
#include <string_view>

#include "models/links/address.hpp"

using namespace tvilling::models;

namespace {

AddressMatch compare(std::string_view a, std::string_view b) {
  const auto left = parse_address(a);
  const auto right = parse_address(b);
  REQUIRE(left);
  REQUIRE(right);
  const AddressMatch match = compare_addresses(*left, *right);
  CHECK(compare_addresses(*right, *left) == match);
  return match;
}

}  // namespace

TEST_CASE("An address is read with its house number, letter and postcode, and without floor and city") {
  const auto address = parse_address("Birkebakkevej 12B, st. th., 2450 København SV");
  REQUIRE(address);
  CHECK(*address == Address{"birkebakkevej", 12, 12, 'b', 'b', 2450});
  CHECK(parse_address("Birkebakkevej 12 b 2. sal, 2450") == address);
  CHECK(parse_address("BIRKEBAKKEVEJ 12B 2450 København") == address);
  CHECK(parse_address("Birkebakkevej 12B, 1., DK-2450 København SV") == address);
}

TEST_CASE("Shortened street names mean the same as those written out") {
  CHECK(compare("Gl. Kongevej 3", "Gammel Kongevej 3") == AddressMatch::same);
  CHECK(compare("GL KONGEVEJ 3", "Gammel Kongevej 3") == AddressMatch::same);
  CHECK(compare("Sct. Hans Gade 1", "Sankt Hans Gade 1") == AddressMatch::same);
  CHECK(compare("Skt. Hans G. 1", "Sankt Hans Gade 1") == AddressMatch::same);
  CHECK(compare("St. Hans Gade 1", "Sankt Hans Gade 1") == AddressMatch::same);
  CHECK(compare("St. Kongensgade 1", "Store Kongensgade 1") == AddressMatch::same);
  CHECK(compare("Strandv. 7", "Strandvej 7") == AddressMatch::same);
  CHECK(compare("Rosens Alle 7", "Rosens Allé 7") == AddressMatch::same);
  CHECK(compare("Åboulevarden 7", "Aaboulevarden 7") == AddressMatch::same);
  CHECK(compare("Chr. 4.s Vej 3", "Christian 4.s Vej 3") == AddressMatch::same);
}

TEST_CASE("The word number before a house number is no part of the street") {
  CHECK(compare("Hovedgaden nr. 5", "Hovedgaden 5") == AddressMatch::same);
  CHECK(compare("Hovedgaden Nr 5B", "Hovedgaden 5B") == AddressMatch::same);
  CHECK(compare("Nr. Farimagsgade 5", "Nørre Farimagsgade 5") == AddressMatch::same);
}

TEST_CASE("A house number inside a range of its own side of the street is near it") {
  CHECK(compare("Rosenvej 14", "Rosenvej 12-16") == AddressMatch::near_);
  CHECK(compare("Rosenvej 14", "Rosenvej 12 - 16") == AddressMatch::near_);
  CHECK(compare("Rosenvej 14", "Rosenvej 12–16") == AddressMatch::near_);
  CHECK(compare("Rosenvej 13", "Rosenvej 12-16") == AddressMatch::none);
  CHECK(compare("Rosenvej 18", "Rosenvej 12-16") == AddressMatch::none);
  CHECK(compare("Rosenvej 12B", "Rosenvej 12A-C") == AddressMatch::near_);
  CHECK(compare("Rosenvej 12D", "Rosenvej 12A-C") == AddressMatch::none);
}

TEST_CASE("Another letter, number, street or postcode is another address") {
  CHECK(compare("Rosenvej 12", "Rosenvej 12A") == AddressMatch::near_);
  CHECK(compare("Rosenvej 12A", "Rosenvej 12B") == AddressMatch::none);
  CHECK(compare("Rosenvej 12", "Rosenvej 112") == AddressMatch::none);
  CHECK(compare("Rosenvej 12", "Rosengade 12") == AddressMatch::none);
  CHECK(compare("Rosenvej 12, 2450 København SV", "Rosenvej 12, 2100 København Ø") == AddressMatch::none);
  CHECK(compare("Rosenvej 12, 2450 København SV", "Rosenvej 12") == AddressMatch::same);
}

TEST_CASE("What has no street and house number is no address") {
  for (const std::string_view text :
       {"", "12", "Rosenvej", "Birkebakke Skole, bygning 2", "Bygning 2", "Blok 4", "-", ", 2100"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_address(text));
  }
}
