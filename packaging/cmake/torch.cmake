# SPDX-License-Identifier: GPL-3.0-or-later
# The one door to LibTorch: defines tempnetic::torch and sets TEMPNETIC_TORCH_FOUND, TEMPNETIC_TORCH_VERSION,
# TEMPNETIC_TORCH_LIBDIR, TEMPNETIC_TORCH_IS_GIVEN, whether it was named by hand, and TEMPNETIC_TORCH_IS_SYSTEM, whether it is
# the distribution's.
#
# Looked for in this order, the same as packaging/lib/torch.sh installs it:
#   1. TEMPNETIC_TORCH (cache or environment): a LibTorch folder, or a Python interpreter or virtual environment with torch
#   2. the private virtual environment that packaging/run.sh makes under the user's data folder
#   3. the distribution's libtorch-dev
#
# LibTorch's own TorchConfig.cmake is not used. In a CUDA build it stops unless the whole CUDA toolkit with its compiler is
# installed; in the distribution's build it looks for gflags, glog and protobuf; in each it sets flags and variables in the
# caller's scope. All that a C++ program needs are three shared libraries and two include folders, so they are imported here.

set(TEMPNETIC_TORCH "" CACHE STRING "LibTorch folder, or Python interpreter or virtual environment that has torch")
set(TEMPNETIC_TORCH_MINIMUM 2.6)

# The folder below which include/ and lib/ of LibTorch lie, for what a user may name in TEMPNETIC_TORCH; empty if none.
function(tempnetic_torch_resolve given out_prefix)
  set(${out_prefix} "" PARENT_SCOPE)
  set(interpreter "")
  if(IS_DIRECTORY "${given}")
    file(GLOB candidates "${given}" "${given}/lib/python3*/site-packages/torch" "${given}/torch")
    foreach(candidate IN LISTS candidates)
      file(GLOB library "${candidate}/lib/libtorch_cpu.so" "${candidate}/lib/*/libtorch_cpu.so")
      if(library)
        set(${out_prefix} "${candidate}" PARENT_SCOPE)
        return()
      endif()
    endforeach()
    # A virtual environment that borrows torch from another Python: only its interpreter knows where from.
    set(interpreter "${given}/bin/python3")
  elseif(EXISTS "${given}")
    set(interpreter "${given}")
  endif()
  if(EXISTS "${interpreter}")
    execute_process(
      COMMAND "${interpreter}" -c "import importlib.util as u; print(u.find_spec('torch').submodule_search_locations[0])"
      OUTPUT_VARIABLE folder OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE status ERROR_QUIET)
    if(status EQUAL 0 AND IS_DIRECTORY "${folder}")
      set(${out_prefix} "${folder}" PARENT_SCOPE)
    endif()
  endif()
endfunction()

# Reads what lies at a prefix. out_problem is empty when it can be used, otherwise a reason in words.
function(tempnetic_torch_inspect prefix out_problem out_libdir out_version)
  set(${out_problem} "" PARENT_SCOPE)
  set(${out_libdir} "" PARENT_SCOPE)
  set(${out_version} "" PARENT_SCOPE)

  file(GLOB library "${prefix}/lib/libtorch_cpu.so" "${prefix}/lib/*/libtorch_cpu.so")
  if(NOT library)
    set(${out_problem} "there is no shared library libtorch_cpu.so in ${prefix}" PARENT_SCOPE)
    return()
  endif()
  list(GET library 0 library)
  cmake_path(GET library PARENT_PATH libdir)
  set(${out_libdir} "${libdir}" PARENT_SCOPE)

  # The numbers moved from the second header to the first in 2.9.
  set(version "")
  foreach(header headeronly/version.h csrc/api/include/torch/version.h)
    if(version STREQUAL "" AND EXISTS "${prefix}/include/torch/${header}")
      set(numbers "")
      foreach(part MAJOR MINOR PATCH)
        file(STRINGS "${prefix}/include/torch/${header}" line REGEX "define TORCH_VERSION_${part} [0-9]+")
        if(line MATCHES "TORCH_VERSION_${part} ([0-9]+)")
          list(APPEND numbers ${CMAKE_MATCH_1})
        endif()
      endforeach()
      list(JOIN numbers "." version)
    endif()
  endforeach()
  set(${out_version} "${version}" PARENT_SCOPE)
  if(version STREQUAL "")
    set(${out_problem} "LibTorch in ${prefix} has no C++ headers of its version" PARENT_SCOPE)
    return()
  endif()
  if(version VERSION_LESS TEMPNETIC_TORCH_MINIMUM)
    set(${out_problem} "LibTorch ${version} in ${prefix} is older than ${TEMPNETIC_TORCH_MINIMUM}" PARENT_SCOPE)
    return()
  endif()

  # A constructor that takes a std::string tells which string type the library was built with ("Ss" is the one before C++11).
  file(STRINGS "${libdir}/libc10.so" old_abi LIMIT_COUNT 1 REGEX "_ZN3c105ErrorC1ENS_14SourceLocationESs")
  if(old_abi)
    set(${out_problem} "LibTorch ${version} in ${prefix} was built with _GLIBCXX_USE_CXX11_ABI=0 and cannot be linked with \
C++20 programs of this system" PARENT_SCOPE)
  endif()
endfunction()

function(tempnetic_torch_find)
  set(TEMPNETIC_TORCH_FOUND OFF PARENT_SCOPE)
  set(advice "run packaging/run.sh, which installs it, or set TEMPNETIC_TORCH to a LibTorch ${TEMPNETIC_TORCH_MINIMUM} or newer, \
or configure with -DTEMPNETIC_WITH_TORCH=OFF")

  set(given "${TEMPNETIC_TORCH}")
  if(given STREQUAL "")
    set(given "$ENV{TEMPNETIC_TORCH}")
  endif()
  set(data_home "$ENV{XDG_DATA_HOME}")
  if(data_home STREQUAL "")
    set(data_home "$ENV{HOME}/.local/share")
  endif()

  set(libdir "")
  set(refused "")
  if(NOT given STREQUAL "")
    tempnetic_torch_resolve("${given}" prefix)
    if(prefix STREQUAL "")
      set(problem "TEMPNETIC_TORCH=${given} is neither a LibTorch folder nor a Python with torch")
    else()
      tempnetic_torch_inspect("${prefix}" problem libdir version)
    endif()
    # A choice made by hand is never passed over in silence, not even with AUTO.
    if(NOT problem STREQUAL "")
      message(FATAL_ERROR "${problem}; correct or unset TEMPNETIC_TORCH.")
    endif()
  else()
    foreach(place "${data_home}/tempnetic/torch" /usr /usr/local)
      tempnetic_torch_resolve("${place}" prefix)
      if(NOT prefix STREQUAL "")
        tempnetic_torch_inspect("${prefix}" problem libdir version)
        if(problem STREQUAL "")
          break()
        endif()
        string(APPEND refused " (${problem})")
        set(libdir "")
      endif()
    endforeach()
  endif()

  if(libdir STREQUAL "")
    if(TEMPNETIC_WITH_TORCH STREQUAL "ON")
      message(FATAL_ERROR "LibTorch was not found${refused}: ${advice}.")
    endif()
    message(STATUS "LibTorch was not found${refused}: building without networks and training; to have them, ${advice}.")
    return()
  endif()

  # A CUDA build is usable on a machine without NVIDIA's libraries as long as its CUDA half stays out of the program.
  set(flavour "CPU")
  set(cuda_library "")
  if(EXISTS "${libdir}/libtorch_cuda.so")
    execute_process(COMMAND ldd "${libdir}/libtorch_cuda.so" OUTPUT_VARIABLE needed ERROR_QUIET)
    if(needed MATCHES "([^ \t\n]+) => not found")
      set(flavour "CPU; the CUDA half is left out because ${CMAKE_MATCH_1} is not installed")
    else()
      set(flavour "CUDA")
      set(cuda_library "${libdir}/libtorch_cuda.so")
    endif()
  endif()

  foreach(name c10 torch_cpu)
    add_library(tempnetic_libtorch_${name} SHARED IMPORTED GLOBAL)
    set_target_properties(tempnetic_libtorch_${name} PROPERTIES IMPORTED_LOCATION "${libdir}/lib${name}.so")
  endforeach()
  add_library(tempnetic::torch INTERFACE IMPORTED GLOBAL)
  target_include_directories(tempnetic::torch SYSTEM INTERFACE
    "${prefix}/include" "${prefix}/include/torch/csrc/api/include")
  target_link_libraries(tempnetic::torch INTERFACE tempnetic_libtorch_torch_cpu tempnetic_libtorch_c10)

  if(cuda_library)
    # Nothing refers to a symbol of this library, it registers itself when loaded: a linker that drops what seems unused
    # would quietly turn the GPU off.
    set(CMAKE_CXX_LINK_LIBRARY_USING_tempnetic_needed
        "LINKER:--push-state,--no-as-needed" "<LINK_ITEM>" "LINKER:--pop-state" PARENT_SCOPE)
    set(CMAKE_CXX_LINK_LIBRARY_USING_tempnetic_needed_SUPPORTED TRUE PARENT_SCOPE)
    add_library(tempnetic_libtorch_torch_cuda SHARED IMPORTED GLOBAL)
    set_target_properties(tempnetic_libtorch_torch_cuda PROPERTIES IMPORTED_LOCATION "${cuda_library}")
    target_link_libraries(tempnetic::torch INTERFACE "$<LINK_LIBRARY:tempnetic_needed,tempnetic_libtorch_torch_cuda>")
  endif()

  message(STATUS "LibTorch ${version} (${flavour}): ${prefix}")
  set(TEMPNETIC_TORCH_FOUND ON PARENT_SCOPE)
  set(TEMPNETIC_TORCH_VERSION "${version}" PARENT_SCOPE)
  set(TEMPNETIC_TORCH_LIBDIR "${libdir}" PARENT_SCOPE)
  set(TEMPNETIC_TORCH_IS_GIVEN OFF PARENT_SCOPE)
  if(NOT given STREQUAL "")
    set(TEMPNETIC_TORCH_IS_GIVEN ON PARENT_SCOPE)
  endif()
  set(TEMPNETIC_TORCH_IS_SYSTEM OFF PARENT_SCOPE)
  if(prefix STREQUAL "/usr")
    set(TEMPNETIC_TORCH_IS_SYSTEM ON PARENT_SCOPE)
  endif()
endfunction()

tempnetic_torch_find()
add_feature_info(LibTorch TEMPNETIC_TORCH_FOUND "networks and training")
