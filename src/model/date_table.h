// DateTable: every date text of the data, read once. A history of a million events has some thousand different dates,
// so that looking one up is what nearly all reading of dates comes to.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/string_pool.h"
#include "base/text_table.h"
#include "time/edtf.h"

namespace choke {

enum class DateId : uint32_t {};  // in order of first use

class DateTable {
public:
    explicit DateTable(StringPool& pool) : pool_(pool) {}

    // Nothing when the text is no date; parse_edtf() says why.
    [[nodiscard]] std::optional<DateId> intern(std::string_view text);

    // Ahead of intern().
    void prefetch(std::string_view text) const { table_.prefetch(text); }

    [[nodiscard]] const DateBounds& bounds(DateId id) const { return dates_[index(id)].bounds; }
    [[nodiscard]] StringRef text(DateId id) const { return dates_[index(id)].text; }
    [[nodiscard]] size_t size() const { return dates_.size(); }

private:
    struct Date {
        DateBounds bounds;
        StringRef text;
    };
    StringPool& pool_;
    std::vector<Date> dates_;
    TextTable table_;
};

}  // namespace choke
