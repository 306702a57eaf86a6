#include "scene/scene.h"

#include <array>
#include <cmath>

#include "base/assert.h"

namespace choke {
namespace {

// How many of the latest clips are looked at for an equal one: views push the same few again and again.
constexpr size_t kClipsToCompare = 16;

bool finite(Vec2 p) { return std::isfinite(p.x) && std::isfinite(p.y); }
bool finite(const Rect& r) {
    return std::isfinite(r.x) && std::isfinite(r.y) && std::isfinite(r.w) && std::isfinite(r.h);
}
bool finite(const Stroke& s) { return std::isfinite(s.width); }
bool finite(const RectMark& m) { return finite(m.rect) && std::isfinite(m.radius) && finite(m.stroke); }
bool finite(const FadeMark& m) {
    return finite(m.rect) && std::isfinite(m.left_alpha) && std::isfinite(m.right_alpha);
}
bool finite(const SymbolMark& m) { return finite(m.centre) && std::isfinite(m.size) && finite(m.stroke); }
bool finite(const LineMark& m) { return finite(m.from) && finite(m.to) && finite(m.stroke); }
bool finite(const CurveMark& m) {
    return finite(m.from) && finite(m.control_1) && finite(m.control_2) && finite(m.to) && finite(m.stroke);
}
bool finite(const TextMark& m) {
    return finite(m.baseline) && std::isfinite(m.style.size) && std::isfinite(m.width);
}

}  // namespace

void Scene::clear() {
    width_ = 0;
    height_ = 0;
    background_ = {255, 255, 255, 255};
    title_.clear();
    description_.clear();
    order_.clear();
    clips_.assign(1, Rect{});
    clip_stack_.assign(1, 0);
    rects_.clear();
    fades_.clear();
    symbols_.clear();
    lines_.clear();
    curves_.clear();
    texts_.clear();
    links_.clear();
    arena_.clear();
}

void Scene::set_size(double width_px, double height_px) {
    CHOKE_ASSERT(clips_.size() == 1);
    width_ = std::isfinite(width_px) ? std::max(0.0, width_px) : 0;
    height_ = std::isfinite(height_px) ? std::max(0.0, height_px) : 0;
    clips_[0] = {0, 0, width_, height_};
}

void Scene::add_link(const Rect& rect, std::string_view url) {
    if (finite(rect) && rect.w > 0 && rect.h > 0 && !url.empty()) links_.push_back({rect, std::string(url)});
}

void Scene::push_clip(const Rect& rect) {
    const Rect cut = finite(rect) ? intersection(clips_[clip_stack_.back()], rect) : Rect{};
    const size_t compared = std::min(clips_.size(), kClipsToCompare);
    for (size_t i = clips_.size(); i-- > clips_.size() - compared;) {
        if (clips_[i] == cut) {
            clip_stack_.push_back(static_cast<uint16_t>(i));
            return;
        }
    }
    CHOKE_ASSERT(clips_.size() <= std::numeric_limits<uint16_t>::max());
    clip_stack_.push_back(static_cast<uint16_t>(clips_.size()));
    clips_.push_back(cut);
}

void Scene::pop_clip() {
    CHOKE_ASSERT(clip_stack_.size() > 1);
    clip_stack_.pop_back();
}

void Scene::record(Layer layer, MarkKind kind, size_t index) {
    order_.push_back(
        {.layer = layer, .kind = kind, .clip = clip_stack_.back(), .index = static_cast<uint32_t>(index)});
}

void Scene::add(Layer layer, const RectMark& mark) {
    if (!finite(mark)) return;
    record(layer, MarkKind::Rect, rects_.size());
    rects_.push_back(mark);
}

void Scene::add(Layer layer, const FadeMark& mark) {
    if (!finite(mark)) return;
    record(layer, MarkKind::Fade, fades_.size());
    fades_.push_back(mark);
}

void Scene::add(Layer layer, const SymbolMark& mark) {
    if (!finite(mark)) return;
    record(layer, MarkKind::Symbol, symbols_.size());
    symbols_.push_back(mark);
}

void Scene::add(Layer layer, const LineMark& mark) {
    if (!finite(mark)) return;
    record(layer, MarkKind::Line, lines_.size());
    lines_.push_back(mark);
}

void Scene::add(Layer layer, const CurveMark& mark) {
    if (!finite(mark)) return;
    record(layer, MarkKind::Curve, curves_.size());
    curves_.push_back(mark);
}

void Scene::add_text(Layer layer, TextMark mark, std::string_view text) {
    if (!finite(mark) || text.empty()) return;
    CHOKE_ASSERT(arena_.size() + text.size() <= std::numeric_limits<uint32_t>::max());
    mark.offset = static_cast<uint32_t>(arena_.size());
    mark.size = static_cast<uint32_t>(text.size());
    arena_.append(text);
    record(layer, MarkKind::Text, texts_.size());
    texts_.push_back(mark);
}

// Counting sort: stable, one pass, and the second buffer is kept.
void Scene::finish() {
    CHOKE_ASSERT(clip_stack_.size() == 1);
    std::array<size_t, kLayerCount + 1> begin{};
    for (const OrderRecord& one : order_) ++begin[static_cast<size_t>(one.layer) + 1];
    for (size_t layer = 1; layer <= kLayerCount; ++layer) begin[layer] += begin[layer - 1];
    unsorted_.swap(order_);
    order_.resize(unsorted_.size());
    for (const OrderRecord& one : unsorted_) order_[begin[static_cast<size_t>(one.layer)]++] = one;
}

}  // namespace choke
