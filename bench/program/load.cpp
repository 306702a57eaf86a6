// From path to data set.
#include <fmt/format.h>

#include "load_time.h"
#include "program.h"

namespace choke::bench {

int run_load(Arguments arguments) {
    const std::string path(arguments.front());
    const LoadTime time = timed_load(path);
    if (time.event_count == 0) return refuse(path + " holds no events that could be read");
    fmt::print("{{\"seconds\":{:.4f},\"count\":{}}}\n", time.seconds, time.event_count);
    return 0;
}

}  // namespace choke::bench
