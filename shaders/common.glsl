// Put in front of every shader of this folder, after the version line. Geometry is in framebuffer pixels, y down, so
// that one pixel is 1.0 and every edge can be smoothed by its exact overlap with the pixel.

uniform vec2 u_framebuffer_px;  // size
uniform vec2 u_centre_px;       // of the scene, on the framebuffer
uniform float u_scale;          // framebuffer px per scene px
uniform float u_opacity;
uniform vec4 u_dash[6];         // of a line style: on, off, on, off; zeros: solid

const int kStyleDouble = 4;
const int kStyleStruck = 5;

vec2 px_from_scene(vec2 scene) { return u_centre_px + scene * u_scale; }

vec4 clip_from_px(vec2 px) {
    vec2 ndc = px / u_framebuffer_px * 2.0 - 1.0;
    return vec4(ndc.x, -ndc.y, 0.0, 1.0);
}

// The corner of a strip of two triangles: (-1,-1) (1,-1) (-1,1) (1,1).
vec2 quad_corner(int vertex) { return vec2((vertex & 1) == 0 ? -1.0 : 1.0, vertex < 2 ? -1.0 : 1.0); }

// How much of a pixel at x is between low and high.
float overlap(float x, float low, float high) {
    return clamp(min(x + 0.5, high) - max(x - 0.5, low), 0.0, 1.0);
}

// How much of a pixel is inside an edge at this signed distance, negative inside.
float inside(float distance) { return clamp(0.5 - distance, 0.0, 1.0); }

// How much of a pixel at this length along the pattern is covered by a dash. unit: of the numbers of the pattern.
float dash(int style, float along, float unit) {
    vec4 pattern = u_dash[style] * unit;
    float period = pattern.x + pattern.y + pattern.z + pattern.w;
    if (period <= 0.0) return 1.0;
    float x = mod(along, period);
    float second = pattern.x + pattern.y;
    float covered = overlap(x, 0.0, pattern.x) + overlap(x, period, period + pattern.x);
    // The last gap of the round before reaches over the start.
    if (pattern.z > 0.0) {
        covered += overlap(x, second, second + pattern.z) + overlap(x, second - period, second - period + pattern.z);
    }
    return min(covered, 1.0);
}

// Straight to premultiplied alpha, with coverage.
vec4 premultiplied(vec4 colour, float coverage) {
    float alpha = colour.a * coverage;
    return vec4(colour.rgb * alpha, alpha);
}

vec4 over(vec4 top, vec4 bottom) { return top + bottom * (1.0 - top.a); }
