#include "cli/sheet.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "cli/json_out.h"

namespace choke {
namespace {

template <typename... Fs>
struct Overloaded : Fs... {
    using Fs::operator()...;
};
template <typename... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

struct CodePointRange {
    char32_t first;
    char32_t last;
};

// Unicode 15: East Asian Width W and F, whole blocks where all but a few signs are wide.
constexpr std::array kWide{
    CodePointRange{0x1100, 0x115F},   CodePointRange{0x2E80, 0x303E},   CodePointRange{0x3041, 0x33FF},
    CodePointRange{0x3400, 0x4DBF},   CodePointRange{0x4E00, 0xA4CF},   CodePointRange{0xA960, 0xA97F},
    CodePointRange{0xAC00, 0xD7A3},   CodePointRange{0xF900, 0xFAFF},   CodePointRange{0xFE30, 0xFE6F},
    CodePointRange{0xFF01, 0xFF60},   CodePointRange{0xFFE0, 0xFFE6},   CodePointRange{0x1F300, 0x1F64F},
    CodePointRange{0x1F680, 0x1F6FF}, CodePointRange{0x1F900, 0x1F9FF}, CodePointRange{0x20000, 0x3FFFD},
};
// Marks that stand on the sign before them, joiners and variation selectors.
constexpr std::array kZero{
    CodePointRange{0x0300, 0x036F}, CodePointRange{0x0483, 0x0489}, CodePointRange{0x0591, 0x05BD},
    CodePointRange{0x0610, 0x061A}, CodePointRange{0x064B, 0x065F}, CodePointRange{0x1AB0, 0x1AFF},
    CodePointRange{0x1DC0, 0x1DFF}, CodePointRange{0x200B, 0x200D}, CodePointRange{0x20D0, 0x20FF},
    CodePointRange{0x302A, 0x302D}, CodePointRange{0x3099, 0x309A}, CodePointRange{0xFE00, 0xFE0F},
    CodePointRange{0xFE20, 0xFE2F}, CodePointRange{0xFEFF, 0xFEFF}, CodePointRange{0xE0100, 0xE01EF},
};

template <size_t N>
bool in_any(const std::array<CodePointRange, N>& ranges, char32_t c) {
    const auto at =
        std::lower_bound(ranges.begin(), ranges.end(), c,
                         [](const CodePointRange& range, char32_t value) { return range.last < value; });
    return at != ranges.end() && c >= at->first;
}

size_t width_of(char32_t c) {
    if (c < 0x300) return 1;
    return in_any(kZero, c) ? 0 : in_any(kWide, c) ? 2 : 1;
}

std::string with_separator(const std::vector<std::string>& list, std::string_view separator) {
    std::string out;
    for (const std::string& item : list) {
        if (!out.empty()) out += separator;
        out += item;
    }
    return out;
}

std::string table_cell(const Cell& cell) {
    const std::string text = std::visit(
        Overloaded{
            [](std::monostate) { return std::string(); },
            [](const std::string& value) { return value; },
            [](int64_t value) { return std::to_string(value); },
            [](const std::vector<std::string>& list) { return with_separator(list, ", "); },
            [](const std::vector<RoleCell>& roles) {
                std::vector<std::string> words;
                for (const RoleCell& role : roles)
                    words.push_back(role.role.empty() ? role.id : role.id + " (" + role.role + ")");
                return with_separator(words, ", ");
            },
        },
        cell);
    return displayable(text);
}

std::string csv_cell(const Cell& cell) {
    const std::string text = displayable(
        std::visit(Overloaded{
                       [](std::monostate) { return std::string(); },
                       [](const std::string& value) { return value; },
                       [](int64_t value) { return std::to_string(value); },
                       [](const std::vector<std::string>& list) { return with_separator(list, ";"); },
                       [](const std::vector<RoleCell>& roles) {
                           std::vector<std::string> words;
                           for (const RoleCell& role : roles)
                               words.push_back(role.role.empty() ? role.id : role.id + "@" + role.role);
                           return with_separator(words, ";");
                       },
                   },
                   cell));
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

void write_json(JsonOut& json, const Cell& cell) {
    std::visit(Overloaded{
                   [&](std::monostate) { json.null(); },
                   [&](const std::string& value) { json.text(value); },
                   [&](int64_t value) { json.number(value); },
                   [&](const std::vector<std::string>& list) {
                       json.begin_list();
                       for (const std::string& item : list) json.text(item);
                       json.end_list();
                   },
                   [&](const std::vector<RoleCell>& roles) {
                       json.begin_list();
                       for (const RoleCell& role : roles) {
                           json.begin_object();
                           json.member("id", role.id);
                           json.member_or_null("role", role.role);
                           json.end_object();
                       }
                       json.end_list();
                   },
               },
               cell);
}

constexpr size_t kGap = 2;
constexpr size_t kNarrowest = 20;  // of a stretching column: less of a title tells nothing

// The columns of a table by number.
std::vector<size_t> table_order(const std::vector<Column>& columns) {
    std::vector<size_t> order;
    std::vector<size_t> closing;
    for (size_t c = 0; c < columns.size(); ++c) {
        if (columns[c].use == ColumnUse::DataOnly) continue;
        (columns[c].use == ColumnUse::Closing ? closing : order).push_back(c);
    }
    order.insert(order.end(), closing.begin(), closing.end());
    return order;
}

// Takes from the stretching columns, the last one first, what the table is too wide.
void narrow(std::vector<size_t>& widths, const std::vector<size_t>& order, const std::vector<Column>& columns,
            size_t max_width) {
    size_t total = 0;
    for (const size_t width : widths) total += width + kGap;
    total -= std::min(total, kGap);
    for (size_t c = widths.size(); c-- > 0 && total > max_width;) {
        if (columns[order[c]].use != ColumnUse::Stretching || widths[c] <= kNarrowest) continue;
        const size_t less = std::min(total - max_width, widths[c] - kNarrowest);
        widths[c] -= less;
        total -= less;
    }
}

}  // namespace

Cell optional_cell(std::string_view text) { return text.empty() ? Cell() : Cell(std::string(text)); }

size_t display_width(std::string_view text) {
    size_t width = 0;
    for (size_t i = 0; i < text.size();) width += width_of(next_code_point(text, i));
    return width;
}

std::string cut_to_width(std::string_view text, size_t width) {
    if (display_width(text) <= width) return std::string(text);
    if (width == 0) return {};
    size_t used = 0;
    size_t end = 0;
    for (size_t i = 0; i < text.size();) {
        used += width_of(next_code_point(text, i));
        if (used > width - 1) break;
        end = i;
    }
    return std::string(text.substr(0, end)) + "…";
}

std::string table_text(const Sheet& sheet, size_t max_width) {
    const std::vector<size_t> order = table_order(sheet.columns);
    std::vector<std::vector<std::string>> lines(sheet.rows.size() + 1);
    std::vector<size_t> widths;
    std::vector<bool> numbers;
    for (const size_t c : order) {
        lines[0].emplace_back(sheet.columns[c].name);
        size_t width = display_width(sheet.columns[c].name);
        bool number = !sheet.rows.empty();
        for (size_t r = 0; r < sheet.rows.size(); ++r) {
            lines[r + 1].push_back(table_cell(sheet.rows[r][c]));
            width = std::max(width, display_width(lines[r + 1].back()));
            number = number && std::holds_alternative<int64_t>(sheet.rows[r][c]);
        }
        widths.push_back(width);
        numbers.push_back(number);
    }
    if (max_width > 0) narrow(widths, order, sheet.columns, max_width);
    std::string out;
    for (const std::vector<std::string>& line : lines) {
        std::string text;
        for (size_t c = 0; c < line.size(); ++c) {
            const std::string cell = cut_to_width(line[c], widths[c]);
            const size_t space = widths[c] - display_width(cell);
            if (c > 0) text.append(kGap, ' ');
            if (numbers[c]) text.append(space, ' ');
            text += cell;
            if (!numbers[c]) text.append(space, ' ');
        }
        while (!text.empty() && text.back() == ' ') text.pop_back();
        out += max_width > 0 ? cut_to_width(text, max_width) : text;
        out += '\n';
    }
    return out;
}

std::string csv_text(const Sheet& sheet) {
    std::string out;
    for (size_t c = 0; c < sheet.columns.size(); ++c) {
        if (c > 0) out += ',';
        out += sheet.columns[c].name;
    }
    out += "\r\n";
    for (const std::vector<Cell>& row : sheet.rows) {
        for (size_t c = 0; c < row.size(); ++c) {
            if (c > 0) out += ',';
            out += csv_cell(row[c]);
        }
        out += "\r\n";
    }
    return out;
}

std::string json_text(const Sheet& sheet) {
    JsonOut json(1);
    json.begin_list();
    for (const std::vector<Cell>& row : sheet.rows) {
        json.begin_object();
        for (size_t c = 0; c < row.size(); ++c) {
            json.key(sheet.columns[c].name);
            write_json(json, row[c]);
        }
        json.end_object();
    }
    json.end_list();
    return json.take();
}

}  // namespace choke
