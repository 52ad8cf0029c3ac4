// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tvilling::tests {

using ZipParts = std::vector<std::pair<std::string, std::string>>;

inline std::uint32_t crc32_of(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

/// An archive of the parts as they are, without compression: what a workbook is, made by hand.
inline void make_zip(const std::filesystem::path& path, const ZipParts& parts) {
  std::string out;
  std::string directory;
  const auto number = [](std::string& to, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) to += static_cast<char>((value >> (8 * i)) & 0xFFU);
  };
  const auto common = [&number](std::string& to, const std::string& name, const std::string& content) {
    for (const std::uint32_t value : {20U, 0U, 0U, 0U, 33U}) number(to, value, 2);  // version, flags, method, time, 1980-01-01
    number(to, crc32_of(content), 4);
    number(to, static_cast<std::uint32_t>(content.size()), 4);
    number(to, static_cast<std::uint32_t>(content.size()), 4);
    number(to, static_cast<std::uint32_t>(name.size()), 2);
    number(to, 0, 2);
  };
  for (const auto& [name, content] : parts) {
    const auto offset = static_cast<std::uint32_t>(out.size());
    number(out, 0x04034B50U, 4);
    common(out, name, content);
    out += name + content;
    number(directory, 0x02014B50U, 4);
    number(directory, 20, 2);
    common(directory, name, content);
    number(directory, 0, 2);
    number(directory, 0, 2);
    number(directory, 0, 2);
    number(directory, 0, 4);
    number(directory, offset, 4);
    directory += name;
  }
  const auto start = static_cast<std::uint32_t>(out.size());
  out += directory;
  number(out, 0x06054B50U, 4);
  number(out, 0, 4);
  number(out, static_cast<std::uint32_t>(parts.size()), 2);
  number(out, static_cast<std::uint32_t>(parts.size()), 2);
  number(out, static_cast<std::uint32_t>(directory.size()), 4);
  number(out, start, 4);
  number(out, 0, 2);
  std::ofstream(path, std::ios::binary) << out;
}

}  // namespace tvilling::tests
