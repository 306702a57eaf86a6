// Cutting and wrapping of texts. With the fixed metrics at 10 px a letter is 5.5 px wide, a Chinese one 10
// px, the ellipsis 10 px.
#include <catch2/catch_test_macros.hpp>

#include <string>

#include "base/text.h"
#include "scene/text_metrics.h"

using namespace choke;

namespace {

const FixedTextMetrics kMetrics;
constexpr TextStyle kStyle{.size = 10};

void check_ellipsised(std::string_view text, double width_px, std::string_view expected) {
    CAPTURE(text, width_px);
    const std::string shown = ellipsised(text, kStyle, width_px, kMetrics);
    CHECK(shown == expected);
    CHECK((shown.empty() || kMetrics.width(shown, kStyle) <= width_px + 1e-9));
}

void check_wrapped(std::string_view text, double width_px, size_t max_lines, std::string_view expected) {
    CAPTURE(text, width_px);
    std::string shown;
    const auto lines = wrapped(text, kStyle, width_px, max_lines, kMetrics);
    for (const std::string& line : lines) {
        CHECK(kMetrics.width(line, kStyle) <= width_px + 1e-9);
        shown += (shown.empty() ? "" : "|") + line;
    }
    CHECK(lines.size() <= max_lines);
    CHECK(shown == expected);
}

// Counts what is measured: work, not time, so that a busy machine cannot fail the test.
class CountingMetrics final : public TextMetrics {
public:
    [[nodiscard]] double width(std::string_view text, const TextStyle& style) const override {
        measured += text.size();
        return kMetrics.width(text, style);
    }
    [[nodiscard]] double ascent(const TextStyle& style) const override { return kMetrics.ascent(style); }
    [[nodiscard]] double descent(const TextStyle& style) const override { return kMetrics.descent(style); }
    mutable size_t measured = 0;
};

}  // namespace

TEST_CASE("a text that fits is shown as it is", "[scene][text]") {
    check_ellipsised("BIS rule", 44, "BIS rule");
    check_ellipsised("", 0, "");
}

TEST_CASE("a text that does not fit is cut at a word with an ellipsis", "[scene][text]") {
    check_ellipsised("BIS rule limits China", 80, "BIS rule…");
    check_ellipsised("BIS rule limits China", 54, "BIS rule…");
    check_ellipsised("BIS rule limits China", 53, "BIS…");
    check_ellipsised("BIS rule, limits China", 75, "BIS rule…");
    check_ellipsised("BIS rule, limits China", 54, "BIS rule…");
    check_ellipsised("sold 1,000,000 chips", 60, "sold…");
    check_ellipsised("2022-10-07 rule", 75, "2022-10-07…");
}

TEST_CASE("a first word that is too long is cut after at least three letters", "[scene][text]") {
    check_ellipsised("Semiconductor", 50, "Semicon…");
    check_ellipsised("Semiconductor", 27, "Sem…");
    check_ellipsised("Semiconductor", 26, "");
    check_ellipsised("US tells", 22, "US…");
    check_ellipsised("x", 1, "");
    check_ellipsised("x", -5, "");
}

TEST_CASE("Chinese is cut between characters, not behind an opening bracket", "[scene][text]") {
    check_ellipsised("出口管制新规", 45, "出口管…");
    check_ellipsised("出口管，制新规", 45, "出口管…");
    check_ellipsised("对华《出口》管制", 35, "对华…");
    check_ellipsised("对华《出口》管制", 45, "对华…");
    check_ellipsised("Huawei 华为技术有限公司", 75, "Huawei 华为…");
}

TEST_CASE("no cut parts a letter from its marks", "[scene][text]") {
    const std::string accented = "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301";  // fixed metrics: 15.5 px each
    check_ellipsised(accented, 60, "e\u0301e\u0301e\u0301…");
    std::string marks = "a";
    for (int i = 0; i < 5000; ++i) marks += "\u0301";
    check_ellipsised(marks, 100, "");
    const std::string family = "\U0001F468\u200d\U0001F469\u200d\U0001F467";
    check_wrapped(family + family, 50, 5, family + "|" + family);
}

TEST_CASE("broken bytes are measured and cut without a fall", "[scene][text]") {
    const std::string bytes(1000, '\xff');
    const std::string shown = ellipsised(bytes, kStyle, 100, kMetrics);
    CHECK(shown.size() < 20);
    CHECK(kMetrics.width(shown, kStyle) <= 100);
    const std::string continuation(1000, '\x80');
    CHECK(kMetrics.width(ellipsised(continuation, kStyle, 100, kMetrics), kStyle) <= 100);
    CHECK(wrapped(continuation, kStyle, 100, 3, kMetrics).size() == 3);
}

TEST_CASE("lines break at spaces and the last one tells that something is left", "[scene][text]") {
    check_wrapped("Commerce drops the AI Diffusion rule", 85, 9, "Commerce drops|the AI|Diffusion rule");
    check_wrapped("Commerce drops the AI Diffusion rule", 85, 2, "Commerce drops|the AI…");
    check_wrapped("Commerce drops the AI Diffusion rule", 1000, 1, "Commerce drops the AI Diffusion rule");
    check_wrapped("  padded  ", 60, 3, "padded");
    check_wrapped("", 60, 3, "");
    check_wrapped("text", 60, 0, "");
}

TEST_CASE("line ends in the text are kept", "[scene][text]") {
    check_wrapped("one\ntwo", 60, 5, "one|two");
    check_wrapped("one\ntwo", 60, 1, "one…");
    check_wrapped("one\n\ntwo\n", 60, 5, "one||two");
}

TEST_CASE("lines break behind hyphens between letters but not inside dates", "[scene][text]") {
    check_wrapped("chip-making", 35, 3, "chip-|making");
    check_wrapped("in 2022-10-07", 60, 3, "in|2022-10-07");
}

TEST_CASE("Chinese lines do not begin with closing punctuation", "[scene][text]") {
    check_wrapped("出口管制。新规则", 40, 3, "出口管|制。新规|则");
    check_wrapped("出口管制新规则", 30, 2, "出口管|制新…");
}

TEST_CASE("a word wider than the line is cut, and nothing fits into nothing", "[scene][text]") {
    check_wrapped("abcdefghij", 28, 9, "abcde|fghij");
    check_wrapped("abc", 3, 9, "");
    check_wrapped("abc", -1, 9, "");
}

TEST_CASE("cutting a text of 100 KB measures no more than what fits", "[scene][text]") {
    const CountingMetrics metrics;
    const std::string words = [] {
        std::string text;
        while (text.size() < 100'000) text += "Nvidia 英伟达 ";
        return text;
    }();
    CHECK_FALSE(ellipsised(words, kStyle, 300, metrics).empty());
    CHECK(wrapped(words, kStyle, 300, 4, metrics).size() == 4);
    const std::string one_word(100'000, 'x');
    CHECK_FALSE(ellipsised(one_word, kStyle, 300, metrics).empty());
    CHECK(metrics.measured < 20'000);
}

TEST_CASE("wrapping 100 KB of anything into lines takes linear work", "[scene][text]") {
    const CountingMetrics metrics;
    const std::string text(100'000, 'x');
    CHECK(wrapped(text, kStyle, 100, 100'000, metrics).size() == 5556);
    CHECK(metrics.measured < 10'000'000);
}
