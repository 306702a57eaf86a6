// Rectangles with rounded corners, and fades.

in vec2 v_point;
flat in vec4 v_size;
flat in vec4 v_fill;
flat in vec4 v_stroke;
flat in vec2 v_alpha;
flat in int v_style;
flat in vec2 v_dash;

out vec4 o_colour;

float box(vec2 half_size, float radius) {
    if (half_size.x <= 0.0 || half_size.y <= 0.0) return 0.0;
    float square =
        overlap(v_point.x, -half_size.x, half_size.x) * overlap(v_point.y, -half_size.y, half_size.y);
    vec2 corner = abs(v_point) - half_size + radius;
    if (radius <= 0.0 || corner.x <= 0.0 || corner.y <= 0.0) return square;
    return inside(length(corner) - radius);
}

float ring(vec2 half_size, float radius, float width) {
    float reach = 0.5 * width;
    return max(0.0, box(half_size + reach, radius > 0.0 ? radius + reach : 0.0) -
                        box(half_size - reach, max(radius - reach, 0.0)));
}

// Length of the border from the left end of its top side, clockwise, to the place nearest to the pixel.
float border_position(vec2 half_size, float radius) {
    vec2 straight = half_size - radius;
    float quarter = 1.5707963 * radius;
    float top = 2.0 * straight.x;
    float side = 2.0 * straight.y;
    vec2 beyond = abs(v_point) - straight;
    if (beyond.x > 0.0 && beyond.y > 0.0) {
        // A corner: its angle, clockwise from where the corner begins.
        float angle = atan(beyond.y, beyond.x);
        bool right = v_point.x > 0.0;
        bool down = v_point.y > 0.0;
        if (right && !down) return top + quarter - radius * angle;
        if (right) return top + quarter + side + radius * angle;
        if (down) return 2.0 * top + 2.0 * quarter + side + quarter - radius * angle;
        return 2.0 * top + 3.0 * quarter + 2.0 * side + radius * angle;
    }
    vec2 depth = half_size - abs(v_point);
    vec2 along = clamp(v_point, -straight, straight);
    if (depth.x < depth.y) {
        return v_point.x > 0.0 ? top + quarter + along.y + straight.y
                               : 2.0 * top + 3.0 * quarter + side + straight.y - along.y;
    }
    return v_point.y < 0.0 ? along.x + straight.x : top + 2.0 * quarter + side + straight.x - along.x;
}

void main() {
    vec2 half_size = v_size.xy;
    float radius = v_size.z;
    float width = v_size.w;
    vec4 fill = v_fill;
    fill.a *= mix(v_alpha.x, v_alpha.y, clamp(0.5 + 0.5 * v_point.x / max(half_size.x, 0.001), 0.0, 1.0));
    vec4 colour = premultiplied(fill, box(half_size, radius));

    if (width > 0.0) {
        float covered = ring(half_size, radius, width);
        if (v_style == kStyleDouble) {
            float inset = kDoubleRectInset * width;
            covered = max(covered, ring(half_size - inset, max(radius - inset, 0.0), width));
        } else if (v_style == kStyleStruck) {
            vec2 up = normalize(vec2(half_size.x, -half_size.y));
            float strike = overlap(dot(v_point, vec2(up.y, -up.x)), -0.5 * width, 0.5 * width);
            covered = max(covered, strike * box(half_size, radius));
        } else if (covered > 0.0) {
            covered *= dash(v_style, border_position(half_size, radius) + v_dash.y, v_dash.x);
        }
        colour = over(premultiplied(v_stroke, covered), colour);
    }
    o_colour = colour * u_opacity;
}
