// Shared: a value that is copied when it is changed, not when it is handed on. For what is large and changes seldom in
// values that are copied often: undo keeps hundreds of documents, and every gesture compares two.
#pragma once

#include <memory>

namespace choke {

template <typename T>
class Shared {
public:
    [[nodiscard]] const T& operator*() const { return value_ ? *value_ : empty(); }
    [[nodiscard]] const T* operator->() const { return &**this; }
    // One's own copy, to be changed. Not to be kept: a copy of this Shared would see what is done to it.
    [[nodiscard]] T& edit() {
        if (!value_) {
            value_ = std::make_shared<T>();
        } else if (value_.use_count() > 1) {
            value_ = std::make_shared<T>(*value_);
        }
        return *value_;
    }
    friend bool operator==(const Shared& a, const Shared& b) { return a.value_ == b.value_ || *a == *b; }

private:
    static const T& empty() {
        static const T kEmpty{};
        return kEmpty;
    }
    std::shared_ptr<T> value_;  // null: a fresh T
};

}  // namespace choke
