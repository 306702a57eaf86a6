// CHOKE_ASSERT: a check for what cannot happen. A failure is a bug of ours, never of the data or the user.
// It stays on in every build: the checks are cheap and a wrong figure is worse than a stopped program.
#pragma once

#include <cstdio>
#include <cstdlib>

#define CHOKE_ASSERT(condition)                                                                                 \
    do {                                                                                                        \
        if (!(condition)) {                                                                                     \
            std::fprintf(stderr, "%s:%d: assertion failed: %s\n", __FILE__, __LINE__, #condition);              \
            std::abort();                                                                                       \
        }                                                                                                       \
    } while (false)
