# Compiler settings. choke_options is for our code only; what must hold for the libraries built with us
# too (sanitizers) is set for the whole tree.

find_program(CHOKE_CCACHE ccache)
if(CHOKE_CCACHE)
    set(CMAKE_C_COMPILER_LAUNCHER ${CHOKE_CCACHE})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CHOKE_CCACHE})
endif()

find_program(CHOKE_LLD ld.lld)
if(CHOKE_LLD)
    add_link_options(-fuse-ld=lld)
endif()

if(CHOKE_SANITIZE)
    add_compile_options(-fsanitize=${CHOKE_SANITIZE} -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${CHOKE_SANITIZE})
    if(CHOKE_SANITIZE MATCHES "undefined")
        add_compile_options(-fno-sanitize-recover=undefined)  # else a finding would not fail a test
    endif()
endif()

add_library(choke_options INTERFACE)
target_compile_features(choke_options INTERFACE cxx_std_20)
target_compile_options(choke_options INTERFACE
    # Fused multiply-add would give layouts that differ between machines.
    -ffp-contract=off
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor
    -Wold-style-cast -Wimplicit-fallthrough
    # Designated initialisers name what differs from the default; the rest has member initialisers.
    -Wno-missing-field-initializers
    $<$<BOOL:${CHOKE_WERROR}>:-Werror>)

if(CHOKE_TIDY)
    find_program(CHOKE_CLANG_TIDY clang-tidy REQUIRED)
endif()
