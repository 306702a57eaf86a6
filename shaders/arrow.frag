in vec2 v_point;
flat in vec4 v_front;  // tip, base
flat in vec4 v_back;   // left, right
flat in vec4 v_colour;

out vec4 o_colour;

// Distance to the line from a to b; the sign is that of the side on which the pixel is.
float side(vec2 a, vec2 b) {
    vec2 along = normalize(b - a);
    return dot(v_point - a, vec2(-along.y, along.x));
}

void main() {
    vec2 tip = v_front.xy;
    vec2 base = v_front.zw;
    vec2 left = v_back.xy;
    vec2 right = v_back.zw;
    // Outside is positive: beyond either flank, or behind both halves of the notched back.
    float flanks = max(side(tip, left), side(right, tip));
    float back = min(side(left, base), side(base, right));
    o_colour = premultiplied(v_colour, inside(max(flanks, back))) * u_opacity;
}
