# SPDX-License-Identifier: GPL-2.0-or-later
# What `cmake --install` puts where, in three components: programs (the default, installed by their folders), runtime (the
# shared library), development. The result can be moved: nothing in it knows the prefix.
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/newsrank)

install(TARGETS newsrank newsrank_indexing EXPORT newsrank
  LIBRARY COMPONENT runtime NAMELINK_COMPONENT development
  ARCHIVE COMPONENT development)
install(DIRECTORY newsrank DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development FILES_MATCHING PATTERN "*.hpp" PATTERN "*.h")
install(EXPORT newsrank NAMESPACE newsrank:: FILE newsrankTargets.cmake DESTINATION ${package_dir} COMPONENT development)

# find_package(newsrank)
configure_package_config_file(package/newsrankConfig.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/newsrankConfig.cmake
  INSTALL_DESTINATION ${package_dir} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/newsrankConfigVersion.cmake COMPATIBILITY SameMajorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/newsrankConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/newsrankConfigVersion.cmake
  DESTINATION ${package_dir} COMPONENT development)

# pkg-config; the prefix is where the .pc file is.
file(RELATIVE_PATH pc_prefix ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
foreach(name newsrank newsrank-indexing)
  configure_file(package/${name}.pc.in ${CMAKE_CURRENT_BINARY_DIR}/${name}.pc @ONLY)
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
endforeach()

# The licence, where each Debian package has to have it.
set(packages programs newsrank runtime libnewsrank${PROJECT_VERSION_MAJOR} development libnewsrank-dev)
while(packages)
  list(POP_FRONT packages component package)
  install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/doc/${package} RENAME copyright COMPONENT ${component})
endwhile()
