// Straight lines and curves: butt ends, dashes by length.

in vec2 v_point;
flat in vec2 v_size;
flat in int v_style;
flat in vec4 v_colour;

out vec4 o_colour;

void main() {
    float width = v_size.y;
    float reach = 0.5 * width;
    float covered;
    if (v_style == kStyleDouble) {
        covered = overlap(abs(v_point.y), kDoubleLineOffset * width - reach, kDoubleLineOffset * width + reach);
    } else {
        covered = overlap(v_point.y, -reach, reach) * dash(v_style, v_point.x, width);
    }
    covered *= overlap(v_point.x, 0.0, v_size.x);
    o_colour = premultiplied(v_colour, covered) * u_opacity;
}
