#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# on_a_screen.sh WIDTHxHEIGHT PROGRAM [ARGUMENT...] : runs it on an X server and, where there is PulseAudio, with a sound
# device, both of its own. Exit code 77 if there is no Xvfb.
set -euo pipefail

size=$1
shift
if ! command -v Xvfb >/dev/null; then
    echo "skipped: Xvfb is not installed (Debian: apt install xvfb), so there is no screen for a real window"
    exit 77
fi

home=$(mktemp -d)
servers=()
cleanup() {
    local server
    for server in "${servers[@]}"; do
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    done
    rm -rf "$home"
}
trap cleanup EXIT

# wait_for FILE SERVER : until it is there and not empty, while the server lives, for 20 s at most.
wait_for() {
    local i
    for ((i = 0; i < 200; ++i)); do
        [[ -s $1 || -S $1 ]] && return 0
        kill -0 "$2" 2>/dev/null || return 1
        sleep 0.1
    done
    return 1
}

# The server chooses a free number, so that two of these never meet.
Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp 3>"$home/display" >"$home/xvfb.log" 2>&1 &
servers+=($!)
if ! wait_for "$home/display" "$!"; then
    echo "Xvfb did not start:"
    cat "$home/xvfb.log"
    exit 1
fi
DISPLAY=:$(<"$home/display")
export DISPLAY
unset WAYLAND_DISPLAY XAUTHORITY XDG_CURRENT_DESKTOP QT_QPA_PLATFORMTHEME QT_STYLE_OVERRIDE QT_SCREEN_SCALE_FACTORS
export QT_QPA_PLATFORM=xcb

# Another sound server than the user's, or none.
export PULSE_SERVER=unix:$home/pulse
if command -v pulseaudio >/dev/null; then
    mkdir -m 700 "$home/runtime"
    HOME=$home XDG_RUNTIME_DIR=$home/runtime pulseaudio -n --daemonize=no --use-pid-file=no --exit-idle-time=-1 \
        -L "module-native-protocol-unix socket=$home/pulse auth-anonymous=1" -L "module-null-sink sink_name=nobody" \
        >"$home/pulse.log" 2>&1 &
    servers+=($!)
    if ! wait_for "$home/pulse" "$!"; then
        echo "note: PulseAudio did not start, so nothing is played:"
        cat "$home/pulse.log"
    fi
else
    echo "note: PulseAudio is not installed, so nothing is played"
fi

status=0
"$@" || status=$?
exit "$status"
