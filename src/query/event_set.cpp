#include <type_traits>

#include <roaring/roaring.hh>

#include "query/selection.h"

namespace choke {

static_assert(std::is_same_v<std::underlying_type_t<EventId>, uint32_t>, "event ids are handed to CRoaring as they are");

struct EventSet::Bits {
    Roaring set;
};

EventSet::EventSet() = default;
EventSet::~EventSet() = default;
EventSet::EventSet(EventSet&&) noexcept = default;
EventSet& EventSet::operator=(EventSet&&) noexcept = default;

EventSet::EventSet(const EventSet& other) : bits_(other.bits_ ? std::make_unique<Bits>(*other.bits_) : nullptr) {}

EventSet& EventSet::operator=(const EventSet& other) {
    if (this != &other) bits_ = other.bits_ ? std::make_unique<Bits>(*other.bits_) : nullptr;
    return *this;
}

EventSet::Bits& EventSet::bits() {
    if (!bits_) bits_ = std::make_unique<Bits>();
    return *bits_;
}

EventSet EventSet::all(size_t event_count) {
    EventSet out;
    out.bits().set.addRange(0, event_count);
    return out;
}

EventSet EventSet::of(std::span<const EventId> events) {
    EventSet out;
    if (!events.empty()) out.bits().set.addMany(events.size(), reinterpret_cast<const uint32_t*>(events.data()));
    return out;
}

void EventSet::add(EventId event) { bits().set.add(static_cast<uint32_t>(event)); }

bool EventSet::contains(EventId event) const { return bits_ && bits_->set.contains(static_cast<uint32_t>(event)); }

bool EventSet::empty() const { return !bits_ || bits_->set.isEmpty(); }

size_t EventSet::size() const { return bits_ ? bits_->set.cardinality() : 0; }

void EventSet::to_vector(std::vector<EventId>& out) const {
    out.resize(size());
    if (!out.empty()) bits_->set.toUint32Array(reinterpret_cast<uint32_t*>(out.data()));
}

std::vector<EventId> EventSet::to_vector() const {
    std::vector<EventId> out;
    to_vector(out);
    return out;
}

void EventSet::intersect(const EventSet& other) {
    if (!bits_) return;
    if (!other.bits_) {
        bits_.reset();
    } else {
        bits_->set &= other.bits_->set;
    }
}

void EventSet::unite(const EventSet& other) {
    if (other.bits_) bits().set |= other.bits_->set;
}

void EventSet::subtract(const EventSet& other) {
    if (bits_ && other.bits_) bits_->set -= other.bits_->set;
}

size_t EventSet::intersection_size(const EventSet& other) const {
    return bits_ && other.bits_ ? bits_->set.and_cardinality(other.bits_->set) : 0;
}

bool operator==(const EventSet& a, const EventSet& b) {
    if (a.empty() || b.empty()) return a.empty() && b.empty();
    return a.bits_->set == b.bits_->set;
}

}  // namespace choke
