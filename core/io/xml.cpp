// SPDX-License-Identifier: MPL-2.0
#include "core/io/xml.hpp"

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <exception>
#include <memory>
#include <type_traits>

#include "core/error.hpp"

namespace tvilling::core {

namespace {

/// Exceptions must not pass through a C library: the first is kept and thrown at the end.
struct Reading {
  XmlHandler& handler;
  XML_Parser parser;
  std::exception_ptr failure = nullptr;

  template <class Call>
  void guard(const Call& call) noexcept {
    if (failure != nullptr) return;
    try {
      call();
    } catch (...) {
      failure = std::current_exception();
      XML_StopParser(parser, XML_FALSE);
    }
  }
};

void on_begin(void* data, const XML_Char* name, const XML_Char** attributes) {
  Reading& reading = *static_cast<Reading*>(data);
  reading.guard([&] { reading.handler.begin(name, XmlAttributes(attributes)); });
}

void on_end(void* data, const XML_Char* name) {
  Reading& reading = *static_cast<Reading*>(data);
  reading.guard([&] { reading.handler.end(name); });
}

void on_text(void* data, const XML_Char* text, int length) {
  Reading& reading = *static_cast<Reading*>(data);
  reading.guard([&] { reading.handler.text({text, static_cast<std::size_t>(length)}); });
}

}  // namespace

std::string_view XmlAttributes::get(std::string_view name) const noexcept {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    if (name == *pair) return pair[1];
  }
  return {};
}

void parse_xml(std::string_view document, XmlHandler& handler) {
  const std::unique_ptr<std::remove_pointer_t<XML_Parser>, void (*)(XML_Parser)> parser(XML_ParserCreate(nullptr),
                                                                                        XML_ParserFree);
  if (parser == nullptr) throw Error(ErrorKind::io, "no memory to read XML");
  Reading reading{handler, parser.get()};
  XML_SetUserData(parser.get(), &reading);
  XML_SetElementHandler(parser.get(), on_begin, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  constexpr std::size_t kBlock = std::size_t{1} << 20U;
  for (std::size_t at = 0; at <= document.size(); at += kBlock) {
    const std::string_view block = document.substr(at, kBlock);
    const bool last = at + kBlock > document.size();
    const XML_Status status = XML_Parse(parser.get(), block.data(), static_cast<int>(block.size()), last ? 1 : 0);
    if (reading.failure != nullptr) std::rethrow_exception(reading.failure);
    if (status == XML_STATUS_OK) continue;
    throw Error(ErrorKind::bad_input,
                fmt::format("not well-formed XML at line {}, column {}: {}", XML_GetCurrentLineNumber(parser.get()),
                            XML_GetCurrentColumnNumber(parser.get()) + 1, XML_ErrorString(XML_GetErrorCode(parser.get()))));
  }
}

}  // namespace tvilling::core
