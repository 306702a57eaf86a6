// Arrow heads: triangles with a notched back, inside a quad that bounds them.

layout(location = 0) in vec4 a_front;  // tip, base (the bottom of the notch)
layout(location = 1) in vec4 a_back;   // left, right
layout(location = 2) in vec4 a_colour;

out vec2 v_point;
flat out vec4 v_front;
flat out vec4 v_back;
flat out vec4 v_colour;

void main() {
    v_front = vec4(px_from_scene(a_front.xy), px_from_scene(a_front.zw));
    v_back = vec4(px_from_scene(a_back.xy), px_from_scene(a_back.zw));
    vec2 low = min(v_front.xy, min(v_back.xy, v_back.zw)) - 1.0;
    vec2 high = max(v_front.xy, max(v_back.xy, v_back.zw)) + 1.0;
    v_point = mix(low, high, 0.5 + 0.5 * quad_corner(gl_VertexID));
    v_colour = a_colour;
    gl_Position = clip_from_px(v_point);
}
