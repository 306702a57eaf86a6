#include "app/files.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <sstream>

#include <unistd.h>

#include <fmt/format.h>

namespace choke {

Result<std::string> read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return fail(fmt::format("{} cannot be read: {}", path, std::strerror(errno)));
    std::ostringstream bytes;
    in.peek();  // a folder opens well and fails here
    if (in.bad()) return fail(fmt::format("{} cannot be read: {}", path, std::strerror(errno)));
    in.clear();  // of the end of an empty file
    bytes << in.rdbuf();
    return bytes.str();
}

Result<void> write_file(const std::string& path, std::string_view bytes) {
    const std::string beside = fmt::format("{}.{}.part", path, getpid());
    std::FILE* file = std::fopen(beside.c_str(), "wb");
    if (file == nullptr) return fail(fmt::format("{} cannot be written: {}", path, std::strerror(errno)));
    const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size() && std::fflush(file) == 0 &&
                         fsync(fileno(file)) == 0;
    const int why = errno;
    std::fclose(file);
    if (written && std::rename(beside.c_str(), path.c_str()) == 0) return {};
    const int reason = written ? errno : why;
    std::remove(beside.c_str());
    return fail(fmt::format("{} cannot be written: {}", path, std::strerror(reason)));
}

}  // namespace choke
