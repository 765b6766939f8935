# newsrank_add_man_page(NAME): NAME.in of the current folder, with the project's version put in, is installed as a manual page. NAME
# ends in its section. In the build, `man -M build/.../man NAME` shows it.
function(newsrank_add_man_page name)
  string(REGEX MATCH "[0-9]$" section ${name})
  set(page ${PROJECT_BINARY_DIR}/man/man${section}/${name})
  configure_file(${name}.in ${page} @ONLY)
  install(FILES ${page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
endfunction()
