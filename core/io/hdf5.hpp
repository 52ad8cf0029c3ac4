// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// A thin, safe face of the HDF5 C library. hdf5.h stays in the .cpp files.
///
/// Every call that fails throws Error (io) with HDF5's innermost message, the file's path and the object's name. HDF5 prints
/// nothing meanwhile; its automatic printing is as before when the call returns. Equal calls give equal bytes: no object
/// carries a time stamp.
namespace tvilling::core {

/// HDF5's hid_t.
using Hdf5Id = std::int64_t;

namespace hdf5_close {
void file(Hdf5Id id) noexcept;
void group(Hdf5Id id) noexcept;
void dataset(Hdf5Id id) noexcept;
void space(Hdf5Id id) noexcept;
void type(Hdf5Id id) noexcept;
void property_list(Hdf5Id id) noexcept;
void attribute(Hdf5Id id) noexcept;
}  // namespace hdf5_close

/// Owns one HDF5 identifier; move-only. An empty handle holds -1.
template <void (*Close)(Hdf5Id) noexcept>
class Hdf5Handle {
 public:
  Hdf5Handle() noexcept = default;
  explicit Hdf5Handle(Hdf5Id id) noexcept : id_(id) {}
  Hdf5Handle(Hdf5Handle&& other) noexcept : id_(std::exchange(other.id_, -1)) {}
  Hdf5Handle& operator=(Hdf5Handle&& other) noexcept {
    if (this != &other) {
      reset();
      id_ = std::exchange(other.id_, -1);
    }
    return *this;
  }
  Hdf5Handle(const Hdf5Handle&) = delete;
  Hdf5Handle& operator=(const Hdf5Handle&) = delete;
  ~Hdf5Handle() { reset(); }

  void reset() noexcept {
    if (id_ >= 0) Close(std::exchange(id_, -1));
  }
  [[nodiscard]] Hdf5Id release() noexcept { return std::exchange(id_, -1); }
  [[nodiscard]] Hdf5Id id() const noexcept { return id_; }
  [[nodiscard]] explicit operator bool() const noexcept { return id_ >= 0; }

 private:
  Hdf5Id id_ = -1;
};

using Hdf5File = Hdf5Handle<hdf5_close::file>;
using Hdf5Group = Hdf5Handle<hdf5_close::group>;
using Hdf5Dataset = Hdf5Handle<hdf5_close::dataset>;
using Hdf5Space = Hdf5Handle<hdf5_close::space>;
using Hdf5Datatype = Hdf5Handle<hdf5_close::type>;
using Hdf5PropertyList = Hdf5Handle<hdf5_close::property_list>;
using Hdf5Attribute = Hdf5Handle<hdf5_close::attribute>;

enum class Hdf5Access { read, write };

/// What is stored: little-endian IEEE numbers, UTF-8 text of any length, or UTF-8 text in a fixed number of bytes.
enum class Hdf5Type { float64, float32, uint8, int32, uint64, text, fixed_text };

using Hdf5Shape = std::vector<std::uint64_t>;  ///< length of each dimension; empty: one value

struct Hdf5DatasetSpec {
  Hdf5Type type = Hdf5Type::float64;
  Hdf5Shape shape;
  std::size_t text_bytes = 0;  ///< of one value, for fixed_text
  bool stored = true;          ///< false: only the shape is kept, no values (a netCDF dimension without a variable)
};

/// A rectangular part of a dataset.
struct Hdf5Slab {
  Hdf5Shape start;
  Hdf5Shape count;
};

/// New file, readable by HDF5 1.8 and later; an existing one is emptied. `user_block_bytes` (0, 512, 1024 ...) are left for the
/// caller at the beginning: HDF5 does not look there.
[[nodiscard]] Hdf5File create_hdf5_file(const std::filesystem::path& path, std::uint64_t user_block_bytes = 0);
/// Opens after check_hdf5_file().
[[nodiscard]] Hdf5File open_hdf5_file(const std::filesystem::path& path, Hdf5Access access);
/// Looks at the first bytes without the HDF5 library, which may crash on damaged files. Throws Error: io for a missing
/// file, a folder or no permission; bad_input for a file that is not HDF5 or is shorter than it says.
void check_hdf5_file(const std::filesystem::path& path);
/// Hands all that was written to the system. Once the system has refused a write, the file takes nothing more: this and
/// close_hdf5_file() throw.
void flush_hdf5(const Hdf5File& file);
/// Closes; unlike the destructor it throws when the rest cannot be written.
void close_hdf5_file(Hdf5File file);

[[nodiscard]] Hdf5Group create_group(Hdf5Id parent, const std::string& name);
[[nodiscard]] Hdf5Group open_group(Hdf5Id parent, const std::string& name);
/// True when the parent has a child of this name.
[[nodiscard]] bool has_child(Hdf5Id parent, const std::string& name);
/// Names of the children, in the order of their creation.
[[nodiscard]] std::vector<std::string> child_names(Hdf5Id group);
/// A second name for the same object.
void link_again(Hdf5Id from, const std::string& name, Hdf5Id to, const std::string& new_name);

/// Contiguous, allocated at once and filled: floats with NaN, integers with 0.
[[nodiscard]] Hdf5Dataset create_dataset(Hdf5Id parent, const std::string& name, const Hdf5DatasetSpec& spec);
[[nodiscard]] Hdf5Dataset open_dataset(Hdf5Id parent, const std::string& name);
[[nodiscard]] Hdf5Shape shape_of(const Hdf5Dataset& dataset);

/// Makes the dataset a netCDF dimension (HDF5 dimension scale) called `name`.
void make_scale(const Hdf5Dataset& dataset, const std::string& name);
void attach_scale(const Hdf5Dataset& dataset, std::size_t axis, const Hdf5Dataset& scale);

/// T: double, float, std::uint8_t, std::int32_t or std::uint64_t. The number of values must be the product of the slab's counts.
template <typename T>
void write_slab(const Hdf5Dataset& dataset, const Hdf5Slab& slab, std::span<const T> values);
template <typename T>
[[nodiscard]] std::vector<T> read_slab(const Hdf5Dataset& dataset, const Hdf5Slab& slab);
template <typename T>
void write_all(const Hdf5Dataset& dataset, std::span<const T> values);
template <typename T>
[[nodiscard]] std::vector<T> read_all(const Hdf5Dataset& dataset);

/// Text of any length. This, the next one and a text attribute throw Error (bad_input) with the object's name for text that
/// is not UTF-8 or has a zero byte, where HDF5 would cut it.
void write_text(const Hdf5Dataset& dataset, std::span<const std::string> values);
/// Text of fixed length; longer text is cut between two characters.
void write_fixed_text(const Hdf5Dataset& dataset, const Hdf5Slab& slab, std::span<const std::string> values);
/// All text of a dataset of either kind.
[[nodiscard]] std::vector<std::string> read_text(const Hdf5Dataset& dataset);
/// A part of the text of a dataset of either kind.
[[nodiscard]] std::vector<std::string> read_text(const Hdf5Dataset& dataset, const Hdf5Slab& slab);

/// Attributes: one text, one number, or a row of numbers (T as for write_slab).
void write_attribute(Hdf5Id object, const std::string& name, std::string_view text);
template <typename T>
void write_attribute(Hdf5Id object, const std::string& name, std::span<const T> values);
[[nodiscard]] bool has_attribute(Hdf5Id object, const std::string& name);
[[nodiscard]] std::string read_text_attribute(Hdf5Id object, const std::string& name);
template <typename T>
[[nodiscard]] std::vector<T> read_attribute(Hdf5Id object, const std::string& name);
/// Names in the order of creation.
[[nodiscard]] std::vector<std::string> attribute_names(Hdf5Id object);

/// At most `bytes` bytes of UTF-8 text, cut between two characters.
[[nodiscard]] std::string_view cut_utf8(std::string_view text, std::size_t bytes) noexcept;
/// The text with each byte that is not UTF-8, and each zero byte, spelled out as \xE5: can always be stored.
[[nodiscard]] std::string spell_out_bytes(std::string_view bytes);

}  // namespace tvilling::core
