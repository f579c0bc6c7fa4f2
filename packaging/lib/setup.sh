# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced after common.sh: installs what is missing, and does nothing, not even ask the network, when nothing is.

# shellcheck source=packaging/lib/torch.sh
source "$ROOT/packaging/lib/torch.sh"

# packages_for WHEN... : the names that packages.txt lists for these.
packages_for() {
    local when
    for when in "$@"; do
        awk -v when="$when" '!/^#/ && $2 == when { print $1 }' "$ROOT/packaging/packages.txt"
    done
}

missing_packages() {
    dpkg-query --show --showformat='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null |
        awk -v wanted="$*" '
            $2 == "installed" { have[$1] }
            END { n = split(wanted, name, " "); for (i = 1; i <= n; i++) if (!(name[i] in have)) print name[i] }'
}

# sudo asks for the password here, at a moment of our choosing.
can_be_root() { ((EUID == 0)) || { command -v sudo >/dev/null && sudo true; }; }

as_root() {
    if ((EUID == 0)); then
        "$@"
    else
        sudo "$@"
    fi
}

# The package lists are fetched at most once a run; a source of another vendor that fails must not stop us.
refresh_package_lists() {
    if [[ -z ${package_lists_fresh:-} ]]; then
        package_lists_fresh=yes
        as_root apt-get update >&2 || say "warning: some package sources did not answer"
    fi
}

install_packages() {
    local -a missing
    mapfile -t missing < <(missing_packages "$@")
    if ((${#missing[@]} == 0)); then
        return
    fi
    say "packages to install: ${missing[*]}"
    can_be_root || die "these packages are missing and sudo does not work for you; as root run: apt-get install ${missing[*]}"
    refresh_package_lists
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "${missing[@]}" >&2 ||
        die "apt-get could not install: ${missing[*]}; see its message above, check the network, then run this again"
}

# set_up build|test...
set_up() {
    if [[ -n ${TEMPNETIC_SKIP_SETUP:-} ]]; then
        return
    fi
    local system='' release=''
    if [[ -r /etc/os-release ]]; then
        system=$(. /etc/os-release && printf '%s' "${ID:-}")
        release=$(. /etc/os-release && printf '%s' "${VERSION_ID:-}")
    fi
    case $system-$release in
        debian-12 | debian-13) ;;
        *) die "this set-up knows Debian 12 and 13, not '${system:-unknown} $release'; install what packaging/packages.txt lists" \
               "by hand, then run again with TEMPNETIC_SKIP_SETUP=1" ;;
    esac
    local -a names
    mapfile -t names < <(packages_for "$@")
    install_packages "${names[@]}"
    set_up_torch
}
