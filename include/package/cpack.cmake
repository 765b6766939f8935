# SPDX-License-Identifier: GPL-2.0-or-later
# Debian packages by `cpack -G DEB`, best from a build with -DBUILD_SHARED_LIBS=ON -DCMAKE_INSTALL_PREFIX=/usr (the preset
# `package`): newsrank (the programs), libnewsrank1 (the shared library), libnewsrank-dev, python3-newsrank, newsrank-doc.
set(CPACK_GENERATOR DEB)
if(NOT CPACK_PACKAGE_CONTACT)
  set(CPACK_PACKAGE_CONTACT "newsrank packagers <packagers@newsrank.invalid>")
endif()
# Each package has a first line of its own in place of one for all.
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")
set(CPACK_COMPONENTS_ALL programs development documentation)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)

set(CPACK_DEBIAN_PROGRAMS_PACKAGE_NAME newsrank)
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PROGRAMS_DESCRIPTION "search and ranking of news articles kept as files
newsrank-index reads folders of article files with front matter, and
newsrank-search ranks them by relevance weighted by each article's
quality, and explains why.")

set(CPACK_DEBIAN_DOCUMENTATION_PACKAGE_NAME newsrank-doc)
set(CPACK_DEBIAN_DOCUMENTATION_PACKAGE_SECTION doc)
set(CPACK_DEBIAN_DOCUMENTATION_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_DOCUMENTATION_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_DOCUMENTATION_DESCRIPTION "search and ranking of news articles, documentation
The reference of the library, with what embedding it costs, and short
examples to copy.")

set(library libnewsrank${PROJECT_VERSION_MAJOR})
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libnewsrank-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION "search and ranking of news articles, development files
The headers for C++ and C, and what CMake and pkg-config need to find
the library.")

if(BUILD_SHARED_LIBS)
  list(APPEND CPACK_COMPONENTS_ALL runtime python)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_NAME python3-newsrank)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_SECTION python)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_ARCHITECTURE all)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_SHLIBDEPS OFF)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_DEPENDS "${library} (>= ${PROJECT_VERSION}), python3 (>= 3.10)")
  set(CPACK_DEBIAN_PYTHON_DESCRIPTION "search and ranking of news articles, Python module
It searches and writes indexes of news articles, with types, results that
can be pickled, and searches for asyncio.")
  set(CPACK_DEBIAN_RUNTIME_PACKAGE_NAME ${library})
  set(CPACK_DEBIAN_RUNTIME_PACKAGE_SECTION libs)
  set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
  set(CPACK_DEBIAN_RUNTIME_DESCRIPTION "search and ranking of news articles, the library
It searches and writes indexes of news articles, for programs in C++ and C.")
  set(CPACK_DEBIAN_RUNTIME_PACKAGE_CONTROL_EXTRA ${PROJECT_BINARY_DIR}/include/debian/symbols ${PROJECT_BINARY_DIR}/include/debian/triggers)
  # The library is of this build: no other package tells which one holds it.
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${PROJECT_BINARY_DIR}/include)
  set(CPACK_DEBIAN_PROGRAMS_PACKAGE_DEPENDS "${library} (= ${PROJECT_VERSION})")
  set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "${library} (= ${PROJECT_VERSION})")
else()
  set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "libdeflate-dev, libfmt-dev, libicu-dev, libxapian-dev, libxxhash-dev, libyaml-cpp-dev")
endif()

include(CPack)
