# SPDX-License-Identifier: GPL-3.0-or-later
# The one place for language standard, warnings and sanitizers: the target tempnetic::options.

add_library(tempnetic_options INTERFACE)
add_library(tempnetic::options ALIAS tempnetic_options)

target_compile_features(tempnetic_options INTERFACE cxx_std_20)
# -ffp-contract=off: the golden inputs and librosa's order of rounding are only reproduced without fused multiply-add.
target_compile_options(tempnetic_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast -Wcast-align
  -Woverloaded-virtual -Wdouble-promotion -Wformat=2 -Wimplicit-fallthrough
  -ffp-contract=off)
target_include_directories(tempnetic_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_definitions(tempnetic_options INTERFACE QT_NO_KEYWORDS)

if(TEMPNETIC_WERROR)
  target_compile_options(tempnetic_options INTERFACE -Werror)
endif()

if(TEMPNETIC_SANITIZE)
  # GCC 12 sees uninitialised values inside its own library where the sanitizers have instrumented it.
  target_compile_options(tempnetic_options INTERFACE
    -fsanitize=${TEMPNETIC_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all -O1
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  target_link_options(tempnetic_options INTERFACE -fsanitize=${TEMPNETIC_SANITIZE})
endif()

set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
set(CMAKE_CXX_EXTENSIONS OFF)

find_program(TEMPNETIC_CCACHE ccache)
if(TEMPNETIC_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Paths below the project are told relative to it, so that another clone of it finds the same objects.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" CCACHE_NOHASHDIR=1
    "${TEMPNETIC_CCACHE}")
endif()
