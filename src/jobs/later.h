// A value that is being made on a thread of its own while others go on, for whoever can do without it for a while, or
// will wait.
#pragma once

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <stop_token>
#include <system_error>
#include <thread>
#include <utility>

namespace choke {

// The calling thread gives way to others that want a processor: to those that draw, above all. Nothing happens where the
// system does not know such threads.
void give_way();

template <typename T>
class Later {
public:
    // make gets what it needs by value or as shared_ptr<const …>, as a job does. Once stop is requested nobody wants the
    // value any more, and whatever comes back will do. Where the system has no thread left, it is made here and now.
    explicit Later(std::function<T(const std::stop_token& stop)> make) : make_(std::make_shared<Task>(std::move(make))) {
        value_ = make_->get_future().share();
        try {
            thread_ = std::jthread([task = make_](const std::stop_token& stop) {
                give_way();
                (*task)(stop);
            });
        } catch (const std::system_error&) {
            (*make_)(std::stop_token());
        }
    }

    // Made already, without a thread.
    [[nodiscard]] static Later now(T value) { return Later(std::move(value), Made{}); }

    [[nodiscard]] bool ready() const { return value_.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }
    // Waits for it. What make() threw is thrown here.
    [[nodiscard]] const T& value() const { return value_.get(); }

private:
    using Task = std::packaged_task<T(const std::stop_token& stop)>;
    struct Made {};
    Later(T value, Made) {
        std::promise<T> promise;
        value_ = promise.get_future().share();
        promise.set_value(std::move(value));
    }

    std::shared_ptr<Task> make_;
    std::shared_future<T> value_;
    std::jthread thread_;  // last: it is asked to stop, and waited for, before the rest goes
};

}  // namespace choke
