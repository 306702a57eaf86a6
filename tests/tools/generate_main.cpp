// choke_generate N_EVENTS SEED > file.json
#include <charconv>
#include <cstdio>
#include <string_view>

#include "generate.h"

namespace {

template <typename T>
bool read_number(std::string_view text, T& value) {
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return code == std::errc() && end == text.data() + text.size();
}

}  // namespace

int main(int argc, char** argv) {
    size_t event_count = 0;
    uint64_t seed = 0;
    if (argc != 3 || !read_number(argv[1], event_count) || !read_number(argv[2], seed)) {
        std::fputs("usage: choke_generate N_EVENTS SEED > file.json\n", stderr);
        return 2;
    }
    const std::string json = choke::testing::generate_dataset(event_count, seed);
    return std::fwrite(json.data(), 1, json.size(), stdout) == json.size() ? 0 : 1;
}
