#include "scene/text_metrics.h"

#include <algorithm>

#include "base/text.h"

namespace choke {
namespace {

constexpr std::string_view kEllipsis = "\u2026";

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// The beginning of the code point that ends before i; i > 0.
size_t step_back(std::string_view text, size_t i) {
    size_t begin = i - 1;
    for (int steps = 0; steps < 3 && begin > 0 && is_continuation(text[begin]); ++steps) --begin;
    return begin;
}

char32_t code_point_at(std::string_view text, size_t i) { return next_code_point(text, i); }

// Belongs to the letter before it: combining marks, variation selectors, joiners, skin tones.
bool extends(char32_t c) {
    return (c >= 0x0300 && c <= 0x036F) || (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x1DC0 && c <= 0x1DFF) ||
           (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xFE20 && c <= 0xFE2F) ||
           (c >= 0x1F3FB && c <= 0x1F3FF) || (c >= 0xE0100 && c <= 0xE01EF) || c == 0x200D || c == 0x3099 ||
           c == 0x309A;
}

bool is_space(char32_t c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0x3000; }

// Chinese and Japanese: a line may break between any two of these.
bool is_cjk(char32_t c) {
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFFEF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

bool contains(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

// Closing punctuation stays with what it closes, opening with what it opens.
bool may_begin_line(char32_t c) { return !contains(U"、。，．！？：；）」』】》〉”’…—·ー々％%,.!?:;)]}", c); }
bool may_end_line(char32_t c) { return !contains(U"（「『【《〈“‘([{", c); }

bool is_letter(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && !is_cjk(c));
}

enum class Hyphens { Stay, Break };

// Whether a line may end before offset i, 0 < i < size.
bool may_break(std::string_view text, size_t i, Hyphens hyphens) {
    const size_t before = step_back(text, i);
    const char32_t left = code_point_at(text, before);
    const char32_t right = code_point_at(text, i);
    if (is_space(left) || is_space(right)) return true;
    if ((is_cjk(left) || is_cjk(right)) && may_end_line(left) && may_begin_line(right)) return true;
    if (hyphens == Hyphens::Stay || before == 0 || !contains(U"-/\u2013\u2014", left)) return false;
    return is_letter(right) && is_letter(code_point_at(text, step_back(text, before)));
}

// Whether the text may end at i with an ellipsis behind it: where a line may end, and before punctuation that
// closes, which the ellipsis replaces. "3.5" and "1,000" stay whole.
bool may_stop(std::string_view text, size_t i) {
    if (may_break(text, i, Hyphens::Stay)) return true;
    const char32_t left = code_point_at(text, step_back(text, i));
    if (is_cjk(left)) return may_end_line(left);
    if (!contains(U",.;:!?)", code_point_at(text, i))) return false;
    return i + 1 == text.size() || is_space(code_point_at(text, i + 1));
}

// Back to the nearest place that parts neither a code point nor a letter from its marks.
size_t cluster_border(std::string_view text, size_t i) {
    if (i >= text.size()) return text.size();
    for (int steps = 0; steps < 3 && i > 0 && is_continuation(text[i]); ++steps) --i;
    while (i > 0) {
        const size_t before = step_back(text, i);
        if (!extends(code_point_at(text, i)) && code_point_at(text, before) != 0x200D) break;
        i = before;
    }
    return i;
}

// Size in bytes of the longest beginning that is no wider than width_px. Doubles its reach until the text is
// too wide, then halves: a label of 100 KB costs no more than what of it fits.
size_t fitting(std::string_view text, const TextStyle& style, double width_px, const TextMetrics& metrics) {
    if (!(width_px >= 0)) return 0;
    const auto fits = [&](size_t size) { return metrics.width(text.substr(0, size), style) <= width_px; };
    size_t low = 0;
    size_t high = std::min<size_t>(64, text.size());
    while (true) {
        high = cluster_border(text, high);
        if (high <= low) high = text.size();  // one letter with very many marks
        if (!fits(high)) break;
        low = high;
        if (high == text.size()) return high;
        high = std::min(2 * high, text.size());
    }
    while (low + 1 < high) {
        size_t middle = cluster_border(text, low + (high - low) / 2);
        if (middle <= low) {  // the half falls into the first letter of the rest: take that letter as a whole
            size_t end = low + (high - low) / 2 + 1;
            while (end < high && cluster_border(text, end) <= low) ++end;
            if (end >= high) break;
            middle = end;
        }
        (fits(middle) ? low : high) = middle;
    }
    return low;
}

std::string_view without_trailing(std::string_view text, std::u32string_view set) {
    while (!text.empty()) {
        const size_t last = step_back(text, text.size());
        if (!contains(set, code_point_at(text, last))) break;
        text = text.substr(0, last);
    }
    return text;
}

size_t letter_count(std::string_view text) {
    size_t count = 0;
    for (size_t i = 0; i < text.size();) {
        const char32_t c = next_code_point(text, i);
        count += extends(c) || is_space(c) ? 0 : 1;
    }
    return count;
}

constexpr std::u32string_view kSpaces = U" \t\n\r\u3000";
constexpr std::u32string_view kNotBeforeEllipsis = U" \t\n\r\u3000,;:.-\u2013\u2014/([{、，；：（「『";

// The beginning of the text with an ellipsis, whether or not the whole would fit.
std::string cut(std::string_view text, const TextStyle& style, double width_px, size_t least_letters,
                const TextMetrics& metrics) {
    const size_t end = fitting(text, style, width_px - metrics.width(kEllipsis, style), metrics);
    size_t at = end;
    while (at > 0 && at < text.size() && !may_stop(text, at)) at = step_back(text, at);
    std::string_view kept = without_trailing(text.substr(0, at), kNotBeforeEllipsis);
    if (kept.empty()) {
        kept = without_trailing(text.substr(0, end), kNotBeforeEllipsis);
        if (kept.empty() || letter_count(kept) < least_letters) return {};
    }
    return std::string(kept).append(kEllipsis);
}

}  // namespace

double FixedTextMetrics::width(std::string_view text, const TextStyle& style) const {
    double ems = 0;
    for (size_t i = 0; i < text.size();) ems += next_code_point(text, i) < 0x80 ? 0.55 : 1.0;
    return ems * style.size;
}

std::string ellipsised(std::string_view text, const TextStyle& style, double width_px,
                       const TextMetrics& metrics) {
    if (fitting(text, style, width_px, metrics) == text.size()) return std::string(text);
    return cut(text, style, width_px, 3, metrics);
}

std::vector<std::string> wrapped(std::string_view text, const TextStyle& style, double width_px,
                                 size_t max_lines, const TextMetrics& metrics) {
    std::vector<std::string> lines;
    text = without_trailing(text, kSpaces);
    size_t begin = 0;
    while (lines.size() < max_lines) {
        while (begin < text.size() && text[begin] != '\n' &&
               is_space(static_cast<unsigned char>(text[begin])))
            ++begin;
        if (begin >= text.size()) break;
        const std::string_view rest = text.substr(begin);
        size_t end = fitting(rest, style, width_px, metrics);
        // What comes after the line: behind a line end that is one more character.
        const size_t line_end = rest.substr(0, end + 1).find('\n');
        size_t next = end;
        if (line_end != std::string_view::npos) {
            end = line_end;
            next = line_end + 1;
        } else if (end < rest.size()) {
            size_t at = end;
            while (at > 0 && !may_break(rest, at, Hyphens::Break)) at = step_back(rest, at);
            if (at > 0) end = at;
            if (end == 0) break;
            next = end;
        }
        if (lines.size() + 1 == max_lines && next < rest.size()) {
            const std::string_view whole_line =
                line_end == std::string_view::npos ? rest : rest.substr(0, line_end);
            std::string last = cut(whole_line, style, width_px, 1, metrics);
            if (last.empty() && metrics.width(kEllipsis, style) <= width_px) last = kEllipsis;
            if (!last.empty()) lines.push_back(std::move(last));
            break;
        }
        lines.emplace_back(without_trailing(rest.substr(0, end), kSpaces));
        begin += next;
    }
    return lines;
}

}  // namespace choke
