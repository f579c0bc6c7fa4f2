# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run.sh: something to listen to on a machine without music.

# write_click_track PATH: 20 seconds of decaying 1 kHz tones every 10240 samples, 22050 Hz, as an AU file of 8-bit samples,
# the one sound format that awk can write.
write_click_track() {
    LC_ALL=C awk 'BEGIN {
        rate = 22050; count = 20 * rate
        split("46 115 110 100  0 0 0 24", header); for (i = 1; i <= 8; i++) printf "%c", header[i] + 0  # ".snd", data offset
        word(count); word(2); word(rate); word(1)                                                      # 2: 8-bit linear
        for (i = 0; i < count; i++) {
            t = (i % 10240) / rate
            printf "%c", (int(120 * exp(-t / 0.02) * sin(6283.185307 * t)) + 256) % 256
        }
    }
    function word(n) { printf "%c%c%c%c", int(n / 16777216) % 256, int(n / 65536) % 256, int(n / 256) % 256, n % 256 }' >"$1"
}
