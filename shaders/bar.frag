// Rectangles without corners and borders, fades, and lines that are level or upright.

LINEAR in vec4 v_place;
LINEAR in vec4 v_colour;

out vec4 o_colour;

void main() {
    o_colour = v_colour * (overlap(v_place.x, -v_place.z, v_place.z) * overlap(v_place.y, -v_place.w, v_place.w));
}
