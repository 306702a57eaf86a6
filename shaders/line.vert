// Straight lines. Exactly horizontal and vertical ones (grid, axes, lanes) are moved to whole pixels.

layout(location = 0) in vec4 a_line;   // from, to
layout(location = 1) in vec2 a_shape;  // width, line style
layout(location = 2) in vec4 a_colour;

out vec2 v_point;       // along the line, across it
flat out vec2 v_size;   // length, width
flat out int v_style;
flat out vec4 v_colour;

// One border of the line falls between two pixels; a hairline falls into one.
float snapped(float centre, float width) {
    float reach = 0.5 * max(width, 1.0);
    return floor(centre - reach + 0.5) + reach;
}

void main() {
    vec2 from = px_from_scene(a_line.xy);
    vec2 to = px_from_scene(a_line.zw);
    float width = a_shape.x * u_scale;
    v_style = int(a_shape.y);
    if (a_line.x == a_line.z) from.x = to.x = snapped(from.x, width);
    if (a_line.y == a_line.w) from.y = to.y = snapped(from.y, width);

    vec2 vector = to - from;
    float line_length = length(vector);
    vec2 direction = line_length > 0.0 ? vector / line_length : vec2(1.0, 0.0);
    vec2 normal = vec2(-direction.y, direction.x);
    vec2 corner = quad_corner(gl_VertexID);
    float reach = (v_style == kStyleDouble ? kDoubleLineOffset + 0.5 : 0.5) * width + 1.0;
    v_point = vec2(corner.x < 0.0 ? -1.0 : line_length + 1.0, corner.y * reach);
    v_size = vec2(line_length, width);
    v_colour = a_colour;
    gl_Position = clip_from_px(from + direction * v_point.x + normal * v_point.y);
}
