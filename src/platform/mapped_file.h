// A file in memory without reading it: pages come when they are touched. For fonts, of which a few letters are needed.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace choke {

class MappedFile {
public:
    // Null when the file cannot be opened or is empty.
    [[nodiscard]] static std::unique_ptr<MappedFile> open(const std::string& path);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    // Writable so that C interfaces take it; writes stay private to this process.
    [[nodiscard]] void* data() const { return data_; }
    [[nodiscard]] size_t size_bytes() const { return size_bytes_; }

private:
    MappedFile(void* data, size_t size_bytes) : data_(data), size_bytes_(size_bytes) {}
    void* data_;
    size_t size_bytes_;
};

}  // namespace choke
