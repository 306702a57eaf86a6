// Pieces of the sheet of labels, one texel a framebuffer pixel.

layout(location = 0) in vec2 a_px;
layout(location = 1) in vec2 a_place;  // 0..1 of the sheet

out vec2 v_place;

void main() {
    v_place = a_place;
    gl_Position = clip_from_px(a_px);
}
