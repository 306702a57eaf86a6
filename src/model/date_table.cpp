#include "model/date_table.h"

#include <algorithm>

#include "base/hash.h"

namespace choke {

std::optional<DateId> DateTable::intern(std::string_view text) {
    if (slots_.size() < 2 * (dates_.size() + 1)) grow();
    const auto hash = static_cast<uint32_t>(quick_hash(text));
    const size_t mask = slots_.size() - 1;
    size_t at = hash & mask;
    for (; slots_[at].date != 0; at = (at + 1) & mask) {
        const uint32_t date = slots_[at].date - 1;
        if (slots_[at].hash == hash && pool_.view(dates_[date].text) == text) return id_at<DateId>(date);
    }
    const auto bounds = parse_edtf(text);
    if (!bounds) return std::nullopt;
    dates_.push_back({*bounds, pool_.add(text)});
    slots_[at] = {hash, static_cast<uint32_t>(dates_.size())};
    return id_at<DateId>(dates_.size() - 1);
}

void DateTable::grow() {
    constexpr size_t kFirstSlots = 1024;
    const std::vector<Slot> old = std::move(slots_);
    slots_.assign(std::max(kFirstSlots, 2 * old.size()), {});
    const size_t mask = slots_.size() - 1;
    for (const Slot& slot : old) {
        if (slot.date == 0) continue;
        size_t at = slot.hash & mask;
        while (slots_[at].date != 0) at = (at + 1) & mask;
        slots_[at] = slot;
    }
}

}  // namespace choke
