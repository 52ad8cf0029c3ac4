// SPDX-License-Identifier: MPL-2.0
#include "core/io/checksum.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <xxhash.h>

#include <cerrno>
#include <memory>
#include <vector>

#include "core/error.hpp"
#include "core/io/file.hpp"

namespace tvilling::core {

FileChecksum checksum_of_file(const std::filesystem::path& path, std::uint64_t from) {
  constexpr std::size_t kPiece = std::size_t{1} << 20U;
  const FileDescriptor file = FileDescriptor::open(path, O_RDONLY);
  if (!file.is_open()) throw_system_error("cannot read the file", path, errno);
  // Only asks for reading ahead: a system that cannot do it reads all the same.
  static_cast<void>(::posix_fadvise(file.get(), static_cast<off_t>(from), 0, POSIX_FADV_SEQUENTIAL));
  const std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state(XXH3_createState(), XXH3_freeState);
  if (!state || XXH3_128bits_reset(state.get()) != XXH_OK) throw Error(ErrorKind::internal, "xxHash cannot begin");
  std::vector<char> piece(kPiece);
  FileChecksum sum;
  while (true) {
    const ssize_t got = ::pread(file.get(), piece.data(), piece.size(), static_cast<off_t>(from + sum.bytes));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw_system_error("cannot read the file", path, errno);
    if (got == 0) break;
    XXH3_128bits_update(state.get(), piece.data(), static_cast<std::size_t>(got));
    sum.bytes += static_cast<std::uint64_t>(got);
  }
  const XXH128_hash_t hash = XXH3_128bits_digest(state.get());
  sum.xxh3 = fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
  return sum;
}

}  // namespace tvilling::core
