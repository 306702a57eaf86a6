// How long loading takes beside the bare parser, for whoever wants to know: benchmarks and reports.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "io/reader.h"

namespace choke::bench {

struct LoadTime {
    double seconds = 0;
    size_t event_count = 0;  // 0 when nothing could be read
};

// A file or a folder, read from the disk.
[[nodiscard]] LoadTime timed_load(const std::string& path);
// From memory.
[[nodiscard]] LoadTime timed_load(const InputFile& file);

// Seconds that simdjson takes for a DOM of the same bytes: with a parser of its own, which has to get its memory as a
// load has to, or with one that has parsed the same bytes before. 0 when they are no JSON.
enum class BareParser { Fresh, Warm };
[[nodiscard]] double timed_simdjson(const std::string& bytes, BareParser parser);

// Resident memory of this process now, and the most there ever was of it. 0 where the system does not tell.
[[nodiscard]] size_t resident_bytes();
[[nodiscard]] size_t peak_resident_bytes();
// What the program has asked of malloc and not given back; what is resident beyond it the allocator keeps, or the driver
// has. 0 where malloc does not tell.
[[nodiscard]] size_t heap_bytes();

}  // namespace choke::bench
