// The sheet has finished colours, premultiplied. Nothing else is done here: software renderers then copy whole rows.

in vec2 v_place;

uniform sampler2D u_sheet;

out vec4 o_colour;

void main() { o_colour = texture(u_sheet, v_place); }
