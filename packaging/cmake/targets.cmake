# SPDX-License-Identifier: GPL-3.0-or-later

# tempnetic_add_library(NAME SOURCES ... [LINK ...] [PRIVATE_LINK ...])
# A static library with the project's options; its alias is tempnetic::NAME.
function(tempnetic_add_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK;PRIVATE_LINK" ${ARGN})
  add_library(tempnetic_${name} STATIC ${ARG_SOURCES})
  add_library(tempnetic::${name} ALIAS tempnetic_${name})
  set_target_properties(tempnetic_${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_link_libraries(tempnetic_${name} PUBLIC tempnetic::options ${ARG_LINK} PRIVATE ${ARG_PRIVATE_LINK})
endfunction()

# tempnetic_add_test(NAME LINK ... [LABELS ...] [DEFINE ...])
# A Qt Test program from NAME.cpp in the current folder, registered with ctest. The label `engine` marks what the thread
# sanitizer runs; the target tempnetic_engine_tests builds just these.
function(tempnetic_add_test name)
  cmake_parse_arguments(ARG "" "" "LINK;LABELS;DEFINE" ${ARGN})
  add_executable(${name} ${name}.cpp)
  set_target_properties(${name} PROPERTIES AUTOMOC ON)
  target_link_libraries(${name} PRIVATE tempnetic::options tempnetic::test_support Qt6::Test ${ARG_LINK})
  target_compile_definitions(${name} PRIVATE ${ARG_DEFINE})
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}")
  if(engine IN_LIST ARG_LABELS)
    add_dependencies(tempnetic_engine_tests ${name})
  endif()
endfunction()

# tempnetic_optimise_loops(NAME): lets the compiler turn loops over numbers into vector code. Neither option changes a
# result: they only promise that nobody reads errno or floating-point exception flags.
function(tempnetic_optimise_loops name)
  target_compile_options(tempnetic_${name} PRIVATE -fno-math-errno -fno-trapping-math $<$<NOT:$<CONFIG:Debug>>:-O3>)
endfunction()
