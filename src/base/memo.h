// Memo: one cached value and the key it was computed from. A derived value is never invalidated by hand: its key is a
// plain comparable struct of everything that it depends on, and an unequal key computes it again.
#pragma once

#include <optional>
#include <utility>

namespace choke {

template <typename Key, typename Value>
class Memo {
public:
    // compute(key) -> Value is called only when the key differs from the last one.
    template <typename Compute>
    const Value& get(const Key& key, Compute&& compute) {
        if (!key_ || !(*key_ == key)) {
            value_ = std::forward<Compute>(compute)(key);
            key_ = key;
            ++build_count_;
        }
        return value_;
    }

    // compute(key, value&) refills the old value in place, so that warm buffers keep their capacity.
    template <typename Refill>
    const Value& refill(const Key& key, Refill&& refill) {
        if (!key_ || !(*key_ == key)) {
            std::forward<Refill>(refill)(key, value_);
            key_ = key;
            ++build_count_;
        }
        return value_;
    }

    [[nodiscard]] const Value& value() const { return value_; }
    [[nodiscard]] size_t build_count() const { return build_count_; }  // how often it was computed; for tests

private:
    std::optional<Key> key_;
    Value value_{};
    size_t build_count_ = 0;
};

}  // namespace choke
