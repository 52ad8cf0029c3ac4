// SPDX-License-Identifier: MPL-2.0
#include "core/io/zip_archive.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <minizip/unzip.h>
#include <minizip/zip.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <memory>
#include <utility>

#include "core/error.hpp"
#include "core/io/file.hpp"

namespace tvilling::core {

namespace {

constexpr std::size_t kMaxBytes = std::size_t{2} << 30U;  // a small file may claim to unpack into everything there is

[[noreturn]] void damaged(const std::string& name, std::string_view why) {
  throw Error(ErrorKind::bad_input, fmt::format("the part {} is {}", name, why));
}

/// The content of the file that the handle stands at.
std::string read_current(unzFile handle, const std::string& name) {
  if (unzOpenCurrentFile(handle) != UNZ_OK) damaged(name, "damaged or encrypted");
  std::string content;
  std::array<char, 65536> block{};
  int got = 0;
  while ((got = unzReadCurrentFile(handle, block.data(), static_cast<unsigned int>(block.size()))) > 0) {
    content.append(block.data(), static_cast<std::size_t>(got));
    if (content.size() > kMaxBytes) {
      unzCloseCurrentFile(handle);
      damaged(name, "larger than 2 GiB");
    }
  }
  const int closed = unzCloseCurrentFile(handle);
  if (got < 0 || closed != UNZ_OK) damaged(name, "damaged");
  return content;
}

class ZipOutput {
 public:
  explicit ZipOutput(const std::filesystem::path& path) : path_(path), handle_(zipOpen64(path.c_str(), APPEND_STATUS_CREATE)) {
    if (handle_ == nullptr) fail();
  }
  ~ZipOutput() {
    if (handle_ != nullptr) zipClose(handle_, nullptr);
  }
  ZipOutput(const ZipOutput&) = delete;
  ZipOutput& operator=(const ZipOutput&) = delete;
  ZipOutput(ZipOutput&&) = delete;
  ZipOutput& operator=(ZipOutput&&) = delete;

  void add(const std::string& name, const std::string& content) {
    zip_fileinfo no_time{};  // the hour of writing would make equal archives differ
    no_time.tmz_date.tm_mday = 1;
    no_time.tmz_date.tm_year = 1980;
    const bool good = zipOpenNewFileInZip64(handle_, name.c_str(), &no_time, nullptr, 0, nullptr, 0, nullptr, Z_DEFLATED,
                                            Z_DEFAULT_COMPRESSION, 0) == ZIP_OK &&
                      zipWriteInFileInZip(handle_, content.data(), static_cast<unsigned int>(content.size())) == ZIP_OK &&
                      zipCloseFileInZip(handle_) == ZIP_OK;
    if (!good) fail();
  }
  void finish() {
    if (zipClose(std::exchange(handle_, nullptr), nullptr) != ZIP_OK) fail();
  }

 private:
  [[noreturn]] void fail() const {
    throw Error(ErrorKind::io, "cannot write the archive", {path_.string()}, "Is the disk full, or is the folder closed to you?");
  }
  std::filesystem::path path_;
  zipFile handle_;
};

std::string current_name(unzFile handle) {
  std::array<char, 1024> name{};
  unz_file_info64 info{};
  if (unzGetCurrentFileInfo64(handle, &info, name.data(), name.size() - 1, nullptr, 0, nullptr, 0) != UNZ_OK) return {};
  return name.data();
}

}  // namespace

std::optional<ZipArchive> ZipArchive::open(const std::filesystem::path& path) {
  const FileDescriptor file = FileDescriptor::open(path, O_RDONLY);
  if (!file.is_open()) throw_system_error("cannot read the file", path, errno);
  unzFile handle = unzOpen64(path.c_str());
  if (handle == nullptr) return std::nullopt;
  return ZipArchive(handle);
}

ZipArchive::ZipArchive(ZipArchive&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}

ZipArchive::~ZipArchive() {
  if (handle_ != nullptr) unzClose(handle_);
}

bool ZipArchive::has(const std::string& name) const {
  return unzLocateFile(handle_, name.c_str(), 1) == UNZ_OK;
}

std::optional<std::string> ZipArchive::read(const std::string& name) const {
  if (!has(name)) return std::nullopt;
  return read_current(handle_, name);
}

void rewrite_zip(const std::filesystem::path& from, const std::filesystem::path& to,
                 const std::function<void(const std::string& name, std::string& content)>& change) {
  unzFile handle = unzOpen64(from.c_str());
  if (handle == nullptr) throw Error(ErrorKind::io, "cannot read the archive", {from.string()});
  const std::unique_ptr<void, int (*)(void*)> closing(handle, unzClose);
  ZipOutput out(to);
  for (int at = unzGoToFirstFile(handle); at == UNZ_OK; at = unzGoToNextFile(handle)) {
    const std::string name = current_name(handle);
    std::string content = read_current(handle, name);
    change(name, content);
    out.add(name, content);
  }
  out.finish();
}

}  // namespace tvilling::core
