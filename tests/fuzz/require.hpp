// SPDX-License-Identifier: MPL-2.0
#pragma once

/// What must hold for every input: the fuzzer keeps the bytes for which it does not.
#define FUZZ_REQUIRE(condition)         \
  do {                                  \
    if (!(condition)) __builtin_trap(); \
  } while (false)
