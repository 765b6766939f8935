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
if(NEWSRANK_GLASS)
  set(pc_deflate ", libdeflate")
endif()
file(RELATIVE_PATH pc_prefix ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
foreach(name newsrank newsrank-indexing)
  configure_file(package/${name}.pc.in ${CMAKE_CURRENT_BINARY_DIR}/${name}.pc @ONLY)
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
endforeach()

# What every Debian package has to have of its own: licence and changelog.
set(library_package libnewsrank${PROJECT_VERSION_MAJOR})
set(packages programs newsrank runtime ${library_package} development libnewsrank-dev python python3-newsrank documentation newsrank-doc)
string(TIMESTAMP package_date "%a, %d %b %Y %H:%M:%S +0000" UTC)
configure_file(package/changelog.in ${CMAKE_CURRENT_BINARY_DIR}/changelog @ONLY)
configure_file(package/copyright.in ${CMAKE_CURRENT_BINARY_DIR}/copyright @ONLY)
newsrank_compress(${CMAKE_CURRENT_BINARY_DIR}/changelog)
while(packages)
  list(POP_FRONT packages component package)
  set(only_asked)
  if(component MATCHES "python|documentation")
    set(only_asked EXCLUDE_FROM_ALL)
  endif()
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/copyright ${NEWSRANK_COMPRESSED}/changelog.gz
    DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/doc/${package} COMPONENT ${component} ${only_asked})
endwhile()

# Lintian: CPack writes the calls of ldconfig itself; a prefix of one's own has no folder for one kind of machine.
file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/overrides/${library_package} "${library_package}: maintscript-calls-ldconfig *\n")
file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/overrides/libnewsrank-dev "libnewsrank-dev: pkg-config-unavailable-for-cross-compilation *\n")
foreach(part "runtime ${library_package}" "development libnewsrank-dev")
  separate_arguments(part)
  list(POP_FRONT part component package)
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/overrides/${package} DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/lintian/overrides COMPONENT ${component})
endforeach()

# The Python module, and the pages, for packages; pip installs the module elsewhere.
install(DIRECTORY ${PROJECT_SOURCE_DIR}/searcher/python/newsrank DESTINATION lib/python3/dist-packages COMPONENT python EXCLUDE_FROM_ALL
  FILES_MATCHING PATTERN "*.py" PATTERN "py.typed" PATTERN "__pycache__" EXCLUDE)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/tests/consumer/examples DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/doc/newsrank-doc
  COMPONENT documentation EXCLUDE_FROM_ALL)
install(FILES ${PROJECT_SOURCE_DIR}/README.md DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/doc/newsrank-doc COMPONENT documentation EXCLUDE_FROM_ALL)
# Its pages need no scripts: menus and search, which do, are off.
install(DIRECTORY ${PROJECT_BINARY_DIR}/reference/html DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/doc/newsrank-doc
  COMPONENT documentation EXCLUDE_FROM_ALL OPTIONAL PATTERN "*.js" EXCLUDE PATTERN "*.md5" EXCLUDE)
