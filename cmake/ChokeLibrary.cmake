# choke_library(NAME SOURCES file... [PUBLIC target...] [PRIVATE target...])
#
# A room of src/: the static library choke_NAME, included as "folder/file.h". PUBLIC are the libraries its
# headers include, PRIVATE those that only its sources do.
function(choke_library name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;PUBLIC;PRIVATE")
    if(arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "choke_library(${name}): what is \"${arg_UNPARSED_ARGUMENTS}\"?")
    endif()
    add_library(choke_${name} STATIC ${arg_SOURCES})
    target_include_directories(choke_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(choke_${name} PUBLIC ${arg_PUBLIC} PRIVATE choke_options ${arg_PRIVATE})
    choke_lint(choke_${name})
    set_property(GLOBAL APPEND PROPERTY CHOKE_LIBRARIES choke_${name})
endfunction()

# choke_lint(TARGET): clang-tidy while compiling, when CHOKE_TIDY is on.
function(choke_lint target)
    if(CHOKE_TIDY)
        set_target_properties(${target} PROPERTIES CXX_CLANG_TIDY ${CHOKE_CLANG_TIDY})
    endif()
endfunction()
