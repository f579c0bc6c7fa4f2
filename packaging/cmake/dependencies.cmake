# SPDX-License-Identifier: GPL-3.0-or-later
# Every package, and what it is for. LibTorch is found in torch.cmake.

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)

pkg_check_modules(FFMPEG REQUIRED IMPORTED_TARGET libavformat libavcodec libavutil libswresample)
add_feature_info(FFmpeg FFMPEG_FOUND "decodes every audio format and resamples")
pkg_check_modules(FFTW3 REQUIRED IMPORTED_TARGET fftw3)
add_feature_info(FFTW3 FFTW3_FOUND "Fourier transforms in double precision")

pkg_check_modules(SQLITE3 REQUIRED IMPORTED_TARGET sqlite3)
add_feature_info(SQLite SQLITE3_FOUND "scan cache")
pkg_check_modules(CHROMAPRINT REQUIRED IMPORTED_TARGET libchromaprint)
add_feature_info(Chromaprint CHROMAPRINT_FOUND "near duplicates in a dataset")
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
add_feature_info(xxHash XXHASH_FOUND "exact duplicates in a dataset")

# Opened at run time: only their headers are needed to build, and the names under which the system knows them.
include(runtime_library)
pkg_check_modules(FLUIDSYNTH REQUIRED fluidsynth>=2.2)
add_feature_info(FluidSynth FLUIDSYNTH_FOUND "plays the demo corpus")
tempnetic_runtime_library(TEMPNETIC_FLUIDSYNTH_LIBRARY fluidsynth "${FLUIDSYNTH_LIBRARY_DIRS}")
pkg_check_modules(RUBBERBAND REQUIRED rubberband>=3.0)
add_feature_info(RubberBand RUBBERBAND_FOUND "stretches the recordings of a dataset")
tempnetic_runtime_library(TEMPNETIC_RUBBERBAND_LIBRARY rubberband "${RUBBERBAND_LIBRARY_DIRS}")
pkg_check_modules(CAIRO REQUIRED cairo)
add_feature_info(cairo CAIRO_FOUND "draws the PNG files of an evaluation")
tempnetic_runtime_library(TEMPNETIC_CAIRO_LIBRARY cairo "${CAIRO_LIBRARY_DIRS}")

find_package(nlohmann_json 3.11 REQUIRED)
set_package_properties(nlohmann_json PROPERTIES PURPOSE "JSON in and out")
find_package(yaml-cpp 0.7 REQUIRED)
set_package_properties(yaml-cpp PROPERTIES PURPOSE "configuration of training runs")
find_package(CLI11 2.1 REQUIRED)
set_package_properties(CLI11 PROPERTIES PURPOSE "command line of tempnetic")
find_package(fmt REQUIRED)
set_package_properties(fmt PROPERTIES PURPOSE "text formatting")

# The schema of ONNX models as classes of Protocol Buffers, for the neural module. ONNXConfig.cmake is not used: it names a
# target that nobody has defined.
if(NOT TEMPNETIC_WITH_TORCH STREQUAL "OFF")
  pkg_check_modules(PROTOBUF REQUIRED IMPORTED_TARGET protobuf)
  find_path(TEMPNETIC_ONNX_INCLUDE onnx/onnx_pb.h REQUIRED)
  find_library(TEMPNETIC_ONNX_PROTO onnx_proto REQUIRED)
  mark_as_advanced(TEMPNETIC_ONNX_INCLUDE TEMPNETIC_ONNX_PROTO)
  add_library(tempnetic::onnx_schema INTERFACE IMPORTED GLOBAL)
  target_include_directories(tempnetic::onnx_schema SYSTEM INTERFACE "${TEMPNETIC_ONNX_INCLUDE}")
  target_compile_definitions(tempnetic::onnx_schema INTERFACE ONNX_NAMESPACE=onnx ONNX_ML=1)
  target_link_libraries(tempnetic::onnx_schema INTERFACE "${TEMPNETIC_ONNX_PROTO}" PkgConfig::PROTOBUF)
  add_feature_info(ONNX TEMPNETIC_ONNX_PROTO "export of networks")
endif()

if(TEMPNETIC_BUILD_TESTS)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Core Test)
  set_package_properties(Qt6 PROPERTIES PURPOSE "Qt Test")
endif()
if(TEMPNETIC_BUILD_BENCHMARKS)
  find_package(benchmark REQUIRED)
  set_package_properties(benchmark PROPERTIES PURPOSE "benchmarks")
endif()
