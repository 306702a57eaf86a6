// Rectangles without corners and borders, fades, and solid lines that are level or upright: bars, ticks, columns, grids.
// Edges are where box.vert and line.vert put them, and no pixel beyond a whole edge is touched. Nothing is passed on as
// flat: software renderers draw upright rectangles as such, and not as two triangles, only where all may be interpolated.

layout(location = 0) in vec4 a_rect;   // left, top, width, height
layout(location = 1) in vec4 a_shape;  // -, width of a line, alpha at the left, alpha at the right
layout(location = 2) in vec4 a_fill;
layout(location = 4) in vec3 a_style;  // 0: a box; 1: a level line, whose box has no height; 2: an upright one

LINEAR out vec4 v_place;  // from the centre of the box; half of its size
LINEAR out vec4 v_colour;

void main() {
    vec2 low = px_from_scene(a_rect.xy);
    vec2 high = px_from_scene(a_rect.xy + a_rect.zw);
    // Thinner than a pixel stays where it is, and covers parts of two.
    bvec2 parts = lessThan(high - low, vec2(1.0));
    if (a_style.x == 0.0) {
        low = mix(floor(low + 0.5), low, parts);
        high = mix(floor(high + 0.5), high, parts);
    } else {
        float width = a_shape.y * u_scale;
        float reach = 0.5 * max(width, 1.0);
        vec2 centre = floor(low - reach + 0.5) + reach;
        bvec2 across = bvec2(a_style.x == 2.0, a_style.x == 1.0);
        low = mix(low, centre - 0.5 * width, across);
        high = mix(high, centre + 0.5 * width, across);
        // Ends may be anywhere; a line of whole pixels covers no part of one across.
        bool whole = fract(width) == 0.0;
        parts = bvec2(!(across.x && whole), !(across.y && whole));
    }
    vec2 half_size = 0.5 * (high - low);
    vec2 corner = quad_corner(gl_VertexID) * (half_size + mix(vec2(0.0), vec2(1.0), parts));
    float along = 0.5 + 0.5 * corner.x / max(half_size.x, 0.001);
    v_place = vec4(corner, half_size);
    v_colour = premultiplied(a_fill, mix(a_shape.z, a_shape.w, along)) * u_opacity;
    gl_Position = clip_from_px(0.5 * (low + high) + corner);
}
