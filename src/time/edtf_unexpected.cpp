// Why a date cannot go on as it does, in words for the one who typed it.
#include <fmt/format.h>

#include "time/edtf_internal.h"

namespace choke::edtf {
namespace {

struct KnownMistake {
    std::string_view text;
    std::string_view reason;
};

// What people write because of older drafts, other formats and word processors. The first that fits is said.
constexpr KnownMistake kMistakes[] = {
    {"\xe2\x88\x92", R"(a minus sign is written as the plain hyphen "-")"},
    {"\xe2\x80\x93", R"(a dash is not part of a date; write "-" within a date and "/" between two)"},
    {"\xe2\x80\x94", R"(a dash is not part of a date; write "-" within a date and "/" between two)"},
    {"unknown", "an end that nobody knows is left empty: 2022/"},
    {"open", R"(an open end is written "..": 2022/..)"},
    {"now", R"(an end that is still to come is written "..": 2022/..)"},
    {" ", "a date has no white space in it or around it"},
    {"\t", "a date has no white space in it or around it"},
    {"\n", "a date has no white space in it or around it"},
    {"\r", "a date has no white space in it or around it"},
    {"x", "an unspecified digit is a capital X"},
    {"u", R"(an unspecified digit is X; "u" belongs to the draft of 2012)"},
    {"y", "the letter before a long year is a capital Y"},
    {"e", "the letter before an exponent is a capital E"},
    {"(", "parentheses belong to the draft of 2012; write the qualifier next to its component"},
    {")", "parentheses belong to the draft of 2012; write the qualifier next to its component"},
    {"?", R"(there is one qualifier for a component; "?" and "~" together are "%")"},
    {"~", R"(there is one qualifier for a component; "?" and "~" together are "%")"},
    {"%", R"(there is one qualifier for a component; "?" and "~" together are "%")"},
};

}  // namespace

std::string unexpected_text(std::string_view rest, std::string_view expected) {
    if (rest.empty()) {
        return fmt::format("the date ends too early: {}", expected);
    }
    for (const KnownMistake& mistake : kMistakes) {
        if (rest.starts_with(mistake.text)) {
            return std::string(mistake.reason);
        }
    }
    const char c = rest.front();
    if (static_cast<unsigned char>(c) >= 0x80) {
        return "a date has plain ASCII characters only";
    }
    if (c < ' ' || c > '~') {
        return "a date has no control characters";
    }
    return fmt::format("\"{}\" cannot stand here: {}", c, expected);
}

}  // namespace choke::edtf
