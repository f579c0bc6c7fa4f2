# SPDX-License-Identifier: GPL-3.0-or-later
# Where things lie from the folder of the program, in the build folder as where it is installed. The programs find their files by
# these relative paths and by nothing else, so an installation may be moved, and any prefix or DESTDIR will do.

foreach(kind BINDIR LIBDIR DATADIR)
  if(IS_ABSOLUTE "${CMAKE_INSTALL_${kind}}")
    message(FATAL_ERROR "CMAKE_INSTALL_${kind}=${CMAKE_INSTALL_${kind}}: give it relative to CMAKE_INSTALL_PREFIX; "
      "the programs find their files relative to themselves.")
  endif()
endforeach()

# "../share/tempnetic" and "../lib/tempnetic" or "../lib/x86_64-linux-gnu/tempnetic".
file(RELATIVE_PATH TEMPNETIC_DATA_PLACE "/${CMAKE_INSTALL_BINDIR}" "/${CMAKE_INSTALL_DATADIR}/tempnetic")
file(RELATIVE_PATH TEMPNETIC_MODULE_PLACE "/${CMAKE_INSTALL_BINDIR}" "/${CMAKE_INSTALL_LIBDIR}/tempnetic")
