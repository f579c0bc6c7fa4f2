#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the Debian packages of this machine's release.
set -euo pipefail
# shellcheck source=packaging/lib/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib/common.sh"
# shellcheck source=packaging/lib/setup.sh
source "$ROOT/packaging/lib/setup.sh"

usage() {
    cat <<'TEXT'
Usage: packaging/deb.sh

Installs what is missing (Debian 12 and 13), builds the preset `package` and writes the Debian packages of this release into
build/package:
  tempnetic             the command, the configurations, the model
  tempnetic-workbench   the window
  tempnetic-torch       the neural module; not made where LibTorch is missing
Their paths are the last lines on standard output. packaging/check_package.sh tries them.
A first build takes about 15 minutes on two cores, one after packaging/run.sh one or two, where ccache still knows it.

Environment: as for packaging/run.sh, see packaging/run.sh --help.
TEXT
}

case ${1:-} in
    '') ;;
    --help | -h)
        usage
        exit
        ;;
    *) die "unknown argument '$1'; see packaging/deb.sh --help" ;;
esac

set_up build package
choose_cmake
{ configure_preset package "-DTEMPNETIC_WITH_TORCH=${TEMPNETIC_WITH_TORCH:-AUTO}" && build_preset package; } ||
    die "the build failed, see above; if it is not your change, remove $ROOT/build/package and run this again"
# Packages of an earlier version would be taken for this one's.
rm -f "$ROOT"/build/package/*.deb
(cd "$ROOT" && "${CMAKE%cmake}cpack" --preset package) >&2 || die "the packages could not be made, see above"
printf '%s\n' "$ROOT"/build/package/*.deb
