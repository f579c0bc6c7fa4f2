# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DROOT=DIR -P check_format.cmake
# Holds the C++ sources against .clang-format.
cmake_minimum_required(VERSION 3.25)

# Releases of clang-format disagree about the same style file.
set(wanted_release 14)

find_program(CLANG_FORMAT NAMES clang-format-${wanted_release} clang-format)
if(NOT CLANG_FORMAT)
  execute_process(COMMAND ${CMAKE_COMMAND} -E echo "SKIPPED: clang-format is not installed")
  return()
endif()
execute_process(COMMAND "${CLANG_FORMAT}" --version OUTPUT_VARIABLE version OUTPUT_STRIP_TRAILING_WHITESPACE)
if(NOT version MATCHES "version ${wanted_release}\\.")
  execute_process(COMMAND ${CMAKE_COMMAND} -E echo "SKIPPED: needs clang-format ${wanted_release}, there is: ${version}")
  return()
endif()

file(GLOB_RECURSE files "${ROOT}/app/*.h" "${ROOT}/app/*.cpp" "${ROOT}/engine/*.h" "${ROOT}/engine/*.cpp" "${ROOT}/packaging/*.cpp"
  "${ROOT}/tests/*.h" "${ROOT}/tests/*.cpp" "${ROOT}/training/*.h" "${ROOT}/training/*.cpp"
  "${ROOT}/widgets/*.h" "${ROOT}/widgets/*.cpp")
# The generator that made the golden data stays as it was.
list(FILTER files EXCLUDE REGEX "/tests/golden/")
execute_process(COMMAND "${CLANG_FORMAT}" --dry-run --Werror --style=file ${files} RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "clang-format -i would change the files named above")
endif()
