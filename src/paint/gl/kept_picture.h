// The picture of the window in a frame buffer of its own, which keeps its colours from one picture to the next: what a
// window shows is lost when it is swapped. A GL context must be current for every call, the destructor included.
#pragma once

#include <cstdint>
#include <vector>

namespace choke {

class KeptPicture {
public:
    KeptPicture() = default;
    ~KeptPicture();
    KeptPicture(const KeptPicture&) = delete;
    KeptPicture& operator=(const KeptPicture&) = delete;

    // Everything is drawn into it until show(). False: it is new or has another size, and its colours mean nothing yet.
    // Where the driver gives no such frame buffer the window itself is drawn into, and it is always false.
    [[nodiscard]] bool begin(int width_px, int height_px);
    // Copies it into the window's back buffer, which is drawn into from then on.
    void show();
    // RGBA rows from the top; empty before the first picture.
    [[nodiscard]] std::vector<uint8_t> pixels() const;

private:
    void release();
    uint32_t frame_buffer_ = 0;  // 0: none, or not to be had
    uint32_t colours_ = 0;
    int width_px_ = 0;
    int height_px_ = 0;
};

}  // namespace choke
