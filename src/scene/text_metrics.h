// TextMetrics: how wide a text is. Views measure with it; FreeType serves window and figures, a fixed-width
// one serves tests, so that golden scenes do not depend on a font.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scene/scene.h"

namespace choke {

class TextMetrics {
public:
    virtual ~TextMetrics() = default;
    [[nodiscard]] virtual double width(std::string_view text, const TextStyle& style) const = 0;  // scene px
    [[nodiscard]] virtual double ascent(const TextStyle& style) const = 0;   // above the baseline, positive
    [[nodiscard]] virtual double descent(const TextStyle& style) const = 0;  // below the baseline, positive
    [[nodiscard]] double line_height(const TextStyle& style) const { return 1.35 * style.size; }
};

// Every ASCII character 0.55 em wide, every other code point 1 em; ascent 0.8 em, descent 0.2 em.
class FixedTextMetrics final : public TextMetrics {
public:
    [[nodiscard]] double width(std::string_view text, const TextStyle& style) const override;
    [[nodiscard]] double ascent(const TextStyle& style) const override { return 0.8 * style.size; }
    [[nodiscard]] double descent(const TextStyle& style) const override { return 0.2 * style.size; }
};

// The longest beginning of the text that fits into width_px, cut at a word (or between CJK characters) with
// an ellipsis; the whole text when it fits; empty when not even one word (or 3 letters of it) fits. No cut
// falls between a letter and its combining marks. The time taken follows the width, not the length of the
// text.
[[nodiscard]] std::string ellipsised(std::string_view text, const TextStyle& style, double width_px,
                                     const TextMetrics& metrics);

// Lines of at most width_px, broken at line ends, at spaces, behind hyphens and slashes between letters, and
// between CJK characters (closing punctuation never begins a line); a word that is too long is cut. At most
// max_lines, the last with an ellipsis if something is left over. Ends early when not even one letter fits.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, const TextStyle& style, double width_px,
                                               size_t max_lines, const TextMetrics& metrics);

}  // namespace choke
