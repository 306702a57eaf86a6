// Large rectangles of one colour, without a border: grounds and bands. Edges are on whole pixels, as in box.vert. Why nothing
// is flat is said in bar.vert.

layout(location = 0) in vec4 a_rect;  // left, top, width, height
layout(location = 2) in vec4 a_fill;

LINEAR out vec4 v_colour;

void main() {
    vec2 low = floor(px_from_scene(a_rect.xy) + 0.5);
    vec2 high = floor(px_from_scene(a_rect.xy + a_rect.zw) + 0.5);
    v_colour = premultiplied(a_fill, 1.0) * u_opacity;
    gl_Position = clip_from_px(mix(low, high, 0.5 + 0.5 * quad_corner(gl_VertexID)));
}
