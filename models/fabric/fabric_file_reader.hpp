// SPDX-License-Identifier: MPL-2.0
// How a building file is read, step by step. Only for models/fabric/fabric_file*.cpp.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/io/toml_reader.hpp"
#include "models/fabric/fabric_codes.hpp"
#include "models/fabric/fabric_file.hpp"
#include "models/fabric/fabric_keys.hpp"

namespace tvilling::models {

/// Under which codes a building file reports what is wrong with its keys and values.
inline constexpr core::TomlCodes kFabricTomlCodes{fabric_code::kUnknownKey, fabric_code::kMissingKey, fabric_code::kWrongType,
                                                  fabric_code::kOutOfRange, fabric_code::kEmptyText,  fabric_code::kNulCharacter};

/// Indices of things by their names.
using Names = std::map<std::string, std::size_t, std::less<>>;

/// A table of the file, held against the keys of its kind: unknown and missing keys, wrong types and ranges are findings, once,
/// when it is made. What is asked for then is right or not there. The TOML tree must outlive it.
class FabricTable {
 public:
  FabricTable(const core::TomlTable& table, std::string_view kind, std::string what, core::SourcePos pos,
              core::Findings& findings);

  /// Whether the key is written, right or wrong.
  [[nodiscard]] bool has(std::string_view key) const { return reader_.find(key) != nullptr; }
  /// Of the value of a key; of the table where it is not written.
  [[nodiscard]] core::SourcePos pos_of(std::string_view key) const;
  [[nodiscard]] const core::SourcePos& pos() const noexcept { return pos_; }
  [[nodiscard]] const std::string& what() const noexcept { return reader_.what(); }

  [[nodiscard]] std::optional<double> number(std::string_view key) const;
  /// With the default of the key; 0 where there is none.
  [[nodiscard]] double number_or_default(std::string_view key) const;
  [[nodiscard]] int integer_or_default(std::string_view key) const;
  [[nodiscard]] bool yes_no_or_default(std::string_view key) const;
  /// Empty when it is not there.
  [[nodiscard]] std::string text(std::string_view key) const;
  /// Which of the words of a choice; the enums of the building have their order.
  template <typename Enum>
  [[nodiscard]] Enum choice(std::string_view key) const {
    return static_cast<Enum>(word_index(key));
  }
  [[nodiscard]] std::vector<double> numbers(std::string_view key) const;
  /// Exactly so many numbers; else nothing, and a finding when other ones are written.
  [[nodiscard]] std::optional<std::vector<double>> numbers(std::string_view key, std::size_t count) const;
  [[nodiscard]] std::optional<Vector3> vector(std::string_view key) const;
  [[nodiscard]] std::optional<Schedule> schedule(std::string_view key) const;
  [[nodiscard]] std::optional<FabricTable> table(std::string_view key) const;
  [[nodiscard]] std::vector<FabricTable> tables(std::string_view key) const;
  /// Name and table of each thing.
  [[nodiscard]] std::vector<std::pair<std::string, FabricTable>> things(std::string_view key) const;
  [[nodiscard]] const core::TomlValue* raw(std::string_view key) const { return reader_.find(key); }

  /// The index of the thing that the key names, or kUnresolved and a finding.
  [[nodiscard]] std::size_t resolve(std::string_view key, const Names& names, std::string_view of_what) const;
  /// The keys of which more than one is written are a finding; true when there was none.
  bool refuse_together(std::string_view a, std::string_view b) const;
  void stop(const core::FindingCode& code, const core::SourcePos& pos, std::string message, std::string hint = {}) const;
  [[nodiscard]] core::Findings& findings() const noexcept { return reader_.findings(); }

 private:
  void check(const FabricKey& key);
  void check_choice(const FabricKey& key);
  void check_numbers(const FabricKey& key);
  [[nodiscard]] std::size_t word_index(std::string_view key) const;
  /// The value when it was found right.
  [[nodiscard]] const core::TomlValue* good(std::string_view key) const;

  core::TomlReader reader_;
  std::string_view kind_;
  core::SourcePos pos_;
  std::map<std::string_view, const core::TomlValue*> good_;
};

/// The things of a kind, [kind.NAME], each with a name that may be used.
[[nodiscard]] std::vector<std::pair<std::string, FabricTable>> things_of(const core::TomlTable& root, std::string_view kind,
                                                                         core::Findings& findings);

/// A schedule as written at a key; nothing and findings when it is wrong.
[[nodiscard]] std::optional<Schedule> read_schedule(const core::TomlValue& value, const FabricKey& key, core::Findings& findings);

/// The file with all that it extends as one tree; values keep the place where they stand. Findings where it cannot be read.
[[nodiscard]] core::TomlTable merged_toml(std::string_view text, const std::string& file, const FileReader& open,
                                          std::vector<std::string>& files, core::Findings& findings);

/// The building while it is read, with the names seen so far.
struct FabricReading {
  const core::TomlTable& root;
  Fabric& fabric;
  core::Findings& findings;
  std::map<std::string, Layer, std::less<>> materials;
  Names constructions;
  Names glazings;
  Names zones;
  Names boundaries;
  Names surfaces;
  std::map<std::size_t, std::pair<double, double>> sizes;  ///< width and height of a surface with a place
};

void read_constructions(FabricReading& reading);
void read_glazings(FabricReading& reading);
void read_zones(FabricReading& reading);
void read_boundaries(FabricReading& reading);
void read_surfaces(FabricReading& reading);
void read_windows(FabricReading& reading);
void read_air_and_bridges(FabricReading& reading);
void read_obstacles(FabricReading& reading);

}  // namespace tvilling::models
