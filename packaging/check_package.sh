#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the Debian packages in a clean system, starts the programs there, removes the packages, and looks for what is left.
# shellcheck disable=SC2016,SC2031  # dpkg formats and the Perl program have their own $; the paths of torch.sh are only read
set -euo pipefail
# shellcheck source=packaging/lib/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib/common.sh"
# shellcheck source=packaging/lib/setup.sh
source "$ROOT/packaging/lib/setup.sh"

usage() {
    cat <<'TEXT'
Usage: packaging/check_package.sh [DEB...]

Tries the packages (by default those of build/package) in a clean Debian of the release that they were made for, which
debootstrap puts into a temporary folder:
  lintian has no error; each package installs with what it depends on and nothing else; no package of NVIDIA comes along;
  the command estimates a click track; the window runs without a screen and on a virtual one, and keeps its session; the
  desktop's databases know program and file types; and after removal nothing is left.
Needs root, the network, 2 GB in $TMPDIR (default /var/tmp), and 3 to 6 minutes, most of them for downloads.

Environment:
  TEMPNETIC_CLEAN_SYSTEM=TAR   a tar archive of debootstrap's result, of one folder or none at the top, instead of a download
  TEMPNETIC_MIRROR=URL         the Debian mirror for debootstrap, otherwise its default
  TEMPNETIC_SKIP_SETUP=1       install nothing on this machine
TEXT
}

if [[ ${1:-} == --help || ${1:-} == -h ]]; then
    usage
    exit
fi
((EUID == 0)) || die "this needs root, for chroot; run it with sudo"
packages=("$@")
if ((${#packages[@]} == 0)); then
    packages=("$ROOT"/build/package/*.deb)
fi
[[ -r ${packages[0]} ]] || die "there is no ${packages[0]}; run packaging/deb.sh first"
set_up package-check

system=''
display=''
step() { say "== $*"; }

clean_up() {
    [[ -z $display ]] || kill "$display" 2>/dev/null || true
    [[ -n $system ]] || return 0
    umount "$system/tmp/.X11-unix" 2>/dev/null || true
    umount "$system/usr/local/share/tempnetic/torch" 2>/dev/null || true
    umount "$system/proc" 2>/dev/null || true
    # Never into what could not be unmounted.
    rm -rf --one-file-system "$system"
}
trap clean_up EXIT

# field NAME DEB
field() { dpkg-deb --field "$2" "$1"; }

# inside COMMAND... : as root in the clean system.
inside() {
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive chroot "$system" "$@"
}

# as_tester COMMAND... : as a user there, who has no rights.
as_tester() { inside setpriv --reuid=1234 --regid=1234 --clear-groups env HOME=/home/tester "$@"; }

installed() { inside dpkg-query --show --showformat='${Package}\n' | sort; }
kilobytes() { inside dpkg-query --show --showformat='${Installed-Size}\n' | awk '{ sum += $1 } END { print sum }'; }

make_clean_system() {
    local suite=$1 top
    system=$(mktemp --directory --tmpdir="${TMPDIR:-/var/tmp}" tempnetic-package-XXXXXX)
    if [[ -n ${TEMPNETIC_CLEAN_SYSTEM:-} ]]; then
        top=$(tar --list --file "$TEMPNETIC_CLEAN_SYSTEM" | sed -n '1s,/.*,,p' || true)
        tar --extract --file "$TEMPNETIC_CLEAN_SYSTEM" --directory "$system" \
            --strip-components="$([[ $top == . || $top == usr ]] && echo 0 || echo 1)"
    else
        debootstrap --variant=minbase "$suite" "$system" ${TEMPNETIC_MIRROR:+"$TEMPNETIC_MIRROR"} >&2
    fi
    chmod 755 "$system"
    # Packages must not start services, and programs find themselves by /proc.
    printf '#!/bin/sh\nexit 101\n' >"$system/usr/sbin/policy-rc.d"
    chmod 755 "$system/usr/sbin/policy-rc.d"
    cp /etc/resolv.conf "$system/etc/resolv.conf"
    mount -t proc proc "$system/proc"
    mkdir -p "$system/home/tester" "$system/tmp/.X11-unix" "$system/packages"
    chown 1234:1234 "$system/home/tester"
    cp "${packages[@]}" "$system/packages"
    chmod -R a+rX "$system/packages"
    inside apt-get update >&2
    # What a desktop has, so that its databases are seen to follow.
    inside apt-get install --yes --no-install-recommends desktop-file-utils shared-mime-info hicolor-icon-theme \
        >/dev/null 2>&1
}

# install_package NAME DEB : says what came with it.
install_package() {
    local before_kilobytes added
    before_kilobytes=$(kilobytes)
    installed >"$system/before"
    inside apt-get install --yes --no-install-recommends "/packages/${2##*/}" >"$system/apt.log" 2>&1 || {
        cat "$system/apt.log" >&2
        die "$1 cannot be installed"
    }
    added=$(installed | comm -13 "$system/before" -)
    rm "$system/before" "$system/apt.log"
    say "$1: $(wc -l <<<"$added") packages, $((($(kilobytes) - before_kilobytes) / 1024)) MB"
    if grep -E -i 'nvidia|cuda|cudnn|cublas' <<<"$added" >&2; then
        die "$1 brings the packages above, which are NVIDIA's"
    fi
}

# Five clicks in two seconds, 150 BPM; a WAV of 16 bits.
write_click_track() {
    inside perl -e 'my ($rate, $n) = (22050, 22050 * 12); my $data = "";
        for my $i (0 .. $n - 1) {
            my $t = ($i / $rate) - 0.4 * int($i / $rate / 0.4);
            $data .= pack("s<", 20000 * exp(-60 * $t) * sin(6283.185 * $t));
        }
        print "RIFF", pack("V", 36 + length $data), "WAVEfmt ", pack("VvvVVvv", 16, 1, 1, $rate, 2 * $rate, 2, 16),
            "data", pack("V", length $data), $data;' >"$system/home/tester/click.wav"
}

try_command() {
    local answer
    as_tester tempnetic --version | head -n 1
    write_click_track
    answer=$(as_tester tempnetic estimate /home/tester/click.wav --method librosa)
    say "150 BPM, librosa's method: $answer"
    [[ $answer =~ ^Estimated\ tempo:\ (149|15[0-2])\.[0-9]+\ BPM$ ]] || die "the command does not estimate"
    answer=$(as_tester tempnetic estimate /home/tester/click.wav 2>&1)
    [[ $answer == *tempnetic-torch*"Estimated tempo"* ]] || die "what is said without networks is no help: $answer"
}

try_network() {
    local answer
    answer=$(as_tester tempnetic estimate /home/tester/click.wav --json 2>&1) || true
    say "the network: $answer"
    [[ $answer == *'"method":"network"'* ]] || die "the network does not estimate"
}

# The LibTorch of this machine's user, seen by all users there.
try_borrowed_libtorch() {
    local place=$system/usr/local/share/tempnetic/torch
    [[ -r $TORCH_STAMP ]] || {
        say "there is no $TORCH_VENV on this machine: the network is not tried"
        return
    }
    mkdir -p "$place"
    mount --bind -o ro "$TORCH_VENV" "$place"
    as_tester tempnetic devices
    try_network
    umount "$place"
    rm -r "$system/usr/local/share/tempnetic"
}

# What is said where LibTorch is missing must say what to do; where there is one, the network answers.
try_module() {
    local words status=0 file
    file=$(inside dpkg --listfiles tempnetic-torch | grep '/tempnetic_torch\.so$')
    if inside dpkg --listfiles tempnetic-torch | grep -E '/(libtorch|libc10|libcu|libnv)[^/]*\.so'; then
        die "tempnetic-torch has the libraries above inside"
    fi
    words=$(as_tester tempnetic devices 2>&1) || status=$?
    if inside dpkg-query --show --showformat='${Depends}' tempnetic-torch | grep --quiet libtorch; then
        ((status == 0)) || die "$file does not work: $words"
        try_network
    else
        grep --quiet 'tempnetic-get-libtorch' <<<"$words" || die "what is said without LibTorch is no help: $words"
        as_tester tempnetic-get-libtorch --help | grep --quiet '/home/tester/.local/share/tempnetic/torch' ||
            die "tempnetic-get-libtorch does not run"
        say "without LibTorch: $words"
        try_borrowed_libtorch
    fi
}

# run_window SECONDS [VARIABLE=VALUE...] : until SIGTERM, as the end of a session has it; the window must have been kept.
run_window() {
    local seconds=$1 status=0
    shift
    rm -rf "$system/home/tester/.local/state"
    as_tester env "$@" timeout --preserve-status --signal=TERM "$seconds" tempnetic-workbench --page training \
        >"$system/window.log" 2>&1 || status=$?
    grep -v -i 'propagateSizeHints\|XDG_RUNTIME_DIR' "$system/window.log" >&2 || true
    ((status == 0)) || die "the window ended with $status"
    grep --quiet '"page": 1' "$system/home/tester/.local/state/tempnetic/session.json" || die "the session was not kept"
    rm "$system/window.log"
}

try_window() {
    local number
    as_tester tempnetic-workbench --version
    run_window 6 QT_QPA_PLATFORM=offscreen
    say "the window runs without a screen"
    Xvfb -displayfd 7 -screen 0 1280x800x24 -nolisten tcp -ac 7>"$system/display" 2>/dev/null &
    display=$!
    for _ in {1..50}; do [[ -s $system/display ]] && break; sleep 0.2; done
    number=$(<"$system/display")
    rm "$system/display"
    mount --bind /tmp/.X11-unix "$system/tmp/.X11-unix"
    run_window 10 "DISPLAY=:$number" QT_QPA_PLATFORM=xcb &
    local window=$!
    sleep 7
    xwininfo -display ":$number" -root -tree | grep '("tempnetic-workbench"' >&2 || die "there is no window on the screen"
    wait "$window"
    kill "$display"
    display=''
    umount "$system/tmp/.X11-unix"
    say "the window runs on a screen"
}

try_desktop() {
    local id=io.github.tempnetic.workbench
    grep --quiet "^audio/flac=.*$id.desktop" "$system/usr/share/applications/mimeinfo.cache" ||
        die "the desktop does not know what the program opens"
    grep --quiet 'application/vnd.tempnetic.evidence+zip:\*.tempnetic-evidence' "$system/usr/share/mime/globs2" ||
        die "the desktop does not know the program's file types"
}

# Removes the packages, and nothing else, since what others leave behind is not ours.
check_removal() {
    local left
    inside dpkg --purge "$@" >/dev/null
    rm -rf "$system/packages" "$system/home/tester"
    left=$(find "$system" -xdev -mindepth 1 -path "$system/proc" -prune -o -iname '*tempnetic*' -print
        grep --recursive --files-with-matches --ignore-case --exclude-dir=lists --exclude-dir=log --exclude-dir=cache --exclude=status-old \
            --exclude=extended_states --devices=skip tempnetic "$system/etc" "$system/usr/share" "$system/var" || true)
    [[ -z $left ]] || die "left behind: $left"
}

step "lintian"
lintian --allow-root --fail-on error --tag-display-limit 0 "${packages[@]}" >&2 || die "lintian has errors"

version=$(field Version "${packages[0]}")
case $version in
    *~deb12) suite=bookworm ;;
    *~deb13) suite=trixie ;;
    *) die "${packages[0]}: its version $version does not tell a release of Debian" ;;
esac
step "a clean Debian: $suite"
make_clean_system "$suite"

names=()
for name in tempnetic tempnetic-torch tempnetic-workbench; do
    for package in "${packages[@]}"; do
        [[ $(field Package "$package") == "$name" ]] || continue
        step "$name"
        names+=("$name")
        install_package "$name" "$package"
        case $name in
            tempnetic) try_command ;;
            tempnetic-torch) try_module ;;
            tempnetic-workbench)
                try_window
                try_desktop
                ;;
        esac
    done
done
step "removal"
check_removal "${names[@]}"
say "the packages are well: ${names[*]}, in $SECONDS s"
