// Any bytes are a data set with its problems, or a message.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "io/reader.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const choke::InputFile file{.name = "fuzz.json", .bytes = std::string_view(reinterpret_cast<const char*>(data), size)};
    static_cast<void>(choke::load_files(std::span(&file, 1)));
    return 0;
}
