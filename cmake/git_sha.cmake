# SPDX-License-Identifier: MPL-2.0
# Writes a source with tvilling::core::git_sha(): the commit, "<commit>-dirty" when tracked files differ from it, or "unknown".
# And source_digest(): a SHA-256 over every source that decides numbers, whatever git knows of it.
# Runs in every build, and writes only what changed:  cmake -D SOURCE_DIR=... -D OUTPUT=... -P git_sha.cmake
cmake_minimum_required(VERSION 3.25)

set(sha "")
if(EXISTS ${SOURCE_DIR}/.git)  # not the repository of a folder above
  # A clone that belongs to another user is read too (safe.directory). No lock: others may work in the tree.
  set(ENV{GIT_OPTIONAL_LOCKS} 0)
  execute_process(COMMAND git -c safe.directory=* describe --always --dirty --abbrev=12 --exclude=*
                  WORKING_DIRECTORY ${SOURCE_DIR} OUTPUT_VARIABLE sha OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
if(NOT sha MATCHES "^[0-9a-f]+(-dirty)?$")
  set(sha unknown)
endif()
file(GLOB_RECURSE sources ${SOURCE_DIR}/core/*.?pp ${SOURCE_DIR}/models/*.?pp ${SOURCE_DIR}/models/*.csv ${SOURCE_DIR}/scenarios/*.?pp ${SOURCE_DIR}/scenarios/*.csv)
list(SORT sources)
set(hashes "")
foreach(source IN LISTS sources)
  file(SHA256 ${source} hash)
  string(APPEND hashes ${hash})
endforeach()
string(SHA256 digest "${hashes}")
set(text "// Written by cmake/git_sha.cmake.
#include \"core/version.hpp\"

namespace tvilling::core {
std::string_view git_sha() noexcept {
  return \"${sha}\";
}
std::string_view source_digest() noexcept {
  return \"${digest}\";
}
}  // namespace tvilling::core
")
file(CONFIGURE OUTPUT ${OUTPUT} CONTENT "@text@" @ONLY)  # leaves an equal file as it is
