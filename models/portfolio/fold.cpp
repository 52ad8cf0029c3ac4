// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/fold.hpp"

#include <array>
#include <cstddef>
#include <utility>

namespace tvilling::models {

namespace {

// UTF-8 bytes and their plain spelling; capital and small letters.
constexpr std::array<std::pair<std::string_view, std::string_view>, 15> kLetters{{
    {"\xC3\x86", "ae"},
    {"\xC3\xA6", "ae"},
    {"\xC3\x98", "oe"},
    {"\xC3\xB8", "oe"},
    {"\xC3\x85", "aa"},
    {"\xC3\xA5", "aa"},
    {"\xC3\x89", "e"},
    {"\xC3\xA9", "e"},
    {"\xC3\x9C", "u"},
    {"\xC3\xBC", "u"},
    {"\xC3\x96", "oe"},
    {"\xC3\xB6", "oe"},
    {"\xC3\x84", "ae"},
    {"\xC3\xA4", "ae"},
    {"\xC2\xB2", "2"},
}};

}  // namespace

std::string fold(std::string_view utf8) {
  std::string folded;
  folded.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const char c = utf8[i];
    if (c >= 'A' && c <= 'Z') folded += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) folded += c;
    if (static_cast<unsigned char>(c) < 0x80) continue;
    for (const auto& [letter, plain] : kLetters) {
      if (utf8.substr(i, letter.size()) == letter) folded += plain;
    }
  }
  return folded;
}

}  // namespace tvilling::models
