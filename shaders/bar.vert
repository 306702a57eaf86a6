// Rectangles without corners and borders, and fades: bars, ticks, columns. Edges are on whole pixels, as in box.vert, and
// no pixel beyond them is touched. Nothing is passed on as flat: software renderers draw upright rectangles as such, and not
// as two triangles, only where everything may be interpolated.

layout(location = 0) in vec4 a_rect;   // left, top, width, height
layout(location = 1) in vec4 a_shape;  // -, -, alpha at the left, alpha at the right
layout(location = 2) in vec4 a_fill;

noperspective out vec4 v_place;  // from the centre of the box; half of its size
noperspective out vec4 v_colour;

void main() {
    vec2 low = px_from_scene(a_rect.xy);
    vec2 high = px_from_scene(a_rect.xy + a_rect.zw);
    // Thinner than a pixel stays where it is, and covers parts of two.
    bvec2 thin = lessThan(high - low, vec2(1.0));
    low = mix(floor(low + 0.5), low, thin);
    high = mix(floor(high + 0.5), high, thin);
    vec2 half_size = 0.5 * (high - low);
    vec2 corner = quad_corner(gl_VertexID) * (half_size + mix(vec2(0.0), vec2(1.0), thin));
    float along = 0.5 + 0.5 * corner.x / max(half_size.x, 0.001);
    v_place = vec4(corner, half_size);
    v_colour = premultiplied(a_fill, mix(a_shape.z, a_shape.w, along)) * u_opacity;
    gl_Position = clip_from_px(0.5 * (low + high) + corner);
}
