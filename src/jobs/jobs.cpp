#include "jobs/jobs.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

namespace choke {
namespace {

using Clock = std::chrono::steady_clock;
constexpr Clock::duration kWakeInterval = std::chrono::milliseconds(100);

enum class JobState : uint8_t { Waiting, Running };

struct Job {
    JobProgress progress;
    JobPool::Work work;
    std::stop_source stop;
    JobState state = JobState::Waiting;
};

}  // namespace

void JobContext::progress(std::string_view name, uint64_t done, uint64_t total) {
    report_(name, done, total);
}

struct JobPool::Impl {
    std::function<void()> wake;

    mutable std::mutex mutex;  // guards what follows, down to the workers
    std::condition_variable_any arrived;
    // At most one a tag, in the order of submission. A replaced job is no longer here; its worker still holds
    // it.
    std::vector<std::shared_ptr<Job>> jobs;
    std::vector<JobResult> results;
    Clock::time_point last_wake{};

    std::vector<std::jthread> workers;  // last: they stop before what they use is gone

    void drop(std::string_view tag);
    std::shared_ptr<Job> next(const std::stop_token& stop);
    void report(Job& job, std::string_view name, uint64_t done, uint64_t total);
    void finish(const std::shared_ptr<Job>& job, std::any value, std::string error);
    void run(const std::stop_token& stop);
};

// With the lock held.
void JobPool::Impl::drop(std::string_view tag) {
    for (const std::shared_ptr<Job>& job : jobs) {
        if (job->progress.tag == tag) job->stop.request_stop();
    }
    std::erase_if(jobs, [tag](const std::shared_ptr<Job>& job) { return job->progress.tag == tag; });
    std::erase_if(results, [tag](const JobResult& result) { return result.tag == tag; });
}

std::shared_ptr<Job> JobPool::Impl::next(const std::stop_token& stop) {
    const auto waiting = [this] {
        return std::ranges::find(jobs, JobState::Waiting, [](const auto& job) { return job->state; });
    };
    std::unique_lock lock(mutex);
    if (!arrived.wait(lock, stop, [&] { return waiting() != jobs.end(); }) || stop.stop_requested())
        return nullptr;
    const std::shared_ptr<Job> job = *waiting();
    job->state = JobState::Running;
    return job;
}

void JobPool::Impl::report(Job& job, std::string_view name, uint64_t done, uint64_t total) {
    {
        const std::scoped_lock lock(mutex);
        job.progress.name = name;
        job.progress.done = done;
        job.progress.total = total;
        const Clock::time_point now = Clock::now();
        if (job.stop.stop_requested() || now - last_wake < kWakeInterval) return;
        last_wake = now;
    }
    if (wake) wake();
}

void JobPool::Impl::finish(const std::shared_ptr<Job>& job, std::any value, std::string error) {
    {
        const std::scoped_lock lock(mutex);
        // Gone from the list: it was replaced or cancelled while it ran.
        if (std::erase(jobs, job) == 0) return;
        results.push_back({job->progress.tag, job->progress.revision, std::move(value), std::move(error)});
    }
    if (wake) wake();
}

void JobPool::Impl::run(const std::stop_token& stop) {
    while (const std::shared_ptr<Job> job = next(stop)) {
        JobContext context(job->stop.get_token(),
                           [this, &job](std::string_view name, uint64_t done, uint64_t total) {
                               report(*job, name, done, total);
                           });
        // An exception here is one that nobody meant to throw, such as no memory left: it ends the job and
        // not the program, and is shown like any other failure.
        std::any value;
        std::string error;
        try {
            value = job->work(context);
        } catch (const std::exception& e) {
            error = e.what();
        } catch (...) {
            error = "unknown exception";
        }
        // What the job holds is released here rather than on the main thread.
        job->work = nullptr;
        finish(job, std::move(value), std::move(error));
    }
}

JobPool::JobPool(std::function<void()> wake, size_t worker_count) : impl_(std::make_unique<Impl>()) {
    impl_->wake = std::move(wake);
    const size_t cores = std::thread::hardware_concurrency();
    const size_t count = worker_count > 0 ? worker_count : std::max<size_t>(1, cores > 0 ? cores - 1 : 0);
    impl_->workers.reserve(count);
    for (size_t i = 0; i < count; ++i) {
        impl_->workers.emplace_back([impl = impl_.get()](const std::stop_token& stop) { impl->run(stop); });
    }
}

JobPool::~JobPool() {
    {
        const std::scoped_lock lock(impl_->mutex);
        for (const std::shared_ptr<Job>& job : impl_->jobs) job->stop.request_stop();
        impl_->jobs.clear();
    }
    for (std::jthread& worker : impl_->workers) worker.request_stop();
}

void JobPool::submit(std::string tag, uint64_t revision, Work work) {
    auto job = std::make_shared<Job>();
    job->progress.tag = std::move(tag);
    job->progress.revision = revision;
    job->work = std::move(work);
    {
        const std::scoped_lock lock(impl_->mutex);
        impl_->drop(job->progress.tag);
        impl_->jobs.push_back(std::move(job));
    }
    impl_->arrived.notify_one();
}

void JobPool::cancel(std::string_view tag) {
    const std::scoped_lock lock(impl_->mutex);
    impl_->drop(tag);
}

std::vector<JobResult> JobPool::poll() {
    const std::scoped_lock lock(impl_->mutex);
    return std::exchange(impl_->results, {});
}

std::vector<JobProgress> JobPool::progress() const {
    const std::scoped_lock lock(impl_->mutex);
    std::vector<JobProgress> out;
    out.reserve(impl_->jobs.size());
    for (const std::shared_ptr<Job>& job : impl_->jobs) out.push_back(job->progress);
    return out;
}

bool JobPool::idle() const {
    const std::scoped_lock lock(impl_->mutex);
    return impl_->jobs.empty() && impl_->results.empty();
}

size_t JobPool::worker_count() const { return impl_->workers.size(); }

}  // namespace choke
