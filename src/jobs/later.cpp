#include "jobs/later.h"

#if defined(__linux__)
#include <sys/resource.h>
#endif

namespace choke {

void give_way() {
#if defined(__linux__)
    // Of a thread, not of the process: that is how Linux reads the 0. Refused or not, the thread does its work.
    constexpr int kPoliteness = 15;  // of 19: one that waits for a frame goes first, and it still gets on
    static_cast<void>(setpriority(PRIO_PROCESS, 0, kPoliteness));
#endif
}

}  // namespace choke
