// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/links/address.hpp"

/// What two rows have in common, internal to the suggestions.
namespace tvilling::models::linking {

/// An id in the forms in which ids are compared.
struct IdKey {
  std::string folded;               ///< without case, spaces and dashes: "l000123"
  std::string plain;                ///< and without leading zeros: the whole number of an id that a spreadsheet damaged
  std::vector<std::string> groups;  ///< runs of letters and of digits, the latter without leading zeros: "l", "123"
  bool separated = false;           ///< there was a sign between two digits
};
[[nodiscard]] IdKey id_key(std::string_view id);

[[nodiscard]] bool same_id(const IdKey& a, const IdKey& b);
/// One letter more, less or other, or two neighbours swapped.
[[nodiscard]] bool nearly_same_id(const IdKey& a, const IdKey& b);
/// All of `inner` stands in `outer`, whole numbers only. Ids of fewer than four signs prove nothing.
[[nodiscard]] bool contains_id(const IdKey& outer, const IdKey& inner);

/// The words of names, weighed by how rare they are among the names that may be meant.
class NameWords {
 public:
  /// The words of a name that may be meant.
  void learn(const std::vector<std::string>& words);
  /// 0 (nothing in common) to 1 (the same words): twice the weight in common over the weight of both. From words_of().
  [[nodiscard]] double overlap(const std::vector<std::string>& a, const std::vector<std::string>& b) const;

 private:
  [[nodiscard]] double weight(const std::string& word) const;

  std::map<std::string, int> names_with_;
  int names_ = 0;
};

/// The words that tell something: folded, sorted, without numbers and words like "bygning".
[[nodiscard]] std::vector<std::string> words_of(std::string_view name);

/// What is known of a row. `from` and `to` of a link are both this.
struct Subject {
  std::string id;
  IdKey key;
  std::string name;
  std::vector<std::string> words;           ///< of the name
  std::vector<Address> own_addresses;       ///< of the row itself
  std::vector<Address> property_addresses;  ///< of the property that it belongs to
  std::vector<double> areas_m2;
  std::string use;
  std::string administration;
  std::string property_id;  ///< that it belongs to by a link that stands
  std::string building_id;
  std::vector<std::string> named_properties;  ///< of rows that point at it
  bool suggested_property = false;            ///< the property is not given but suggested
  bool protected_address = false;
};

/// The reasons for one candidate. Each leaves a doubt; the doubts of several multiply.
class Evidence {
 public:
  void add(double weight, std::string reason) { reasons_.emplace_back(weight, std::move(reason)); }
  /// Speaks only where something else does.
  void support(double weight, std::string reason) { support_.emplace_back(weight, std::move(reason)); }

  [[nodiscard]] double doubt(double trust) const;
  [[nodiscard]] std::string words() const;

 private:
  std::vector<std::pair<double, std::string>> reasons_;
  std::vector<std::pair<double, std::string>> support_;
};

}  // namespace tvilling::models::linking
