// Rectangles and fades. Edges are moved to whole pixels, so that bars, cards and grid cells are crisp and neighbours
// meet without a seam; the outer edge of a stroke is what is moved when there is one.

layout(location = 0) in vec4 a_rect;   // left, top, width, height
layout(location = 1) in vec4 a_shape;  // corner radius, stroke width, alpha at the left, alpha at the right
layout(location = 2) in vec4 a_fill;
layout(location = 3) in vec4 a_stroke;
layout(location = 4) in vec3 a_style;  // line style, unit and offset of its dashes

out vec2 v_point;                // from the centre of the box
flat out vec4 v_size;            // half width, half height, radius, stroke width
flat out vec4 v_fill;
flat out vec4 v_stroke;
flat out vec2 v_alpha;
flat out int v_style;
flat out vec2 v_dash;            // unit, offset

// Thinner than a pixel stays where it is: rounded, it would vanish or double.
vec2 snapped(float low, float high, float outset) {
    if (high - low < 1.0) return vec2(low, high);
    return vec2(floor(low - outset + 0.5) + outset, floor(high + outset + 0.5) - outset);
}

void main() {
    float width = a_shape.y * u_scale;
    vec2 low = px_from_scene(a_rect.xy);
    vec2 high = px_from_scene(a_rect.xy + a_rect.zw);
    vec2 x = snapped(low.x, high.x, 0.5 * width);
    vec2 y = snapped(low.y, high.y, 0.5 * width);
    vec2 centre = 0.5 * vec2(x.x + x.y, y.x + y.y);
    vec2 half_size = 0.5 * vec2(x.y - x.x, y.y - y.x);

    v_point = quad_corner(gl_VertexID) * (half_size + 0.5 * width + 1.0);
    v_size = vec4(half_size, min(a_shape.x * u_scale, min(half_size.x, half_size.y)), width);
    v_fill = a_fill;
    v_stroke = a_stroke;
    v_alpha = a_shape.zw;
    v_style = int(a_style.x);
    v_dash = a_style.yz * u_scale;
    gl_Position = clip_from_px(centre + v_point);
}
