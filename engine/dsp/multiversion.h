// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Marks a hot loop to be compiled twice, for AVX2 and for any processor, and chosen when the program starts. Both give
/// the same bits: there is no fused multiply-add (-ffp-contract=off) and every sum states its own order.
/// Left out under sanitizers, which cannot instrument the start-up choice, and outside GCC on x86-64.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) &&               \
    !defined(__SANITIZE_THREAD__)
#define TEMPNETIC_MULTIVERSION __attribute__((target_clones("avx2", "default")))
#else
#define TEMPNETIC_MULTIVERSION
#endif
