// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "core/findings.hpp"
#include "scenarios/capacity/capacity.hpp"

/// What is wrong or unknown in bookings and hours. Only for capacity_of.
namespace tvilling::scenarios {

void check_capacity(const Capacity& capacity, const models::Portfolio& portfolio, core::Findings& findings);
void tell_too_long(const std::vector<const models::Booking*>& bookings, core::Findings& findings);

}  // namespace tvilling::scenarios
