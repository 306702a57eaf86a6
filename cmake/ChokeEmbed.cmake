# choke_embed(TARGET SYMBOL FILE...)
#
# Puts the bytes of files into TARGET:
#
#   choke_embed(choke_io export_controls ${CMAKE_SOURCE_DIR}/data/export-controls/entities.json)
#
#   #include "embedded/export_controls.h"
#   for (const chokepoint::embedded::File& file : chokepoint::embedded::files_export_controls()) …
#
# FILE is a path, or name=path. Without a name the file is called by its path from the top of the tree,
# "data/export-controls/entities.json". The order given is the order kept. An edited file is embedded anew
# by the next build. Binaries and several MB are fine: the assembler reads the bytes, no compiler sees them.
function(choke_embed target symbol)
    set(include_dir ${CMAKE_BINARY_DIR}/embedded)
    set(choke_embed_symbol ${symbol})
    configure_file(${CMAKE_SOURCE_DIR}/cmake/embedded_file.h.in ${include_dir}/embedded/file.h COPYONLY)
    configure_file(${CMAKE_SOURCE_DIR}/cmake/embedded.h.in ${include_dir}/embedded/${symbol}.h @ONLY)

    set(pairs)
    set(paths)
    foreach(file IN LISTS ARGN)
        if(file MATCHES "^([^=]+)=(.+)$")
            set(name ${CMAKE_MATCH_1})
            cmake_path(ABSOLUTE_PATH CMAKE_MATCH_2 BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE
                OUTPUT_VARIABLE path)
        else()
            cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE
                OUTPUT_VARIABLE path)
            cmake_path(RELATIVE_PATH path BASE_DIRECTORY ${CMAKE_SOURCE_DIR} OUTPUT_VARIABLE name)
        endif()
        list(APPEND pairs "${name}=${path}")
        list(APPEND paths ${path})
    endforeach()

    # The list is a file: names and paths need no quoting there, and a changed list is a changed dependency.
    set(list_file ${include_dir}/${symbol}.list)
    list(JOIN pairs "\n" list_text)
    file(CONFIGURE OUTPUT ${list_file} CONTENT "${list_text}\n" @ONLY)

    set(source ${include_dir}/${symbol}.cpp)
    add_custom_command(OUTPUT ${source}
        COMMAND ${CMAKE_COMMAND} -D SYMBOL=${symbol} -D LIST=${list_file} -D OUTPUT=${source}
            -P ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
        DEPENDS ${paths} ${list_file} ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
        COMMENT "Embedding ${symbol}" VERBATIM)
    target_sources(${target} PRIVATE ${source})
    target_include_directories(${target} PUBLIC ${include_dir})
endfunction()
