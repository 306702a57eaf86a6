// Rectangles without corners and borders, and fades.

noperspective in vec4 v_place;
noperspective in vec4 v_colour;

out vec4 o_colour;

void main() {
    o_colour = v_colour * (overlap(v_place.x, -v_place.z, v_place.z) * overlap(v_place.y, -v_place.w, v_place.w));
}
