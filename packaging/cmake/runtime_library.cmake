# SPDX-License-Identifier: GPL-3.0-or-later

# tempnetic_runtime_library(VARIABLE NAME HINTS): the name under which the system's loader knows a shared library, such as
# "libfluidsynth.so.3", read from the library itself.
function(tempnetic_runtime_library variable name hints)
  find_library(${variable}_PATH NAMES ${name} HINTS ${hints} REQUIRED)
  mark_as_advanced(${variable}_PATH)
  execute_process(COMMAND "${CMAKE_READELF}" -d "${${variable}_PATH}" OUTPUT_VARIABLE dynamic ERROR_QUIET)
  if(NOT dynamic MATCHES "SONAME[^[]*\\[([^]]+)\\]")
    message(FATAL_ERROR "${${variable}_PATH} is not a shared library")
  endif()
  set(${variable} "${CMAKE_MATCH_1}" PARENT_SCOPE)
endfunction()
