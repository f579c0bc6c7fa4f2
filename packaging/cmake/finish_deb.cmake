# SPDX-License-Identifier: GPL-3.0-or-later
# Run by CPack before it writes the packages: adds what every Debian package has, and compresses what Debian wants compressed.
cmake_minimum_required(VERSION 3.25)

foreach(component IN LISTS CPACK_COMPONENTS_ALL)
  string(TOUPPER ${component} key)
  file(COPY ${CPACK_TEMPNETIC_DOCUMENTS}
    DESTINATION "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/${component}/usr/share/doc/${CPACK_DEBIAN_${key}_PACKAGE_NAME}"
    FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ
    DIRECTORY_PERMISSIONS ${CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS})
endforeach()

file(GLOB files "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/*/usr/share/man/man1/*.1"
  "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/*/usr/share/doc/*/changelog.Debian")
if(NOT files)
  message(FATAL_ERROR "there is no manual page in ${CPACK_TEMPORARY_INSTALL_DIRECTORY}")
endif()
execute_process(COMMAND gzip -9 --no-name --force -- ${files} COMMAND_ERROR_IS_FATAL ANY)
