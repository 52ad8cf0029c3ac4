// SPDX-License-Identifier: MPL-2.0
#include <hdf5.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "core/error.hpp"
#include "core/io/hdf5.hpp"
#include "core/io/hdf5_call.hpp"
#include "core/text.hpp"

namespace tvilling::core {

namespace {

/// Values of one element type; HDF5's predefined types are looked up when needed (the macros open the library).
template <typename T>
hid_t memory_type();
template <>
hid_t memory_type<double>() {
  return H5T_NATIVE_DOUBLE;
}
template <>
hid_t memory_type<float>() {
  return H5T_NATIVE_FLOAT;
}
template <>
hid_t memory_type<std::uint8_t>() {
  return H5T_NATIVE_UINT8;
}
template <>
hid_t memory_type<std::int32_t>() {
  return H5T_NATIVE_INT32;
}

template <>
hid_t memory_type<std::uint64_t>() {
  return H5T_NATIVE_UINT64;
}

template <typename T>
hid_t file_type();
template <>
hid_t file_type<double>() {
  return H5T_IEEE_F64LE;
}
template <>
hid_t file_type<float>() {
  return H5T_IEEE_F32LE;
}
template <>
hid_t file_type<std::uint8_t>() {
  return H5T_STD_U8LE;
}
template <>
hid_t file_type<std::int32_t>() {
  return H5T_STD_I32LE;
}

template <>
hid_t file_type<std::uint64_t>() {
  return H5T_STD_U64LE;
}

Hdf5Datatype text_type(const Hdf5Call& call, std::size_t bytes) {
  Hdf5Datatype type{call(H5Tcopy(H5T_C_S1))};
  call(H5Tset_size(type.id(), bytes));
  call(H5Tset_cset(type.id(), H5T_CSET_UTF8));
  if (bytes != H5T_VARIABLE) call(H5Tset_strpad(type.id(), H5T_STR_NULLPAD));
  return type;
}

Hdf5Datatype stored_type(const Hdf5Call& call, const Hdf5DatasetSpec& spec) {
  switch (spec.type) {
    case Hdf5Type::float64: return Hdf5Datatype{call(H5Tcopy(file_type<double>()))};
    case Hdf5Type::float32: return Hdf5Datatype{call(H5Tcopy(file_type<float>()))};
    case Hdf5Type::uint8: return Hdf5Datatype{call(H5Tcopy(file_type<std::uint8_t>()))};
    case Hdf5Type::int32: return Hdf5Datatype{call(H5Tcopy(file_type<std::int32_t>()))};
    case Hdf5Type::uint64: return Hdf5Datatype{call(H5Tcopy(file_type<std::uint64_t>()))};
    case Hdf5Type::text: return text_type(call, H5T_VARIABLE);
    case Hdf5Type::fixed_text: return text_type(call, spec.text_bytes);
  }
  throw Error(ErrorKind::internal, "unknown HDF5 type");
}

Hdf5Space space_of(const Hdf5Call& call, const Hdf5Shape& shape) {
  if (shape.empty()) return Hdf5Space{call(H5Screate(H5S_SCALAR))};
  const std::vector<hsize_t> dims(shape.begin(), shape.end());
  return Hdf5Space{call(H5Screate_simple(static_cast<int>(dims.size()), dims.data(), nullptr))};
}

std::uint64_t product(const Hdf5Shape& shape) {
  return std::accumulate(shape.begin(), shape.end(), std::uint64_t{1}, std::multiplies<>());
}

/// The file's side and the memory's side of one transfer.
struct Transfer {
  Hdf5Space file;
  Hdf5Space memory;
};

Transfer transfer(const Hdf5Call& call, const Hdf5Dataset& dataset, const Hdf5Slab& slab) {
  Transfer t;
  t.file = Hdf5Space{call(H5Dget_space(dataset.id()))};
  const std::size_t rank = static_cast<std::size_t>(call(H5Sget_simple_extent_ndims(t.file.id())));
  if (rank != slab.start.size() || rank != slab.count.size()) {
    throw Error(ErrorKind::internal, "an HDF5 transfer has the wrong number of dimensions");
  }
  if (rank > 0) {
    const std::vector<hsize_t> start(slab.start.begin(), slab.start.end());
    const std::vector<hsize_t> count(slab.count.begin(), slab.count.end());
    call(H5Sselect_hyperslab(t.file.id(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr));
  }
  t.memory = space_of(call, slab.count);
  return t;
}

Hdf5Slab whole(const Hdf5Dataset& dataset) {
  Hdf5Slab slab;
  slab.count = shape_of(dataset);
  slab.start.assign(slab.count.size(), 0);
  return slab;
}

void need_count(std::size_t got, const Hdf5Slab& slab) {
  if (got != product(slab.count)) throw Error(ErrorKind::internal, "an HDF5 transfer has the wrong number of values");
}

void need_storable(const Hdf5Call& call, std::string_view text) {
  const bool zero = text.find('\0') != std::string_view::npos;
  if (!zero && is_utf8(text)) return;
  throw Error(ErrorKind::bad_input,
              "a text for " + call.object() + (zero ? " has a zero byte" : " is not UTF-8") + " and cannot be stored: \"" +
                  shown(spell_out_bytes(text)) + "\"",
              {call.file()}, "Save the input it comes from as UTF-8 text, or rename the file or folder it names.");
}

/// Gives back what HDF5 allocated for text of any length.
class OwnedText {
 public:
  OwnedText(hid_t type, hid_t space, std::size_t count) : type_(type), space_(space), texts_(count, nullptr) {}
  ~OwnedText() { H5Dvlen_reclaim(type_, space_, H5P_DEFAULT, data()); }
  OwnedText(const OwnedText&) = delete;
  OwnedText& operator=(const OwnedText&) = delete;
  [[nodiscard]] void* data() noexcept { return static_cast<void*>(texts_.data()); }
  [[nodiscard]] std::vector<std::string> strings() const {
    std::vector<std::string> values;
    values.reserve(texts_.size());
    for (const char* text : texts_) values.emplace_back(text == nullptr ? "" : text);
    return values;
  }

 private:
  hid_t type_;
  hid_t space_;
  std::vector<char*> texts_;
};

std::vector<std::string> split_fixed(const std::string& bytes, std::size_t width) {
  std::vector<std::string> values;
  for (std::size_t at = 0; at + width <= bytes.size() && width > 0; at += width) {
    const std::string_view cell = std::string_view(bytes).substr(at, width);
    values.emplace_back(cell.substr(0, std::min(cell.find('\0'), width)));
  }
  return values;
}

/// Reads text of either kind with `read(memory type, buffer)`.
template <typename Read>
std::vector<std::string> read_strings(const Hdf5Call& call, hid_t type, hid_t space, const Read& read) {
  if (H5Tget_class(type) != H5T_STRING)
    throw Error(ErrorKind::bad_input, "an HDF5 object that should hold text holds something else");
  const std::size_t count = static_cast<std::size_t>(call(H5Sget_simple_extent_npoints(space)));
  if (count == 0) return {};
  if (call(H5Tis_variable_str(type)) > 0) {
    const Hdf5Datatype memory = text_type(call, H5T_VARIABLE);
    OwnedText texts(memory.id(), space, count);
    call(read(memory.id(), texts.data()));
    return texts.strings();
  }
  const std::size_t width = H5Tget_size(type);
  std::string bytes(count * width, '\0');
  call(read(type, bytes.data()));
  return split_fixed(bytes, width);
}

void fill_value(const Hdf5Call& call, hid_t list, Hdf5Type type) {
  if (type == Hdf5Type::text || type == Hdf5Type::fixed_text) return;  // HDF5's own empty text
  const bool number = type == Hdf5Type::float64 || type == Hdf5Type::float32;
  const double fill = number ? std::numeric_limits<double>::quiet_NaN() : 0.0;
  call(H5Pset_fill_value(list, H5T_NATIVE_DOUBLE, &fill));
}

}  // namespace

Hdf5Dataset create_dataset(Hdf5Id parent, const std::string& name, const Hdf5DatasetSpec& spec) {
  const Hdf5Call call{parent, "create the dataset", name};
  const Hdf5PropertyList list{call(H5Pcreate(H5P_DATASET_CREATE))};
  call(H5Pset_obj_track_times(list.id(), false));
  call(H5Pset_attr_creation_order(list.id(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
  call(H5Pset_layout(list.id(), H5D_CONTIGUOUS));
  if (spec.stored) {
    // The room is taken and written now: a full disk shows before the run, and the order of later writes leaves no trace.
    call(H5Pset_alloc_time(list.id(), H5D_ALLOC_TIME_EARLY));
    call(H5Pset_fill_time(list.id(), H5D_FILL_TIME_ALLOC));
    fill_value(call, list.id(), spec.type);
  } else {
    call(H5Pset_alloc_time(list.id(), H5D_ALLOC_TIME_LATE));
    call(H5Pset_fill_time(list.id(), H5D_FILL_TIME_NEVER));
  }
  const Hdf5Datatype type = stored_type(call, spec);
  const Hdf5Space space = space_of(call, spec.shape);
  return Hdf5Dataset{call(H5Dcreate2(parent, name.c_str(), type.id(), space.id(), H5P_DEFAULT, list.id(), H5P_DEFAULT))};
}

Hdf5Dataset open_dataset(Hdf5Id parent, const std::string& name) {
  const Hdf5Call call{parent, "open the dataset", name};
  return Hdf5Dataset{call(H5Dopen2(parent, name.c_str(), H5P_DEFAULT))};
}

Hdf5Shape shape_of(const Hdf5Dataset& dataset) {
  const Hdf5Call call{dataset.id(), "read the shape of"};
  const Hdf5Space space{call(H5Dget_space(dataset.id()))};
  const int rank = static_cast<int>(call(H5Sget_simple_extent_ndims(space.id())));
  std::vector<hsize_t> dims(static_cast<std::size_t>(rank));
  if (rank > 0) call(H5Sget_simple_extent_dims(space.id(), dims.data(), nullptr));
  return {dims.begin(), dims.end()};
}

template <typename T>
void write_slab(const Hdf5Dataset& dataset, const Hdf5Slab& slab, std::span<const T> values) {
  need_count(values.size(), slab);
  if (values.empty()) return;
  const Hdf5Call call{dataset.id(), "write"};
  const Transfer t = transfer(call, dataset, slab);
  call(H5Dwrite(dataset.id(), memory_type<T>(), t.memory.id(), t.file.id(), H5P_DEFAULT, values.data()));
}

template <typename T>
std::vector<T> read_slab(const Hdf5Dataset& dataset, const Hdf5Slab& slab) {
  const Hdf5Call call{dataset.id(), "read"};
  const Transfer t = transfer(call, dataset, slab);
  std::vector<T> values(product(slab.count));
  if (!values.empty()) call(H5Dread(dataset.id(), memory_type<T>(), t.memory.id(), t.file.id(), H5P_DEFAULT, values.data()));
  return values;
}

template <typename T>
void write_all(const Hdf5Dataset& dataset, std::span<const T> values) {
  write_slab(dataset, whole(dataset), values);
}

template <typename T>
std::vector<T> read_all(const Hdf5Dataset& dataset) {
  return read_slab<T>(dataset, whole(dataset));
}

void write_text(const Hdf5Dataset& dataset, std::span<const std::string> values) {
  need_count(values.size(), whole(dataset));
  if (values.empty()) return;
  const Hdf5Call call{dataset.id(), "write"};
  std::vector<const char*> texts;
  texts.reserve(values.size());
  for (const std::string& value : values) {
    need_storable(call, value);
    texts.push_back(value.c_str());
  }
  const Hdf5Datatype type = text_type(call, H5T_VARIABLE);
  call(H5Dwrite(dataset.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, static_cast<const void*>(texts.data())));
}

void write_fixed_text(const Hdf5Dataset& dataset, const Hdf5Slab& slab, std::span<const std::string> values) {
  need_count(values.size(), slab);
  if (values.empty()) return;
  const Hdf5Call call{dataset.id(), "write"};
  const Hdf5Datatype type{call(H5Dget_type(dataset.id()))};
  const std::size_t width = H5Tget_size(type.id());
  std::string bytes(values.size() * width, '\0');
  for (std::size_t i = 0; i < values.size(); ++i) {
    need_storable(call, values[i]);
    const std::string_view text = cut_utf8(values[i], width);
    std::copy(text.begin(), text.end(), bytes.begin() + static_cast<std::ptrdiff_t>(i * width));
  }
  const Transfer t = transfer(call, dataset, slab);
  call(H5Dwrite(dataset.id(), type.id(), t.memory.id(), t.file.id(), H5P_DEFAULT, bytes.data()));
}

std::vector<std::string> read_text(const Hdf5Dataset& dataset) {
  return read_text(dataset, whole(dataset));
}

std::vector<std::string> read_text(const Hdf5Dataset& dataset, const Hdf5Slab& slab) {
  const Hdf5Call call{dataset.id(), "read"};
  const Hdf5Datatype type{call(H5Dget_type(dataset.id()))};
  const Transfer t = transfer(call, dataset, slab);
  return read_strings(call, type.id(), t.memory.id(), [&dataset, &t](hid_t memory, void* buffer) {
    return H5Dread(dataset.id(), memory, t.memory.id(), t.file.id(), H5P_DEFAULT, buffer);
  });
}

void write_attribute(Hdf5Id object, const std::string& name, std::string_view text) {
  const Hdf5Call call{object, "write the attribute", name};
  need_storable(call, text);
  const Hdf5Datatype type = text_type(call, H5T_VARIABLE);
  const Hdf5Space space = space_of(call, {});
  const Hdf5Attribute attribute{call(H5Acreate2(object, name.c_str(), type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT))};
  const std::string value(text);
  const char* pointer = value.c_str();
  call(H5Awrite(attribute.id(), type.id(), static_cast<const void*>(&pointer)));
}

template <typename T>
void write_attribute(Hdf5Id object, const std::string& name, std::span<const T> values) {
  const Hdf5Call call{object, "write the attribute", name};
  const Hdf5Space space = space_of(call, {values.size()});
  const Hdf5Attribute attribute{call(H5Acreate2(object, name.c_str(), file_type<T>(), space.id(), H5P_DEFAULT, H5P_DEFAULT))};
  call(H5Awrite(attribute.id(), memory_type<T>(), values.data()));
}

bool has_attribute(Hdf5Id object, const std::string& name) {
  const Hdf5Call call{object, "look for the attribute", name};
  return call(H5Aexists(object, name.c_str())) > 0;
}

std::string read_text_attribute(Hdf5Id object, const std::string& name) {
  const Hdf5Call call{object, "read the attribute", name};
  const Hdf5Attribute attribute{call(H5Aopen(object, name.c_str(), H5P_DEFAULT))};
  const Hdf5Datatype type{call(H5Aget_type(attribute.id()))};
  const Hdf5Space space{call(H5Aget_space(attribute.id()))};
  const std::vector<std::string> values = read_strings(
      call, type.id(), space.id(), [&attribute](hid_t memory, void* buffer) { return H5Aread(attribute.id(), memory, buffer); });
  return values.empty() ? std::string() : values.front();
}

template <typename T>
std::vector<T> read_attribute(Hdf5Id object, const std::string& name) {
  const Hdf5Call call{object, "read the attribute", name};
  const Hdf5Attribute attribute{call(H5Aopen(object, name.c_str(), H5P_DEFAULT))};
  const Hdf5Space space{call(H5Aget_space(attribute.id()))};
  std::vector<T> values(static_cast<std::size_t>(call(H5Sget_simple_extent_npoints(space.id()))));
  if (!values.empty()) call(H5Aread(attribute.id(), memory_type<T>(), values.data()));
  return values;
}

std::string_view cut_utf8(std::string_view text, std::size_t bytes) noexcept {
  if (text.size() <= bytes) return text;
  std::size_t end = bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

std::string spell_out_bytes(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t length = bytes[i] == '\0' ? 0 : utf8_length(bytes, i);
    if (length == 0) {
      const unsigned int byte = static_cast<unsigned char>(bytes[i]);
      text += "\\x";
      text += kDigits[byte >> 4U];
      text += kDigits[byte & 15U];
      ++i;
    } else {
      text += bytes.substr(i, length);
      i += length;
    }
  }
  return text;
}

#define TVILLING_HDF5_NUMBER(T)                                                         \
  template void write_slab<T>(const Hdf5Dataset&, const Hdf5Slab&, std::span<const T>); \
  template std::vector<T> read_slab<T>(const Hdf5Dataset&, const Hdf5Slab&);            \
  template void write_all<T>(const Hdf5Dataset&, std::span<const T>);                   \
  template std::vector<T> read_all<T>(const Hdf5Dataset&);                              \
  template void write_attribute<T>(Hdf5Id, const std::string&, std::span<const T>);     \
  template std::vector<T> read_attribute<T>(Hdf5Id, const std::string&);
TVILLING_HDF5_NUMBER(double)
TVILLING_HDF5_NUMBER(float)
TVILLING_HDF5_NUMBER(std::uint8_t)
TVILLING_HDF5_NUMBER(std::int32_t)
TVILLING_HDF5_NUMBER(std::uint64_t)
#undef TVILLING_HDF5_NUMBER

}  // namespace tvilling::core
