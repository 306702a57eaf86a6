// Cubic Bezier curves: a strip of u_segments pieces along the curve.

layout(location = 0) in vec4 a_begin;  // from, first control point
layout(location = 1) in vec4 a_end;    // second control point, to
layout(location = 2) in vec2 a_shape;  // width, line style
layout(location = 3) in vec4 a_colour;

uniform int u_segments;

out vec2 v_point;       // along the curve, across it
flat out vec2 v_size;   // length, width
flat out int v_style;
flat out vec4 v_colour;

vec2 point_at(float t) {
    float s = 1.0 - t;
    return s * s * s * a_begin.xy + 3.0 * s * s * t * a_begin.zw + 3.0 * s * t * t * a_end.xy + t * t * t * a_end.zw;
}

vec2 tangent_at(float t) {
    float s = 1.0 - t;
    return s * s * (a_begin.zw - a_begin.xy) + 2.0 * s * t * (a_end.xy - a_begin.zw) + t * t * (a_end.zw - a_end.xy);
}

void main() {
    int piece = gl_VertexID / 2;
    float t = float(piece) / float(u_segments);
    float width = a_shape.x * u_scale;
    v_style = int(a_shape.y);

    // Lengths of the chords before this point, and of all.
    float along = 0.0;
    float curve_length = 0.0;
    vec2 last = a_begin.xy;
    for (int i = 1; i <= u_segments; ++i) {
        vec2 next = point_at(float(i) / float(u_segments));
        curve_length += distance(last, next) * u_scale;
        if (i == piece) along = curve_length;
        last = next;
    }

    vec2 tangent = tangent_at(t);
    // A control point on an end of the curve leaves no tangent there.
    if (dot(tangent, tangent) < 1e-6) tangent = tangent_at(clamp(t, 0.02, 0.98));
    vec2 direction = dot(tangent, tangent) > 0.0 ? normalize(tangent) : vec2(1.0, 0.0);
    vec2 normal = vec2(-direction.y, direction.x);
    // Room for the smoothing of the ends.
    float beyond = piece == 0 ? -1.0 : piece == u_segments ? 1.0 : 0.0;
    float reach = (v_style == kStyleDouble ? kDoubleLineOffset + 0.5 : 0.5) * width + 1.0;
    v_point = vec2(along + beyond, (gl_VertexID & 1) == 0 ? -reach : reach);
    v_size = vec2(curve_length, width);
    v_colour = a_colour;
    gl_Position = clip_from_px(px_from_scene(point_at(t)) + direction * beyond + normal * v_point.y);
}
