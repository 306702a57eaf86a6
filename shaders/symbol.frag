// Symbols. How far the outline is comes from a map of distances, where dashes lie from the edges themselves; both are
// made of symbol_outline(), so that the window shows the shapes that figures print.
//
// Software renderers run both sides of an if, but leave a loop as soon as no pixel of a block has rounds left. That is
// why what only some symbols need stands in loops here: it makes the others several times as fast.

in vec2 v_point;
flat in vec4 v_size;
flat in ivec4 v_kind;
flat in vec4 v_fill;
flat in vec4 v_stroke;

uniform sampler2D u_distance;     // a row of square cells, one a shape: signed distance in sides of the box
uniform vec4 u_edge[kEdgeCount];  // begin and vector to the end, in sides of the box

out vec4 o_colour;

float distance_to(vec2 point, vec4 edge) {
    vec2 from_begin = point - edge.xy;
    return length(from_begin - edge.zw * clamp(dot(from_begin, edge.zw) / dot(edge.zw, edge.zw), 0.0, 1.0));
}

// Signed distance to the outline of a symbol of this size, negative inside.
float outline_distance(float size) {
    vec2 point = v_point / size;
    vec2 mapped = clamp(point, -kMapReach, kMapReach);
    vec2 place = vec2((float(v_kind.x) + 0.5 + mapped.x * kMapScale) / float(kShapeCount), 0.5 + mapped.y * kMapScale);
    return (textureLod(u_distance, place, 0.0).r + distance(point, mapped)) * size;
}

// Every edge is a stroke of its own, so that a dash that turns a corner is whole.
float dashed_polygon(float size, float width, int style, int edge_count) {
    float reach = 0.5 * width;
    float covered = 0.0;
    float begin = 0.0;
    for (int i = 0; i < edge_count; ++i) {
        vec4 edge = u_edge[v_kind.z + i] * size;
        float edge_length = length(edge.zw);
        vec2 from_begin = v_point - edge.xy;
        float along = clamp(dot(from_begin, edge.zw) / edge_length, 0.0, edge_length);
        float off = length(from_begin - edge.zw * (along / edge_length));
        covered = max(covered, overlap(off, -reach, reach) * dash(style, begin + along + v_size.w, v_size.z));
        begin += edge_length;
    }
    return covered;
}

float dashed_circle(float size, int style) {
    float turn = atan(v_point.y, v_point.x);
    if (turn < 0.0) turn += 6.2831853;
    return dash(style, turn * kCircleRadius * size + v_size.w, v_size.z);
}

void main() {
    float size = v_size.x;
    float width = v_size.y;
    float reach = 0.5 * width;
    int style = v_kind.y;
    float outline = outline_distance(size);
    float covered = width > 0.0 ? overlap(outline, -reach, reach) : 0.0;

    bool dashed = u_dash[style].x > 0.0 && covered > 0.0;
    bool circle = v_kind.w == 0;
    for (int round = dashed && circle ? 0 : 1; round < 1; ++round) covered *= dashed_circle(size, style);
    for (int round = dashed && !circle ? 0 : 1; round < 1; ++round) {
        covered = dashed_polygon(size, width, style, v_kind.w);
    }
    for (int round = style == kStyleDouble && width > 0.0 ? 0 : 1; round < 1; ++round) {
        covered = max(covered, overlap(outline_distance(size * kDoubleInnerScale), -reach, reach));
    }
    for (int round = style == kStyleStruck && width > 0.0 ? 0 : 1; round < 1; ++round) {
        vec4 strike = kStruckReach * size * vec4(-1.0, 1.0, 2.0, -2.0);
        covered = max(covered, overlap(distance_to(v_point, strike), -reach, reach));
    }
    o_colour = over(premultiplied(v_stroke, covered), premultiplied(v_fill, inside(outline))) * u_opacity;
}
