// RecentTexts: puts texts into a pool, and a text that was put there lately not a second time. Page numbers, units, names
// of figures and standing phrases come again and again; titles do not, and a table of all of them would cost more than
// it saves. So each text has one place in a small table, which the next one with that place takes over.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/string_pool.h"

namespace choke {

class RecentTexts {
public:
    explicit RecentTexts(StringPool& pool) : pool_(pool), places_(kPlaces) {}

    StringRef add(std::string_view text);

private:
    // 64 KiB: stays in the cache nearest but one to the processor.
    static constexpr size_t kPlaces = 8192;
    struct Place {
        uint32_t hash = 0;
        StringRef text;
    };

    StringPool& pool_;
    std::vector<Place> places_;
};

}  // namespace choke
