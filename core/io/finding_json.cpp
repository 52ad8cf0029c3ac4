// SPDX-License-Identifier: MPL-2.0
#include "core/io/finding_json.hpp"

#include <string>

namespace tvilling::core {

void add_finding(JsonWriter& json, const Finding& finding) {
  json.begin_object().key("code").text(finding.code).key("severity").text(to_string(finding.severity));
  json.key("place").text(to_string(finding.pos)).key("id").text(finding.id).key("value").text(finding.value);
  json.key("message").text(finding.message).key("hint").text(finding.hint).key("rows").begin_array();
  for (const std::string& row : finding.rows) json.text(row);
  json.end_array().end_object();
}

}  // namespace tvilling::core
