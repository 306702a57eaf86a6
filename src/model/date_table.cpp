#include "model/date_table.h"

namespace choke {

std::optional<DateId> DateTable::intern(std::string_view text) {
    const auto found = table_.find(text, [this](uint32_t date) { return pool_.view(dates_[date].text); });
    if (found.known()) return static_cast<DateId>(found.number);
    const auto bounds = parse_edtf(text);
    if (!bounds) return std::nullopt;
    table_.add(found, text, static_cast<uint32_t>(dates_.size()));
    dates_.push_back({*bounds, pool_.add(text)});
    return id_at<DateId>(dates_.size() - 1);
}

}  // namespace choke
