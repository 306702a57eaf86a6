// Any bytes are a date or a message, and a date has words.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "time/edtf.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (choke::parse_edtf(text)) static_cast<void>(choke::date_words(text));
    return 0;
}
