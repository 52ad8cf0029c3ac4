// SPDX-License-Identifier: MPL-2.0
#include "core/io/hdf5.hpp"

#include <fcntl.h>
#include <hdf5.h>
#include <hdf5_hl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <fstream>
#include <optional>
#include <system_error>
#include <type_traits>

#include "core/error.hpp"
#include "core/io/hdf5_call.hpp"

namespace tvilling::core {

static_assert(std::is_same_v<hid_t, Hdf5Id> && std::is_same_v<herr_t, int>);

namespace {

/// The entry of HDF5's error stack that came first.
struct Reason {
  std::string text;
  bool system_write = false;  ///< the system refused to write
};

herr_t keep_first(unsigned number, const H5E_error2_t* entry, void* reason) noexcept {
  if (number != 0) return 0;
  Reason& first = *static_cast<Reason*>(reason);
  if (entry->desc != nullptr) first.text = entry->desc;
  first.system_write = entry->maj_num == H5E_IO && (entry->min_num == H5E_WRITEERROR || entry->min_num == H5E_SEEKERROR);
  return 0;
}

/// For a refused system call the text is the system's own words.
Reason innermost_reason() {
  Reason reason;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_first, &reason);
  static constexpr std::string_view kMark = "error message = '";
  const std::size_t begin = reason.text.find(kMark);
  if (begin != std::string::npos) {
    const std::size_t end = reason.text.find('\'', begin + kMark.size());
    reason.text = reason.text.substr(begin + kMark.size(), end - begin - kMark.size());
  }
  if (reason.text.empty()) reason.text = "no reason given";
  return reason;
}

/// The system's file descriptor behind any object of an open file, or -1.
int descriptor_of(Hdf5Id near) noexcept {
  const hid_t file = H5Iget_file_id(near);
  if (file < 0) return -1;
  void* handle = nullptr;
  const int descriptor =
      H5Fget_vfd_handle(file, H5P_DEFAULT, &handle) >= 0 && handle != nullptr ? *static_cast<int*>(handle) : -1;
  H5Fclose(file);
  return descriptor;
}

/// HDF5 1.10 crashes at the end of the program when it could not write a file's rest on closing. So after the first refused
/// write the rest goes to memory and is forgotten there; flushing and closing report it.
void lose_further_writes(Hdf5Id near) noexcept {
  const int descriptor = descriptor_of(near);
  const int memory = ::memfd_create("tvilling-lost", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (descriptor >= 0 && memory >= 0) ::dup2(memory, descriptor);
  if (memory >= 0) ::close(memory);
}

/// Only our memory file allows sealing: files on a disk have no seals, those of a tmpfs are sealed against it.
bool writes_are_lost(const Hdf5File& file) noexcept {
  return ::fcntl(descriptor_of(file.id()), F_GET_SEALS) == 0;
}

std::string name_of(Hdf5Id id, ssize_t (*get)(hid_t, char*, std::size_t)) {
  const ssize_t length = get(id, nullptr, 0);
  if (length <= 0) return {};
  std::string name(static_cast<std::size_t>(length) + 1, '\0');
  get(id, name.data(), name.size());
  name.resize(static_cast<std::size_t>(length));
  return name;
}

Hdf5PropertyList property_list(const Hdf5Call& call, hid_t kind) {
  return Hdf5PropertyList{call(H5Pcreate(kind))};
}

Hdf5PropertyList file_access(const Hdf5Call& call, Hdf5Access access) {
  Hdf5PropertyList list = property_list(call, H5P_FILE_ACCESS);
  // A file that h5py has open in this process can only be read with the degree that it has.
  if (access != Hdf5Access::read) call(H5Pset_fclose_degree(list.id(), H5F_CLOSE_STRONG));
  // 1.8: object headers with checksums, readable by every tool of the last decade.
  call(H5Pset_libver_bounds(list.id(), H5F_LIBVER_V18, H5F_LIBVER_V18));
  // A network drive without locks is no reason to refuse.
  call(H5Pset_file_locking(list.id(), true, true));
  return list;
}

/// Order of creation is kept (netCDF asks for it), times are not.
template <typename CreationOrder>
void plain_object(const Hdf5Call& call, hid_t list, CreationOrder set_link_order) {
  call(set_link_order(list, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
  call(H5Pset_attr_creation_order(list, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
  call(H5Pset_obj_track_times(list, false));
}

template <herr_t (*Close)(hid_t)>
void close_quietly(Hdf5Id id) noexcept {
  const Hdf5Call call{Hdf5Id{-1}, "close"};
  // A destructor cannot report; close_hdf5_file() does.
  static_cast<void>(Close(id));
}

std::uint64_t little_endian(std::string_view bytes) noexcept {
  std::uint64_t value = 0;
  for (std::size_t i = bytes.size(); i > 0; --i) value = (value << 8U) | static_cast<unsigned char>(bytes[i - 1]);
  return value;
}

/// Length that the file should have by its superblock (HDF5 file format, versions 0 to 3), or nothing.
std::optional<std::uint64_t> stated_length(std::string_view head) {
  if (head.size() < 9) return std::nullopt;
  const int version = static_cast<unsigned char>(head[8]);
  const bool old = version == 0 || version == 1;
  if (!old && version != 2 && version != 3) return std::nullopt;
  const std::size_t size_at = old ? 13 : 9;
  if (head.size() <= size_at) return std::nullopt;
  const std::size_t width = static_cast<unsigned char>(head[size_at]);
  if (width != 2 && width != 4 && width != 8) return std::nullopt;
  const std::size_t base_at = old ? (version == 0 ? 24 : 28) : 12;
  if (head.size() < base_at + 3 * width) return std::nullopt;
  // base address, then free space (or extension), then end of file: counted from the beginning of the file
  return little_endian(head.substr(base_at + 2 * width, width));
}

}  // namespace

Hdf5Call::Hdf5Call(Hdf5Id near, std::string_view what, std::string_view name) noexcept : near_(near), what_(what), name_(name) {
  silence();
}

Hdf5Call::Hdf5Call(const std::string& path, std::string_view what) noexcept : path_(path), what_(what) {
  silence();
}

void Hdf5Call::silence() noexcept {
  H5Eget_auto2(H5E_DEFAULT, &printer_, &printer_data_);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Hdf5Call::~Hdf5Call() {
  H5Eset_auto2(H5E_DEFAULT, printer_, printer_data_);
}

std::string Hdf5Call::file() const {
  return near_ >= 0 ? name_of(near_, H5Fget_name) : std::string(path_);
}

std::string Hdf5Call::object() const {
  std::string object = near_ >= 0 ? name_of(near_, H5Iget_name) : std::string();
  if (!name_.empty()) object += (object.ends_with('/') ? "" : "/") + std::string(name_);
  return object;
}

void Hdf5Call::fail() const {
  const Reason reason = innermost_reason();  // first: the next call clears it
  const SourcePos pos{file()};
  const std::string named = object();
  std::string message = "cannot " + std::string(what_);
  if (named.size() > 1) message += " " + named;
  message += ": " + reason.text;
  std::string hint;
  if (reason.text.find("No space left") != std::string::npos) hint = "Make room on the disk or write to another one.";
  if (reason.text == "Resource temporarily unavailable") hint = "Another program has the file open: close it there.";
  if (reason.system_write) lose_further_writes(near_);
  throw Error(ErrorKind::io, message, pos, hint);
}

namespace hdf5_close {
void file(Hdf5Id id) noexcept {
  close_quietly<H5Fclose>(id);
}
void group(Hdf5Id id) noexcept {
  close_quietly<H5Gclose>(id);
}
void dataset(Hdf5Id id) noexcept {
  close_quietly<H5Dclose>(id);
}
void space(Hdf5Id id) noexcept {
  close_quietly<H5Sclose>(id);
}
void type(Hdf5Id id) noexcept {
  close_quietly<H5Tclose>(id);
}
void property_list(Hdf5Id id) noexcept {
  close_quietly<H5Pclose>(id);
}
void attribute(Hdf5Id id) noexcept {
  close_quietly<H5Aclose>(id);
}
}  // namespace hdf5_close

Hdf5File create_hdf5_file(const std::filesystem::path& path, std::uint64_t user_block_bytes) {
  const std::string name = path.string();
  const Hdf5Call call{name, "create the file"};
  const Hdf5PropertyList creation = property_list(call, H5P_FILE_CREATE);
  plain_object(call, creation.id(), H5Pset_link_creation_order);
  call(H5Pset_userblock(creation.id(), user_block_bytes));
  const Hdf5PropertyList access = file_access(call, Hdf5Access::write);
  return Hdf5File{call(H5Fcreate(name.c_str(), H5F_ACC_TRUNC, creation.id(), access.id()))};
}

Hdf5File open_hdf5_file(const std::filesystem::path& path, Hdf5Access access) {
  check_hdf5_file(path);
  const std::string name = path.string();
  const Hdf5Call call{name, "open the file"};
  const Hdf5PropertyList list = file_access(call, access);
  const unsigned flags = access == Hdf5Access::read ? H5F_ACC_RDONLY : H5F_ACC_RDWR;
  return Hdf5File{call(H5Fopen(name.c_str(), flags, list.id()))};
}

void check_hdf5_file(const std::filesystem::path& path) {
  static constexpr std::string_view kSignature{"\x89HDF\r\n\x1a\n", 8};
  const SourcePos pos{path.string()};
  std::error_code code;
  const std::filesystem::file_status status = std::filesystem::status(path, code);
  if (!std::filesystem::exists(status)) throw Error(ErrorKind::io, "there is no such file", pos);
  if (std::filesystem::is_directory(status)) throw Error(ErrorKind::io, "this is a folder, not an HDF5 file", pos);
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw Error(ErrorKind::io, "cannot open the file", pos, "Is it readable for you? See its permissions (ls -l).");
  const std::uint64_t length = std::filesystem::file_size(path, code);
  if (code) throw Error(ErrorKind::io, "cannot read the file's length: " + code.message(), pos);

  // The signature stands at 0, or behind a user block of 512, 1024, ... bytes.
  for (std::uint64_t at = 0; at + kSignature.size() <= length; at = at == 0 ? 512 : 2 * at) {
    std::string head(96, '\0');
    stream.clear();
    stream.seekg(static_cast<std::streamoff>(at));
    stream.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(stream.gcount()));
    if (!head.starts_with(kSignature)) continue;
    const std::optional<std::uint64_t> stated = stated_length(head);
    if (!stated) throw Error(ErrorKind::bad_input, "the HDF5 file is damaged: its first bytes make no sense", pos);
    if (length < *stated) {
      throw Error(ErrorKind::bad_input,
                  "the HDF5 file is cut off: it has " + std::to_string(length) + " of " + std::to_string(*stated) + " bytes", pos,
                  "Copy it again, or make it again.");
    }
    return;
  }
  throw Error(ErrorKind::bad_input, length == 0 ? "the file is empty" : "this is not an HDF5 file", pos);
}

void flush_hdf5(const Hdf5File& file) {
  const Hdf5Call call{file.id(), "write to the disk"};
  if (writes_are_lost(file)) {
    throw Error(ErrorKind::io, "the file is not whole: an earlier write failed", {name_of(file.id(), H5Fget_name)});
  }
  call(H5Fflush(file.id(), H5F_SCOPE_LOCAL));
}

void close_hdf5_file(Hdf5File file) {
  flush_hdf5(file);
  const Hdf5Call call{file.id(), "close the file"};
  call(H5Fclose(file.id()));
  static_cast<void>(file.release());
}

Hdf5Group create_group(Hdf5Id parent, const std::string& name) {
  const Hdf5Call call{parent, "create the group", name};
  const Hdf5PropertyList list = property_list(call, H5P_GROUP_CREATE);
  plain_object(call, list.id(), H5Pset_link_creation_order);
  return Hdf5Group{call(H5Gcreate2(parent, name.c_str(), H5P_DEFAULT, list.id(), H5P_DEFAULT))};
}

Hdf5Group open_group(Hdf5Id parent, const std::string& name) {
  const Hdf5Call call{parent, "open the group", name};
  return Hdf5Group{call(H5Gopen2(parent, name.c_str(), H5P_DEFAULT))};
}

bool has_child(Hdf5Id parent, const std::string& name) {
  const Hdf5Call call{parent, "look for", name};
  return call(H5Lexists(parent, name.c_str(), H5P_DEFAULT)) > 0;
}

namespace {

herr_t collect_link(hid_t, const char* name, const H5L_info_t*, void* names) noexcept {
  static_cast<std::vector<std::string>*>(names)->emplace_back(name);
  return 0;
}

herr_t collect_attribute(hid_t, const char* name, const H5A_info_t*, void* names) noexcept {
  static_cast<std::vector<std::string>*>(names)->emplace_back(name);
  return 0;
}

}  // namespace

std::vector<std::string> child_names(Hdf5Id group) {
  const Hdf5Call call{group, "list the group"};
  std::vector<std::string> names;
  call(H5Literate(group, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, collect_link, &names));
  return names;
}

std::vector<std::string> attribute_names(Hdf5Id object) {
  const Hdf5Call call{object, "list the attributes of"};
  std::vector<std::string> names;
  call(H5Aiterate2(object, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, collect_attribute, &names));
  return names;
}

void link_again(Hdf5Id from, const std::string& name, Hdf5Id to, const std::string& new_name) {
  const Hdf5Call call{to, "link", new_name};
  call(H5Lcreate_hard(from, name.c_str(), to, new_name.c_str(), H5P_DEFAULT, H5P_DEFAULT));
}

void make_scale(const Hdf5Dataset& dataset, const std::string& name) {
  const Hdf5Call call{dataset.id(), "make a dimension of"};
  call(H5DSset_scale(dataset.id(), name.c_str()));
}

void attach_scale(const Hdf5Dataset& dataset, std::size_t axis, const Hdf5Dataset& scale) {
  const Hdf5Call call{dataset.id(), "attach a dimension to"};
  call(H5DSattach_scale(dataset.id(), scale.id(), static_cast<unsigned>(axis)));
}

}  // namespace tvilling::core
