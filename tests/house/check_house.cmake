# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DROOT=DIR -P check_house.cmake
# The house rules that a compiler does not enforce: who may include what, and what each file and folder must have. System
# headers can be included without being linked, and every project header lies on the include path, so nothing else stops a
# wrong include.
cmake_minimum_required(VERSION 3.25)

# Who may include which project headers: FOLDER REGEX, the first folder that fits a file counts. Folders of one level do not
# see each other: datasets and estimators are siblings, and only evaluation puts them together.
set(project_rules
  "engine/core"       "^engine/core/"
  "engine/audio"      "^engine/(core|audio)/"
  "engine/dsp"        "^engine/(core|dsp)/"
  "engine/rhythm"     "^engine/(core|audio|dsp|rhythm)/"
  "engine/estimators" "^engine/(core|audio|dsp|rhythm|estimators)/"
  "engine/datasets"   "^engine/(core|audio|dsp|rhythm|datasets)/"
  "engine/evaluation" "^engine/"
  "training"          "^(engine|training)/"
  "widgets"           "^(engine/core|widgets)/"
  "app"               "^(engine|training|widgets|app)/")

# Which files may include a library: NAME, REGEX of its headers, REGEX of the files.
set(library_rules
  "FFmpeg"      "^lib(av|sw)[a-z]+/"               "^engine/audio/.*\\.cpp$"
  "FFTW"        "^fftw3"                           "^engine/dsp/.*\\.cpp$"
  "SQLite"      "^sqlite3"                         "^engine/datasets/.*\\.cpp$"
  "Chromaprint" "^chromaprint"                     "^engine/datasets/.*\\.cpp$"
  "xxHash"      "^xxh"                             "^(engine/datasets|training/files)/.*\\.cpp$"
  "FluidSynth"  "^fluidsynth"                      "^engine/datasets/synth/.*\\.cpp$"
  "Rubber Band" "^rubberband/"                     "^engine/datasets/extend/.*\\.cpp$"
  "cairo"       "^cairo"                           "^engine/evaluation/.*\\.cpp$"
  "libzip"      "^zip"                             "^engine/evaluation/.*\\.cpp$"
  "TagLib"      "^taglib/"                         "^app/workbench/tags/.*\\.cpp$"
  "LibTorch"    "^(torch|ATen|c10|caffe2)/"        "^training/(.*\\.cpp|detail/.*\\.h|(.*/)detail/.*\\.h)$"
  "ONNX"        "^(onnx|google/protobuf)/"         "^training/torch/.*\\.cpp$"
  "QCustomPlot" "^qcustomplot"                     "^widgets/.*\\.cpp$"
  "Qt"          "^(Q[A-Z]|Qt[A-Z][A-Za-z0-9]*/|q[a-z]+\\.h$)" "^(app|widgets)/")

# qcustomplot.h has the form of a Qt header; it is told apart by its own rule.
set(qt_look_alikes "^qcustomplot")
# Made by Qt's tools beside the source.
set(generated_headers "^(ui_[a-z0-9_]+\\.h|[a-z0-9_]+\\.moc|moc_[a-z0-9_]+\\.cpp)$")
set(top_level app engine packaging resources tests training widgets
  CMakeLists.txt CMakePresets.json CONTRIBUTING.md LICENSE README.md)
set(folders_with_rules app engine tests training widgets)

set(violations "")
macro(violation text)
  list(APPEND violations "${text}")
endmacro()

macro(check_library file header)
  set(rest ${library_rules})
  while(rest)
    list(POP_FRONT rest name header_regex file_regex)
    if(name STREQUAL "Qt" AND "${header}" MATCHES "${qt_look_alikes}")
      continue()
    endif()
    if("${header}" MATCHES "${header_regex}" AND NOT "${file}" MATCHES "${file_regex}")
      violation("${file}: includes <${header}>, but ${name} may only be used in ${file_regex}")
    endif()
  endwhile()
endmacro()

macro(check_project_header file header allowed)
  if(NOT "${header}" MATCHES "${allowed}" AND NOT "${header}" MATCHES "${generated_headers}")
    violation("${file}: includes \"${header}\", but project headers from here must match ${allowed}")
  endif()
  if("${file}" MATCHES "^(app|widgets)/" AND "${header}" MATCHES "(^|/)detail/")
    violation("${file}: includes \"${header}\", an inner part of another folder")
  endif()
endmacro()

function(allowed_project_headers file out)
  set(rest ${project_rules})
  while(rest)
    list(POP_FRONT rest folder allowed)
    if("${file}" MATCHES "^${folder}/")
      set(${out} "${allowed}" PARENT_SCOPE)
      return()
    endif()
  endwhile()
  set(${out} "" PARENT_SCOPE)
endfunction()

macro(check_includes file)
  allowed_project_headers("${file}" allowed)
  if(allowed STREQUAL "")
    violation("${file}: lies in a folder that has no include rule")
  else()
    file(STRINGS "${ROOT}/${file}" lines REGEX "^[ \t]*#[ \t]*include")
    foreach(line IN LISTS lines)
      if(line MATCHES "include[ \t]*([<\"])([^>\"]+)[>\"]")
        set(bracket "${CMAKE_MATCH_1}")
        set(header "${CMAKE_MATCH_2}")
        if(bracket STREQUAL "\"" OR header MATCHES "^(app|engine|tests|training|widgets)/")
          check_project_header("${file}" "${header}" "${allowed}")
        else()
          check_library("${file}" "${header}")
          if("${file}" MATCHES "^engine/core/" AND NOT header MATCHES "^[a-z_0-9]+$")
            violation("${file}: includes <${header}>, but engine/core uses the standard library only")
          endif()
        endif()
      else()
        violation("${file}: an include that this check cannot read: ${line}")
      endif()
    endforeach()
  endif()
endmacro()

macro(check_first_line file)
  file(READ "${ROOT}/${file}" beginning LIMIT 400)
  if(NOT beginning MATCHES "SPDX-License-Identifier: GPL-3.0-or-later")
    violation("${file}: has no line SPDX-License-Identifier: GPL-3.0-or-later")
  endif()
endmacro()

macro(check_pragma_once file)
  file(STRINGS "${ROOT}/${file}" lines REGEX "^#pragma once$")
  if(lines STREQUAL "")
    violation("${file}: has no #pragma once")
  endif()
endmacro()

# What git knows, since a working folder holds more than the project; everything where there is no git.
macro(check_top_level)
  set(entries "")
  if(EXISTS "${ROOT}/.git")
    execute_process(COMMAND git -C "${ROOT}" ls-files OUTPUT_VARIABLE tracked ERROR_QUIET)
    string(REGEX MATCHALL "[^\n]+" tracked "${tracked}")
    list(TRANSFORM tracked REPLACE "/.*" "" OUTPUT_VARIABLE entries)
    list(REMOVE_DUPLICATES entries)
  endif()
  if(entries STREQUAL "")
    file(GLOB entries RELATIVE "${ROOT}" "${ROOT}/*")
    list(REMOVE_ITEM entries build)
  endif()
  list(FILTER entries EXCLUDE REGEX "^\\.")
  foreach(entry IN LISTS entries)
    if(NOT entry IN_LIST top_level)
      violation("${entry}: is not on the list of what lies at the top level")
    endif()
  endforeach()
endmacro()

macro(check_readmes)
  file(GLOB folders LIST_DIRECTORIES true RELATIVE "${ROOT}" "${ROOT}/*" "${ROOT}/engine/*" "${ROOT}/app/*")
  foreach(folder IN LISTS folders)
    string(REGEX REPLACE "/.*" "" first "${folder}")
    if(IS_DIRECTORY "${ROOT}/${folder}" AND first IN_LIST top_level AND NOT EXISTS "${ROOT}/${folder}/README.md")
      violation("${folder}: has no README.md")
    endif()
  endforeach()
endmacro()

foreach(folder IN LISTS folders_with_rules)
  file(GLOB_RECURSE files RELATIVE "${ROOT}" "${ROOT}/${folder}/*.h" "${ROOT}/${folder}/*.cpp")
  # The generator that made the golden data stays as it was.
  list(FILTER files EXCLUDE REGEX "^tests/golden/")
  foreach(file IN LISTS files)
    check_first_line("${file}")
    if(file MATCHES "\\.h$")
      check_pragma_once("${file}")
    endif()
    if(NOT file MATCHES "^tests/")
      check_includes("${file}")
    endif()
  endforeach()
endforeach()
file(GLOB_RECURSE scripts RELATIVE "${ROOT}"
  "${ROOT}/engine/CMakeLists.txt" "${ROOT}/app/CMakeLists.txt" "${ROOT}/tests/CMakeLists.txt"
  "${ROOT}/packaging/*.cmake" "${ROOT}/packaging/*.sh" "${ROOT}/tests/*.cmake" "${ROOT}/tests/*.sh")
foreach(file IN LISTS scripts)
  check_first_line("${file}")
endforeach()
check_top_level()
check_readmes()

if(violations)
  list(JOIN violations "\n  " text)
  message(FATAL_ERROR "House rules broken:\n  ${text}\n")
endif()
