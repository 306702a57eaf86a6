#include "load_time.h"

#include <chrono>
#include <cstdio>
#include <cstring>

#include <malloc.h>

#include <simdjson.h>

namespace choke::bench {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

template <typename Load>
LoadTime timed(const Load& load) {
    const auto start = Clock::now();
    const auto loaded = load();
    const double seconds = seconds_since(start);
    return {seconds, loaded ? loaded->data->events.size() : 0};
}

// A line of /proc/self/status, in bytes.
size_t status_bytes(const char* name) {
    std::FILE* file = std::fopen("/proc/self/status", "r");
    if (file == nullptr) return 0;
    size_t kilobytes = 0;
    char line[256];
    while (std::fgets(line, sizeof line, file) != nullptr) {
        if (std::strncmp(line, name, std::strlen(name)) != 0) continue;
        if (std::sscanf(line + std::strlen(name), "%zu", &kilobytes) != 1) kilobytes = 0;
    }
    std::fclose(file);
    return kilobytes * 1024;
}

}  // namespace

LoadTime timed_load(const std::string& path) {
    return timed([&] { return load_path(path); });
}

LoadTime timed_load(const InputFile& file) {
    return timed([&] { return load_files({&file, 1}); });
}

double timed_simdjson(const std::string& bytes, BareParser kind) {
    const simdjson::padded_string padded(bytes);
    simdjson::dom::parser parser;
    if (kind == BareParser::Warm && parser.parse(padded).error() != simdjson::SUCCESS) return 0;
    const auto start = Clock::now();
    const bool good = parser.parse(padded).error() == simdjson::SUCCESS;
    return good ? seconds_since(start) : 0;
}

size_t resident_bytes() { return status_bytes("VmRSS:"); }
size_t peak_resident_bytes() { return status_bytes("VmHWM:"); }

size_t heap_bytes() {
#if defined(__GLIBC__)
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
#else
    return 0;
#endif
}

}  // namespace choke::bench
