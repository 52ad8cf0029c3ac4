// SPDX-License-Identifier: MPL-2.0
#include "cli/finding_json.hpp"

#include <string>

namespace tvilling::cli {

void add_finding(JsonWriter& json, const core::Finding& finding) {
  json.begin_object().key("code").text(finding.code).key("severity").text(core::to_string(finding.severity));
  json.key("place").text(core::to_string(finding.pos)).key("id").text(finding.id).key("value").text(finding.value);
  json.key("message").text(finding.message).key("hint").text(finding.hint).key("rows").begin_array();
  for (const std::string& row : finding.rows) json.text(row);
  json.end_array().end_object();
}

}  // namespace tvilling::cli
