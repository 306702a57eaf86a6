// The clock, and the person's browser.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <ctime>
#include <string>

#include <fmt/format.h>

#include "platform/window.h"

namespace choke {
namespace {

// A URL that is safe as an argument of a program: it cannot be taken for an option or another kind of
// address.
bool openable(const std::string& url) {
    const bool web = url.starts_with("https://") || url.starts_with("http://");
    const bool plain = std::ranges::all_of(url, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte > 0x20 && byte != 0x7f;
    });
    constexpr size_t kLongest = 8192;
    return web && plain && url.size() > std::string_view("https://").size() && url.size() <= kLongest;
}

// In the second child: only calls that are safe after fork() in a program with threads.
[[noreturn]] void become(const char* program, char* const* arguments, int failure_pipe) {
    setsid();
    const int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (null >= 0) {
        dup2(null, STDIN_FILENO);
        dup2(null, STDOUT_FILENO);
        dup2(null, STDERR_FILENO);
    }
    execvp(program, arguments);
    const char failed = 1;
    [[maybe_unused]] const ssize_t written = write(failure_pipe, &failed, 1);
    _exit(127);
}

pid_t wait_for(pid_t child) {
    pid_t reaped = -1;
    do {
        reaped = waitpid(child, nullptr, 0);
    } while (reaped < 0 && errno == EINTR);
    return reaped;
}

}  // namespace

double monotonic_s() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::string today_iso() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    return fmt::format("{:04}-{:02}-{:02}", local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

std::string local_time() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    return fmt::format("{:02}:{:02}:{:02}", local.tm_hour, local.tm_min, local.tm_sec);
}

double to_next_second_s() {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    return 1 - static_cast<double>(now.tv_nsec) * 1e-9;
}

// The browser is a grandchild: its parent ends at once and is reaped here, so that nothing of it is left to
// us.
bool open_url(const std::string& url) {
    if (!openable(url)) return false;
    std::string program = "xdg-open";
    std::string address = url;
    const std::array<char*, 3> arguments{program.data(), address.data(), nullptr};

    // Closed by a successful exec; a byte in it means that there is no such program.
    std::array<int, 2> failure{};
    if (pipe2(failure.data(), O_CLOEXEC) != 0) return false;
    const pid_t child = fork();
    if (child == 0) {
        const pid_t grandchild = fork();
        if (grandchild == 0) become(program.c_str(), arguments.data(), failure[1]);
        if (grandchild < 0) {
            const char failed = 1;
            [[maybe_unused]] const ssize_t written = write(failure[1], &failed, 1);
        }
        _exit(0);
    }
    close(failure[1]);
    bool opened = false;
    if (child > 0) {
        wait_for(child);
        char byte = 0;
        ssize_t got = -1;
        do {
            got = read(failure[0], &byte, 1);
        } while (got < 0 && errno == EINTR);
        opened = got == 0;
    }
    close(failure[0]);
    return opened;
}

}  // namespace choke
