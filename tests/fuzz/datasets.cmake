# SPDX-License-Identifier: GPL-3.0-or-later
# The parsers of a dataset's text files; included by CMakeLists.txt.
tempnetic_add_fuzzer(fuzz_annotation tempnetic::datasets)
tempnetic_add_fuzzer(fuzz_jams tempnetic::datasets)
tempnetic_add_fuzzer(fuzz_manifest tempnetic::datasets)
