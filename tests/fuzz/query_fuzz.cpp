// Any text is a filter of the built-in history or a message, and a filter selects.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "io/reader.h"
#include "query/selection.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static const auto loaded = choke::load_built_in();
    static const choke::EventIndex index(loaded->data);
    const auto query = choke::parse_query(std::string_view(reinterpret_cast<const char*>(data), size), *loaded->data);
    if (query) static_cast<void>(index.select(*query, choke::kEverKnown).size());
    return 0;
}
