// SPDX-License-Identifier: MPL-2.0
#include "core/io/csv_encoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "core/io/csv_codes.hpp"
#include "core/text.hpp"

namespace tvilling::core {

namespace {

constexpr std::string_view kSaveAsUtf8 = "In Excel: Save As, \"CSV UTF-8 (comma delimited)\".";

// Windows-1252 of bytes 0x80-0x9F (Unicode's mapping table CP1252.TXT); 0: no character.
constexpr std::array<std::uint16_t, 32> kCp1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

constexpr unsigned int byte_at(std::string_view bytes, std::size_t i) {
  return static_cast<unsigned char>(bytes[i]);
}

/// Where byte `at` stands; characters are counted, so UTF-8 continuation bytes are not when `utf8` is true.
SourcePos position(std::string_view bytes, std::size_t at, const std::string& file, bool utf8) {
  SourcePos pos{file, 1, 1};
  for (std::size_t i = 0; i < at; ++i) {
    const bool line_end = bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 == bytes.size() || bytes[i + 1] != '\n'));
    if (line_end) {
      ++pos.line;
      pos.column = 1;
    } else if (!utf8 || (byte_at(bytes, i) & 0xC0U) != 0x80U) {
      ++pos.column;
    }
  }
  return pos;
}

void stop(Findings& findings, const FindingCode& code, SourcePos pos, std::string message, std::string_view hint) {
  findings.add({std::string(code.code), Severity::stops, std::move(pos), std::move(message), std::string(hint)});
}

/// True when the bytes cannot be text at all; the finding says what they are.
bool is_binary(std::string_view bytes, const std::string& file, Findings& findings) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    stop(findings, csv_code::kUtf16, {file}, "the file is UTF-16 (Excel's \"Unicode text\")", kSaveAsUtf8);
    return true;
  }
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xD0\xCF\x11\xE0")) {
    stop(findings, csv_code::kBinary, {file}, "the file is a workbook or an archive, not a CSV file", kSaveAsUtf8);
    return true;
  }
  if (bytes.starts_with("tvilling-results") || bytes.starts_with("\x89HDF\r\n\x1A\n")) {
    stop(findings, csv_code::kBinary, {file}, "the file is a result file (HDF5), not a table",
         "Name the portfolio or the study; results are read by `tvilling compare`, `explain` and `export`.");
    return true;
  }
  if (bytes.starts_with("%PDF") || bytes.starts_with("SQLite format 3")) {
    stop(findings, csv_code::kBinary, {file},
         fmt::format("the file is {}, not a CSV file", bytes[0] == '%' ? "a PDF" : "a database"),
         "Export the table as CSV or .xlsx; a GeoPackage must end in .gpkg.");
    return true;
  }
  const auto is_control = [](char c) {
    const unsigned int byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v';
  };
  const auto found = std::find_if(bytes.begin(), bytes.end(), is_control);
  if (found == bytes.end()) return false;
  const std::size_t at = static_cast<std::size_t>(found - bytes.begin());
  stop(findings, csv_code::kBinary, position(bytes, at, file, is_utf8(bytes)),
       fmt::format("the file is not text: it has the control byte 0x{:02X}", byte_at(bytes, at)),
       "The file is damaged, or it is not a CSV file. Export it anew.");
  return true;
}

bool is_letter(std::string_view bytes, std::size_t i) {
  const unsigned int byte = byte_at(bytes, i);
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
}

/// A question mark inside a word, as in "K?benhavn", was a letter once. Not one of an address in the web, as in "side?id=3".
bool is_lost_letter(std::string_view utf8, std::size_t at) {
  if (at == 0 || at + 1 >= utf8.size() || !is_letter(utf8, at - 1) || !is_letter(utf8, at + 1)) return false;
  const std::size_t begin = utf8.find_last_of(" ;,\t\n\"", at);
  const std::size_t end = std::min(utf8.find_first_of(" ;,\t\n\"", at), utf8.size());
  const std::string_view word =
      utf8.substr(begin == std::string_view::npos ? 0 : begin + 1, end - (begin == std::string_view::npos ? 0 : begin + 1));
  return word.find_first_of("/=") == std::string_view::npos;
}

/// UTF-8 that was once read as Windows-1252 and saved again shows two letters for one.
constexpr std::array<std::string_view, 7> kDamaged{
    "\xC3\x83\xC2\xA6",      // æ
    "\xC3\x83\xC2\xB8",      // ø
    "\xC3\x83\xC2\xA5",      // å
    "\xC3\x83\xE2\x80\xA0",  // Æ
    "\xC3\x83\xCB\x9C",      // Ø
    "\xC3\x83\xE2\x80\xA6",  // Å
    "\xEF\xBF\xBD",          // U+FFFD, the mark of a lost letter
};

void warn_of_damage(const std::string& utf8, const std::string& file, Findings& findings) {
  std::size_t count = 0;
  std::size_t first = std::string::npos;
  for (const std::string_view damaged : kDamaged) {
    for (std::size_t at = utf8.find(damaged); at != std::string::npos; at = utf8.find(damaged, at + damaged.size())) {
      ++count;
      first = std::min(first, at);
    }
  }
  for (std::size_t at = utf8.find('?'); at != std::string::npos; at = utf8.find('?', at + 1)) {
    if (!is_lost_letter(utf8, at)) continue;
    ++count;
    first = std::min(first, at);
  }
  if (count == 0) return;
  findings.add({std::string(csv_code::kMojibake.code), Severity::warns, position(utf8, first, file, true),
                fmt::format("{} {} damaged (such as \"\xC3\x83\xC2\xB8\" or \"?\" for \"\xC3\xB8\"); the text is kept as it is",
                            count, count == 1 ? "letter looks" : "letters look"),
                "The file was converted wrongly before. Export it anew as UTF-8 if names matter."});
}

std::optional<DecodedText> decode_single_byte(std::string_view bytes, const std::string& file, Findings& findings) {
  DecodedText decoded{{}, Encoding::latin1};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const unsigned int byte = byte_at(bytes, i);
    if (byte < 0x80 || byte > 0x9F) {
      append_utf8(decoded.utf8, byte);
      continue;
    }
    decoded.encoding = Encoding::cp1252;
    const unsigned int code = kCp1252[byte - 0x80];
    if (code == 0) {
      stop(findings, csv_code::kEncoding, position(bytes, i, file, false),
           fmt::format("byte 0x{:02X} is no letter in UTF-8, Windows-1252 or ISO-8859-1", byte), kSaveAsUtf8);
      return std::nullopt;
    }
    append_utf8(decoded.utf8, code);
  }
  return decoded;
}

}  // namespace

std::optional<DecodedText> decode_text(std::string_view bytes, const std::string& file, Findings& findings) {
  if (is_binary(bytes, file, findings)) return std::nullopt;
  constexpr std::string_view kBom = "\xEF\xBB\xBF";
  const bool bom = bytes.starts_with(kBom);
  if (bom) bytes.remove_prefix(kBom.size());
  std::optional<DecodedText> decoded;
  if (is_utf8(bytes)) {
    decoded = DecodedText{std::string(bytes), bom ? Encoding::utf8_bom : Encoding::utf8};
  } else if (bom) {
    std::size_t at = 0;
    while (utf8_length(bytes, at) > 0) at += utf8_length(bytes, at);
    stop(findings, csv_code::kEncoding, position(bytes, at, file, true),
         fmt::format("the file says that it is UTF-8, but byte 0x{:02X} is not", byte_at(bytes, at)), kSaveAsUtf8);
  } else {
    decoded = decode_single_byte(bytes, file, findings);
  }
  if (decoded) warn_of_damage(decoded->utf8, file, findings);
  return decoded;
}

bool is_plain_ascii(std::string_view bytes) noexcept {
  unsigned int strange = 0;  // gathered, so that the compiler can do many bytes at once
  constexpr std::size_t kBlock = 4096;
  for (std::size_t begin = 0; begin < bytes.size() && strange == 0; begin += kBlock) {
    for (const char c : bytes.substr(begin, kBlock)) {
      const bool blank = c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
      const bool printable = c >= ' ';
      strange |= static_cast<unsigned int>(!(blank || printable)) | (static_cast<unsigned char>(c) & 0x80U);
    }
  }
  return strange == 0;
}

std::string_view to_string(Encoding encoding) noexcept {
  switch (encoding) {
    case Encoding::utf8: return "UTF-8";
    case Encoding::utf8_bom: return "UTF-8 with byte order mark";
    case Encoding::latin1: return "ISO-8859-1";
    case Encoding::cp1252: return "Windows-1252";
  }
  return "unknown";
}

bool looks_damaged(std::string_view utf8) {
  return !is_plain_ascii(utf8) && std::any_of(kDamaged.begin(), kDamaged.end(), [utf8](std::string_view damaged) {
    return utf8.find(damaged) != std::string_view::npos;
  });
}

}  // namespace tvilling::core
