// Colour in sRGB with straight alpha, 8 bits a channel.
#pragma once

#include <cstdint>

namespace choke {

struct Colour {
    uint8_t r = 0;
    uint8_t g = 0;
    uint8_t b = 0;
    uint8_t a = 255;
    friend constexpr bool operator==(const Colour&, const Colour&) = default;
};

// 0xRRGGBB
[[nodiscard]] constexpr Colour rgb(uint32_t hex) {
    return {static_cast<uint8_t>(hex >> 16U), static_cast<uint8_t>(hex >> 8U), static_cast<uint8_t>(hex), 255};
}

// alpha 0..1 multiplies what is there.
[[nodiscard]] constexpr Colour with_alpha(Colour c, double alpha) {
    c.a = static_cast<uint8_t>(c.a * (alpha < 0 ? 0 : alpha > 1 ? 1 : alpha) + 0.5);
    return c;
}

// t = 0 gives a, t = 1 gives b; linear in sRGB, which is enough for tints of one hue.
[[nodiscard]] constexpr Colour mix(Colour a, Colour b, double t) {
    const auto one = [t](uint8_t from, uint8_t to) { return static_cast<uint8_t>(from + (to - from) * t + 0.5); };
    return {one(a.r, b.r), one(a.g, b.g), one(a.b, b.b), one(a.a, b.a)};
}

// Contrast ratio 1..21 by WCAG 2.1 (relative luminance), alpha ignored.
[[nodiscard]] double contrast_ratio(Colour a, Colour b);

}  // namespace choke
