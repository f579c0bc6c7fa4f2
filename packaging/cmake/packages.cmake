# SPDX-License-Identifier: GPL-3.0-or-later
# Debian packages by CPack, from what is built already: packaging/deb.sh, or `cpack` in the build folder. Three, so that a server
# gets the command without the window's 89 packages (169 MB instead of 416 on a bare Debian 12), and so that nobody gets LibTorch
# who does not want networks:
#   tempnetic            the command, the configurations, the model
#   tempnetic-workbench  the window
#   tempnetic-torch      the neural module; LibTorch itself is never inside

set(TEMPNETIC_PACKAGER "The tempnetic developers <tempnetic@users.noreply.github.com>" CACHE STRING
  "Name and address of who answers for the packages")

# Packages of several releases may lie in one folder and upgrade into each other.
set(revision "1")
if(EXISTS /etc/os-release)
  file(STRINGS /etc/os-release release REGEX "^(ID|VERSION_ID)=")
  if(release MATCHES "ID=debian" AND release MATCHES "VERSION_ID=\"?([0-9]+)")
    string(APPEND revision "~deb${CMAKE_MATCH_1}")
  endif()
endif()
set(TEMPNETIC_DEB_VERSION "${PROJECT_VERSION}-${revision}")

# tempnetic_package_of(VARIABLE SONAME): the Debian package that a library which is opened at run time lies in; shlibdeps does not
# see it. Empty on another system.
function(tempnetic_package_of variable soname)
  execute_process(COMMAND dpkg-query --search "*/${soname}" OUTPUT_VARIABLE owner ERROR_QUIET)
  string(REGEX MATCH "^[a-z0-9+.-]+" name "${owner}")
  set(${variable} "${name}" PARENT_SCOPE)
endfunction()

set(recommended timgm6mb-soundfont)
foreach(library IN ITEMS ${TEMPNETIC_FLUIDSYNTH_LIBRARY} ${TEMPNETIC_RUBBERBAND_LIBRARY} ${TEMPNETIC_CAIRO_LIBRARY})
  tempnetic_package_of(package ${library})
  list(APPEND recommended ${package})
endforeach()
list(SORT recommended)
list(JOIN recommended ", " recommended)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME tempnetic)
set(CPACK_PACKAGE_VENDOR "The tempnetic developers")
set(CPACK_PACKAGE_CONTACT "${TEMPNETIC_PACKAGER}")
set(CPACK_PACKAGE_HOMEPAGE_URL "${TEMPNETIC_HOMEPAGE}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PRE_BUILD_SCRIPTS "${CMAKE_CURRENT_LIST_DIR}/finish_deb.cmake")
set(CPACK_COMPONENTS_ALL command)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE "${revision}")
set(CPACK_DEBIAN_PACKAGE_SOURCE tempnetic)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

# The synopsis stands in each package's description.
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")
set(about "tempnetic estimates the tempo of music: audio files in, beats per minute out.
It looks over datasets of annotated music, trains networks, and measures how
right the estimates are.")

# tempnetic_package(COMPONENT PACKAGE SECTION SYNOPSIS TEXT)
macro(tempnetic_package component package section synopsis text)
  string(TOUPPER ${component} key)
  set(CPACK_DEBIAN_${key}_PACKAGE_NAME ${package})
  set(CPACK_DEBIAN_${key}_PACKAGE_SECTION ${section})
  set(CPACK_DEBIAN_${key}_DESCRIPTION "${synopsis}\n${about}\n\n${text}")
endmacro()

configure_file("${PROJECT_SOURCE_DIR}/packaging/debian/changelog.in" "${PROJECT_BINARY_DIR}/packaging/changelog.Debian" @ONLY)
# For finish_deb.cmake, which sees what begins with CPACK_.
set(CPACK_TEMPNETIC_DOCUMENTS "${PROJECT_SOURCE_DIR}/packaging/debian/copyright" "${PROJECT_BINARY_DIR}/packaging/changelog.Debian")

tempnetic_package(command tempnetic sound "tempo of music, on the command line"
"This package has the command, which works without a screen, and with it the
classical method, whose numbers are those of librosa. For networks, install
tempnetic-torch; for the window, tempnetic-workbench.")
set(CPACK_DEBIAN_COMMAND_PACKAGE_RECOMMENDS "${recommended}")
set(CPACK_DEBIAN_COMMAND_PACKAGE_SUGGESTS "tempnetic-torch, tempnetic-workbench")

if(TEMPNETIC_WITH_WORKBENCH)
  list(APPEND CPACK_COMPONENTS_ALL workbench)
  tempnetic_package(workbench tempnetic-workbench sound "workbench for the tempo of music"
"This package has the window: datasets with their problems, training with live
curves, evaluation track by track, and the tempo of the songs dropped on it.")
  set(CPACK_DEBIAN_WORKBENCH_PACKAGE_DEPENDS "tempnetic (= ${TEMPNETIC_DEB_VERSION})")
  set(CPACK_DEBIAN_WORKBENCH_PACKAGE_RECOMMENDS "qt6-wayland, qt6-translations-l10n")
  set(CPACK_DEBIAN_WORKBENCH_PACKAGE_SUGGESTS "tempnetic-torch")
endif()

if(TARGET tempnetic_torch)
  list(APPEND CPACK_COMPONENTS_ALL torch)
  set(CPACK_DEBIAN_TORCH_PACKAGE_DEPENDS "tempnetic (= ${TEMPNETIC_DEB_VERSION})")
  set(CPACK_DEBIAN_TORCH_PACKAGE_ENHANCES "tempnetic, tempnetic-workbench")
  if(TEMPNETIC_TORCH_IS_SYSTEM)
    tempnetic_package(torch tempnetic-torch libs "neural networks for tempnetic"
"This package has the module that runs and trains networks, on the system's
LibTorch.")
    # Forty times faster than what LibTorch falls back to.
    set(CPACK_DEBIAN_TORCH_PACKAGE_RECOMMENDS libopenblas0)
  else()
    tempnetic_package(torch tempnetic-torch contrib/libs "neural networks for tempnetic"
"This package has the module that runs and trains networks. It needs LibTorch
${TEMPNETIC_TORCH_VERSION}, which is no package of this release and not in here: each user gets
it by the command tempnetic-get-libtorch, into ~/.local/share/tempnetic/torch,
or names a copy in the environment variable TEMPNETIC_TORCH. It is also found
in /usr/local/share/tempnetic/torch.")
    set(CPACK_DEBIAN_TORCH_PACKAGE_RECOMMENDS python3-venv)
    # Found, and then in no package: shlibdeps passes over it.
    set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${TEMPNETIC_TORCH_LIBDIR}")
  endif()
endif()

include(CPack)
