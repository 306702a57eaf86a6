// Symbols: a quad each, cut out by the fragment shader.

layout(location = 0) in vec2 a_centre;
layout(location = 1) in vec4 a_size;   // side of the box, stroke width, unit and offset of its dashes
layout(location = 2) in uvec4 a_kind;  // shape, line style
layout(location = 3) in vec4 a_fill;
layout(location = 4) in vec4 a_stroke;

uniform vec4 u_shape[kShapeCount];  // first edge, edge count, reach from the centre in sides of the box

out vec2 v_point;       // from the centre
flat out vec4 v_size;   // side of the box, stroke width, dash unit, dash offset
flat out ivec4 v_kind;  // shape, line style, first edge, edge count
flat out vec4 v_fill;
flat out vec4 v_stroke;

void main() {
    vec4 shape = u_shape[int(a_kind.x)];
    v_size = a_size * u_scale;
    v_kind = ivec4(int(a_kind.x), int(a_kind.y), int(shape.x), int(shape.y));
    float reach = v_kind.y == kStyleStruck ? kStruckReach : shape.z;
    v_point = quad_corner(gl_VertexID) * (reach * v_size.x + 0.5 * v_size.y + 1.0);
    v_fill = a_fill;
    v_stroke = a_stroke;
    gl_Position = clip_from_px(px_from_scene(a_centre) + v_point);
}
