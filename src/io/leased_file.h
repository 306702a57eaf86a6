// The bytes of a large file where they are: mapped, not copied. Copying takes 40 % of what loading a large file costs, most
// of it for memory that has to be cleared before it is written to.
//
// A file that shrinks while it is mapped would end the program. So it is only mapped under a lease, with which the system
// lets whoever wants to write to the file wait until the lease is given back (45 s at most, unless the system is set up
// otherwise), and when all of it could be read. Linux only.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace choke {

class LeasedFile {
public:
    // Nothing: the system, the kind of disk or the owner of the file does not allow it, someone is writing to the file, or
    // the disk reports an error. The file then has to be read in the usual way.
    [[nodiscard]] static std::optional<LeasedFile> open(const std::string& name);
    ~LeasedFile();
    LeasedFile(LeasedFile&& other) noexcept
        : file_(std::exchange(other.file_, -1)), data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
    LeasedFile& operator=(LeasedFile&& other) noexcept {
        std::swap(file_, other.file_);
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
        return *this;
    }

    [[nodiscard]] std::string_view bytes() const { return {static_cast<const char*>(data_), size_}; }

private:
    LeasedFile(int file, void* data, size_t size) : file_(file), data_(data), size_(size) {}
    int file_ = -1;
    void* data_ = nullptr;
    size_t size_ = 0;
};

}  // namespace choke
