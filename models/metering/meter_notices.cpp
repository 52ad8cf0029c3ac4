// SPDX-License-Identifier: MPL-2.0
#include "models/metering/meter_notices.hpp"

#include <fmt/format.h>

#include "core/text.hpp"
#include "models/metering/metering_codes.hpp"

namespace tvilling::models {

namespace {

namespace code = metering_code;
using core::Severity;

struct NoticeText {
  core::FindingCode code;
  Severity severity;
  std::string_view what;  // {0}: meter, {1}: "3 readings", {2}: detail, {3}: first value
  std::string_view hint;
};

NoticeText text_of_times(Notice notice) {
  switch (notice) {
    case Notice::unsorted:
      return {code::kUnsorted, Severity::info, "{1} of meter \"{0}\" are not in the order of time; they are sorted", ""};
    case Notice::skipped_hour:
      return {
          code::kSkippedHour, Severity::warns,
          "{1} of meter \"{0}\" in the hour that the clock leaves out in spring; taken for the hour before, or left out where "
          "that was read too",
          "Are the times in standard time all year? Write them with their offset, \"+01:00\"."};
    case Notice::overlap:
      return {code::kOverlap, Severity::warns, "{1} of meter \"{0}\" for a time that was read before; the last one is kept",
              "Remove the rows that were delivered anew."};
    case Notice::clock_lost:
      return {code::kClockLost, Severity::stops,
              "{1} of meter \"{0}\" have the day of another one and no clock time: all but one of each day would be lost",
              "Write day and time in one column, \"2024-01-31 18:00\"."};
    case Notice::coarser:
      return {code::kOverlap, Severity::warns,
              "{1} of meter \"{0}\" for a time of which another reading tells too; the finer is kept, of like ones the later",
              "Keep one of them: the months, or the sum of the year."};
    case Notice::same_moment:
      return {code::kTooFew, Severity::warns,
              "{1} of meter \"{0}\" close no time of their own (first: {3:.10g}); their use is told with the next",
              "Write all times of the meter in one way: as days, or as months."};
    case Notice::future:
      return {code::kFuture, Severity::warns, "{1} of meter \"{0}\" in the future are left out", "Correct their dates."};
    case Notice::too_few:
      return {code::kTooFew, Severity::warns,
              "meter \"{0}\" has too few readings to tell what time they stand for; it is not used",
              "Give the month or the year in time (\"2025-01\", \"2025\"), or a second reading."};
    case Notice::spread:
      return {
          code::kSpread, Severity::info,
          "{1} of meter \"{0}\" tell the use of more than a month or across months; it is spread evenly, months are estimates",
          ""};
    case Notice::last_day:
      return {code::kLastDay, Severity::info, "the last day of meter \"{0}\" is incomplete and left out ({2})", ""};
    case Notice::gap_filled:
      return {code::kGapFilled, Severity::filled, "gaps of meter \"{0}\" are filled from similar days: {2}", ""};
    default:
      return {code::kYearNotUsable, Severity::info, "meter \"{0}\" cannot stand for {2}",
              "A year needs 90 % of its time and no gap above 50 days."};
  }
}

NoticeText text_of(Notice notice) {
  switch (notice) {
    case Notice::estimated:
      return {code::kEstimated, Severity::info, "{1} of meter \"{0}\" are estimated and count as missing", ""};
    case Notice::negative:
      return {code::kNegative, Severity::warns, "{1} of meter \"{0}\" are negative (first: {3:.10g}) and count as missing",
              "Set feeds_out to yes if an electricity meter counts what is sent to the grid too."};
    case Notice::rollover:
      return {code::kRollover, Severity::info, "the register of meter \"{0}\" began at 0 again after {2} ({1})", ""};
    case Notice::rollover_guessed:
      return {code::kRollover, Severity::warns, "the register of meter \"{0}\" is taken to begin at 0 again after {2} ({1})",
              "Write the value after which it begins at 0 in the column rollover, e.g. 100000, or yes in resets if the meter was "
              "exchanged."};
    case Notice::reset:
      return {code::kReset, Severity::info,
              "the register of meter \"{0}\" fell from {2} to {3:.10g}: a new count; what was used between is not known and "
              "missing ({1})",
              "Give the last state of the old count and the first of the new one, a minute apart."};
    case Notice::fall:
      return {code::kUnconfirmedFall, Severity::warns,
              "the register of meter \"{0}\" fell to {3:.10g} and nobody said why; that use is missing ({1})",
              "Write yes in resets of the meters table if it was exchanged or reset, or correct the reading."};
    case Notice::low_state:
      return {
          code::kUnconfirmedFall, Severity::warns,
          "{1} of the register of meter \"{0}\" below those before and after (first: {3:.10g}); left out, the use is that from "
          "neighbour to neighbour",
          "Correct the reading, or write yes in resets of the meters table if it was exchanged or reset."};
    case Notice::high_state:
      return {
          code::kUnconfirmedFall, Severity::warns,
          "{1} of the register of meter \"{0}\" above those before and after (first: {3:.10g}); left out, the use is that from "
          "neighbour to neighbour",
          "Correct the reading, or write yes in resets of the meters table if it was exchanged or reset."};
    case Notice::looks_like_register:
      return {code::kLooksLikeRegister, Severity::warns,
              "the uses of meter \"{0}\" never fall: they look like the states of a counter",
              "Write register in the column kind if they are."};
    case Notice::repeated:
      return {code::kRepeated, Severity::warns, "the values of meter \"{0}\" stand still: {2}",
              "Ask whether the meter or its transmission is out of order."};
    case Notice::spike:
      return {code::kSpike, Severity::warns, "{1} of meter \"{0}\" are far outside the others ({2}); they are kept",
              "Look at them: an exchange of the meter or a wrong unit looks like this."};
    case Notice::zero:
      return {code::kZero, Severity::warns, "meter \"{0}\" shows no use in {2}",
              "Ask whether it is in service, or take its rows out."};
    default: return text_of_times(notice);
  }
}

}  // namespace

void MeterNotices::tell(const Meter& meter, const Readings& readings, const Reading& first, core::Findings& findings) const {
  for (const auto& [notice, noticed] : noticed_) {
    const NoticeText text = text_of(notice);
    const bool days = notice == Notice::spike;
    const std::string count = fmt::format("{} {}{}", noticed.count, days ? "day" : "reading", noticed.count == 1 ? "" : "s");
    const bool placed = noticed.line > 0;
    const int line = placed ? noticed.line : first.line;
    const int column = placed ? noticed.column : first.column;
    findings.add({std::string(text.code.code), text.severity, readings.place(line, column),
                  fmt::format(fmt::runtime(text.what), core::shown(meter.meter_id), count, noticed.detail, noticed.value),
                  std::string(text.hint), "readings", meter.meter_id,
                  placed ? fmt::format("{:.10g}", noticed.value) : std::string()});
  }
}

}  // namespace tvilling::models
