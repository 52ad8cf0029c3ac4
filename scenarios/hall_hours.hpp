// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "models/swimming_hall/swimming_hall.hpp"

namespace tvilling::scenarios {

/// The week of a hall that opens later and closes earlier (negative: longer) by hours and parts of hours. The first
/// opening and the last closing of a day move; a pause between stays, as far as it lies between them. A spell that has no time
/// left falls away, two that meet over midnight become one. A spell is a run, of the day on which it begins, of hours that are
/// open at all: the closed part of its first hour lies before it opens, that of its last hour after it closes, and a pause within
/// an hour stays. A hall that never closes stays so. An hour keeps its visits per open time, a new one has those of the spell's
/// nearest hour, and all are scaled so that the week's sum is kept: who cannot come then comes at another time. Without an open
/// hour there are none.
[[nodiscard]] models::HallWeek shift_opening_hours(const models::HallWeek& week, double opens_later_h, double closes_earlier_h);

}  // namespace tvilling::scenarios
