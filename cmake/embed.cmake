# cmake -D SYMBOL=name -D LIST=file -D OUTPUT=file.cpp -P embed.cmake
#
# Writes the .cpp behind choke_embed (ChokeEmbed.cmake). LIST has a line "name=path" for each file. The
# bytes come in by the assembler's .incbin: 3 MB cost nothing, while 3 MB of numbers between commas cost a
# C++ compiler half a minute. ELF only, g++ and clang++.

file(STRINGS ${LIST} lines ENCODING UTF-8)
set(blocks "")
set(rows "")
set(index 0)
foreach(line IN LISTS lines)
    if(NOT line MATCHES "^([^=]+)=(.+)$")
        message(FATAL_ERROR "${LIST}: \"${line}\" is not name=path")
    endif()
    set(name "${CMAKE_MATCH_1}")
    set(path "${CMAKE_MATCH_2}")
    file(SIZE "${path}" size)
    # The hash makes the text of the .cpp follow the bytes, for compiler caches that do not look into .incbin.
    file(SHA256 "${path}" hash)
    set(label choke_embedded_${SYMBOL}_${index})
    # One zero byte follows each file, so that parsers that look one byte ahead may do so.
    string(APPEND blocks
        "asm(\"# ${hash}\\n\"\n"
        "    \".pushsection .rodata\\n\"\n"
        "    \".balign 64\\n\"\n"
        "    \".globl ${label}\\n\"\n"
        "    \".hidden ${label}\\n\"\n"
        "    \"${label}:\\n\"\n"
        "    \".incbin \\\"${path}\\\"\\n\"\n"
        "    \".byte 0\\n\"\n"
        "    \".popsection\\n\");\n"
        "extern \"C\" __attribute__((visibility(\"hidden\"))) const char ${label}[];\n\n")
    string(APPEND rows "    {\"${name}\", {${label}, ${size}}},\n")
    math(EXPR index "${index} + 1")
endforeach()

set(array "const std::array<File, ${index}> kFiles{{\n${rows}}}")
if(index EQUAL 0)
    set(array "const std::array<File, 0> kFiles{}")
endif()

file(WRITE ${OUTPUT}
"// Made by cmake/embed.cmake.
// NOLINTBEGIN
#include \"embedded/${SYMBOL}.h\"

#include <array>

${blocks}namespace chokepoint::embedded {
namespace {

${array};

}  // namespace

std::span<const File> files_${SYMBOL}() {
    return kFiles;
}

}  // namespace chokepoint::embedded
// NOLINTEND
")
