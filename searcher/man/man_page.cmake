# SPDX-License-Identifier: GPL-2.0-or-later
# newsrank_add_man_page(NAME PROGRAM): NAME.in of the current folder is installed as a manual page. PROGRAM, which is built before,
# puts in the version and what its table of options makes. NAME ends in its section. In the build, `man -M build/.../man NAME`
# shows it.
function(newsrank_add_man_page name program)
  string(REGEX MATCH "[0-9]$" section ${name})
  set(page ${PROJECT_BINARY_DIR}/man/man${section}/${name})
  set(fill ${PROJECT_SOURCE_DIR}/searcher/programs/options/fill_template.sh)
  file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/man/man${section})
  add_custom_command(OUTPUT ${page}
    COMMAND ${fill} ${CMAKE_CURRENT_SOURCE_DIR}/${name}.in ${page} $<TARGET_FILE:${program}>
    DEPENDS ${name}.in ${fill} ${program}
    VERBATIM)
  newsrank_compress(${page})
  install(FILES ${NEWSRANK_COMPRESSED}/${name}.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
endfunction()
