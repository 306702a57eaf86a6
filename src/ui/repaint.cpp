#include "ui/repaint.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace choke {
namespace {

constexpr float kFar = 1.0e6F;  // px; far vertices must not overflow an int

PixelRect both(const PixelRect& a, const PixelRect& b) {
    return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right), std::max(a.bottom, b.bottom)};
}

int framebuffer_px(float size, float scale) { return static_cast<int>(size * scale); }

// Adds a rectangle; those that it overlaps become one with it.
void add(std::vector<PixelRect>& rects, PixelRect rect) {
    if (rect.empty()) return;
    for (size_t i = 0; i < rects.size();) {
        if (!rects[i].overlaps(rect)) {
            ++i;
            continue;
        }
        rect = both(rect, rects[i]);
        rects.erase(rects.begin() + static_cast<ptrdiff_t>(i));
        i = 0;  // the larger one may overlap those before
    }
    rects.push_back(rect);
}

// Where a callback's data lie is no part of what it draws.
bool same_command(const ImDrawCmd& a, const ImDrawCmd& b) {
    return std::memcmp(&a.ClipRect, &b.ClipRect, sizeof a.ClipRect) == 0 && a.TexRef._TexData == b.TexRef._TexData &&
           a.TexRef._TexID == b.TexRef._TexID && a.VtxOffset == b.VtxOffset && a.IdxOffset == b.IdxOffset && a.ElemCount == b.ElemCount &&
           a.UserCallback == b.UserCallback && a.UserCallbackDataSize == b.UserCallbackDataSize &&
           a.UserCallbackDataOffset == b.UserCallbackDataOffset && (a.UserCallbackDataSize > 0 || a.UserCallbackData == b.UserCallbackData);
}

template <typename T>
bool same_bytes(const std::vector<T>& kept, const ImVector<T>& now) {
    return kept.size() == static_cast<size_t>(now.Size) && (now.Size == 0 || std::memcmp(kept.data(), now.Data, kept.size() * sizeof(T)) == 0);
}

bool textures_change(const ImDrawData& data) {
    if (data.Textures == nullptr) return false;
    return std::any_of(data.Textures->begin(), data.Textures->end(), [](const ImTextureData* texture) { return texture->Status != ImTextureStatus_OK; });
}

}  // namespace

PixelRect common_part(const PixelRect& a, const PixelRect& b) {
    return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right), std::min(a.bottom, b.bottom)};
}

// The sums of the backend, which cuts off fractions and counts rows from the bottom.
PixelRect clip_px(const ImDrawData& data, const ImVec4& clip) {
    const ImVec2 scale = data.FramebufferScale;
    const int height = framebuffer_px(data.DisplaySize.y, scale.y);
    const float x1 = (clip.x - data.DisplayPos.x) * scale.x;
    const float y1 = (clip.y - data.DisplayPos.y) * scale.y;
    const float x2 = (clip.z - data.DisplayPos.x) * scale.x;
    const float y2 = (clip.w - data.DisplayPos.y) * scale.y;
    if (x2 <= x1 || y2 <= y1) return {};
    const int left = static_cast<int>(x1);
    const int low = static_cast<int>(static_cast<float>(height) - y2);
    const PixelRect rect{left, height - low - static_cast<int>(y2 - y1), left + static_cast<int>(x2 - x1), height - low};
    return common_part(rect, {0, 0, framebuffer_px(data.DisplaySize.x, scale.x), height});
}

bool Repaint::same(const List& kept, const ImDrawList& list) {
    return same_bytes(kept.callbacks, list._CallbacksDataBuf) && same_bytes(kept.indices, list.IdxBuffer) && same_bytes(kept.vertices, list.VtxBuffer) &&
           std::equal(kept.commands.begin(), kept.commands.end(), list.CmdBuffer.begin(), list.CmdBuffer.end(), same_command);
}

void Repaint::keep(const ImDrawData& data, const ImDrawList& list, List& out) {
    out.commands.assign(list.CmdBuffer.begin(), list.CmdBuffer.end());
    out.vertices.assign(list.VtxBuffer.begin(), list.VtxBuffer.end());
    out.indices.assign(list.IdxBuffer.begin(), list.IdxBuffer.end());
    out.callbacks.assign(list._CallbacksDataBuf.begin(), list._CallbacksDataBuf.end());
    out.bounds = bounds_of(data, list);
}

// Clip rectangles are often much larger than what is drawn in them.
PixelRect Repaint::bounds_of(const ImDrawData& data, const ImDrawList& list) {
    PixelRect all;
    for (const ImDrawCmd& command : list.CmdBuffer) {
        if (command.UserCallback == ImDrawCallback_ResetRenderState) continue;
        PixelRect rect = clip_px(data, command.ClipRect);
        if (command.UserCallback == nullptr) {
            if (command.ElemCount == 0) continue;
            ImVec2 low{kFar, kFar};
            ImVec2 high{-kFar, -kFar};
            for (unsigned i = 0; i < command.ElemCount; ++i) {
                const ImDrawVert& vertex = list.VtxBuffer[static_cast<int>(command.VtxOffset + list.IdxBuffer[static_cast<int>(command.IdxOffset + i)])];
                const float x = (vertex.pos.x - data.DisplayPos.x) * data.FramebufferScale.x;
                const float y = (vertex.pos.y - data.DisplayPos.y) * data.FramebufferScale.y;
                low = {std::min(low.x, x), std::min(low.y, y)};
                high = {std::max(high.x, x), std::max(high.y, y)};
            }
            const auto px = [](float at) { return static_cast<int>(std::clamp(at, -kFar, kFar)); };
            rect = common_part(rect, {px(std::floor(low.x)), px(std::floor(low.y)), px(std::ceil(high.x)), px(std::ceil(high.y))});
        }
        if (rect.empty()) continue;
        all = all.empty() ? rect : both(all, rect);
    }
    return all;
}

void Repaint::clip(ImDrawData& data, const std::vector<PixelRect>& changed) const {
    const ImVec2 scale = data.FramebufferScale;
    ImVector<ImDrawList*> touched;
    ImVector<ImDrawCmd> commands;
    for (ImDrawList* list : data.CmdLists) {
        commands.resize(0);
        bool draws = false;
        for (const ImDrawCmd& command : list->CmdBuffer) {
            if (command.UserCallback == ImDrawCallback_ResetRenderState) {
                commands.push_back(command);
                continue;
            }
            if (command.UserCallback == nullptr && command.ElemCount == 0) continue;
            const PixelRect whole = clip_px(data, command.ClipRect);
            for (const PixelRect& rect : changed) {
                const PixelRect part = common_part(whole, rect);
                if (part.empty()) continue;
                commands.push_back(command);
                commands.back().ClipRect = {static_cast<float>(part.left) / scale.x + data.DisplayPos.x, static_cast<float>(part.top) / scale.y + data.DisplayPos.y,
                                            static_cast<float>(part.right) / scale.x + data.DisplayPos.x, static_cast<float>(part.bottom) / scale.y + data.DisplayPos.y};
                draws = true;
            }
        }
        if (!draws) continue;
        list->CmdBuffer.swap(commands);
        touched.push_back(list);
    }
    data.CmdLists.swap(touched);
    data.CmdListsCount = data.CmdLists.Size;
}

std::vector<PixelRect> Repaint::reduce(ImDrawData& data, bool keeps) {
    const ImVec2 scale = data.FramebufferScale;
    const PixelRect everything{0, 0, framebuffer_px(data.DisplaySize.x, scale.x), framebuffer_px(data.DisplaySize.y, scale.y)};
    // Where a screen unit is no whole number of pixels, places cannot be told to the backend to the pixel.
    const bool whole_pixels = scale.x == std::floor(scale.x) && scale.y == std::floor(scale.y);
    const bool whole = !keeps || !whole_pixels || textures_change(data) || size_.x != data.DisplaySize.x || size_.y != data.DisplaySize.y;
    size_ = data.DisplaySize;
    std::vector<PixelRect> changed;
    const auto count = static_cast<size_t>(data.CmdLists.Size);
    for (size_t i = count; i < lists_.size(); ++i) add(changed, lists_[i].bounds);
    lists_.resize(count);
    for (size_t i = 0; i < count; ++i) {
        const ImDrawList& list = *data.CmdLists[static_cast<int>(i)];
        List& kept = lists_[i];
        if (same(kept, list)) continue;
        add(changed, kept.bounds);
        keep(data, list, kept);
        add(changed, kept.bounds);
    }
    if (whole) return {everything};
    clip(data, changed);
    return changed;
}

}  // namespace choke
