#include "app/files.h"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

namespace choke {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> cannot_write(const std::string& path, int reason) {
    return fail(fmt::format("{} cannot be written: {}", path, std::strerror(reason)));
}

// Where a link leads; the path itself when it is none.
std::string followed(const std::string& path) {
    std::error_code code;
    if (!fs::is_symlink(path, code)) return path;
    const fs::path target = fs::weakly_canonical(path, code);
    return code ? path : target.string();
}

std::string part_name(const std::string& path) { return fmt::format("{}.{}.part", path, getpid()); }

// Brings the names in a folder to the disk. Some file systems cannot, and have no need to be told.
void sync_folder(const std::string& path) {
    const fs::path folder = fs::path(path).parent_path();
    const int handle = open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0) return;
    static_cast<void>(fsync(handle));
    close(handle);
}

// 0, or the reason why not.
int write_bytes(const std::string& path, std::string_view bytes, std::optional<mode_t> mode) {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) return errno;
    errno = 0;
    bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size() && std::fflush(file) == 0;
    if (written && mode) static_cast<void>(fchmod(fileno(file), *mode));  // not every file system has permissions
    int reason = written ? 0 : errno;
    // Pipes and devices have nothing to bring to a disk.
    if (written && fsync(fileno(file)) != 0 && errno != EINVAL && errno != EROFS) reason = errno;
    if (std::fclose(file) != 0 && reason == 0) reason = errno;
    return reason;
}

// The same; on failure nothing is left.
int write_part(const std::string& part, std::string_view bytes, std::optional<mode_t> mode) {
    const int reason = write_bytes(part, bytes, mode);
    if (reason != 0) std::remove(part.c_str());
    return reason;
}

std::optional<mode_t> mode_of(const std::string& path) {
    struct stat status {};
    if (stat(path.c_str(), &status) != 0) return std::nullopt;
    return status.st_mode & 07777U;
}

// The old file gets a second name, so that it never lacks its first one. 0, or the reason why not.
int keep_old(const std::string& path, const std::string& keep_as) {
    const std::string second = part_name(keep_as);
    std::remove(second.c_str());
    if (link(path.c_str(), second.c_str()) != 0) {
        if (errno == ENOENT) return 0;  // there is no old file
        // No second names on this file system, or not for this file: a copy does it.
        const auto bytes = read_file(path);
        if (!bytes) return EIO;
        if (const int reason = write_part(second, *bytes, mode_of(path)); reason != 0) return reason;
    }
    const int reason = std::rename(second.c_str(), keep_as.c_str()) == 0 ? 0 : errno;
    // Renaming onto another name of the same file does nothing: so it is after a save that was cut off in the middle.
    std::remove(second.c_str());
    return reason;
}

// What programs left behind that were ended in the middle of writing this file.
void remove_left_parts(const std::string& path) {
    const fs::path folder = fs::path(path).parent_path();
    const std::string base = fs::path(path).filename().string() + '.';
    std::error_code code;
    std::vector<fs::path> left;
    for (fs::directory_iterator it(folder.empty() ? fs::path(".") : folder, code), end; !code && it != end; it.increment(code)) {
        const std::string name = it->path().filename().string();
        if (!name.starts_with(base) || !name.ends_with(".part") || name.size() <= base.size() + 5) continue;
        const char* const first = name.data() + base.size();
        const char* const last = name.data() + name.size() - 5;
        pid_t process = 0;
        const auto [stop, error] = std::from_chars(first, last, process);
        if (error != std::errc() || stop != last || process <= 0) continue;
        if (kill(process, 0) != 0 && errno == ESRCH) left.push_back(it->path());
    }
    for (const fs::path& part : left) fs::remove(part, code);
}

Result<void> write_whole(const std::string& path, std::string_view bytes, const std::string* keep_as) {
    const std::string target = followed(path);
    // A pipe or a device is written to; a file in its place would be another thing.
    std::error_code code;
    if (const fs::file_type type = fs::status(target, code).type();
        type == fs::file_type::character || type == fs::file_type::block || type == fs::file_type::fifo) {
        if (const int reason = write_bytes(target, bytes, std::nullopt); reason != 0) return cannot_write(path, reason);
        return {};
    }
    const std::string part = part_name(target);
    if (const int reason = write_part(part, bytes, mode_of(target)); reason != 0) return cannot_write(path, reason);
    if (keep_as != nullptr) {
        if (const int reason = keep_old(target, *keep_as); reason != 0) {
            std::remove(part.c_str());
            return cannot_write(*keep_as, reason);
        }
    }
    if (std::rename(part.c_str(), target.c_str()) != 0) {
        const int reason = errno;
        std::remove(part.c_str());
        return cannot_write(path, reason);
    }
    sync_folder(target);
    return {};
}

}  // namespace

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

Result<void> write_file(const std::string& path, std::string_view bytes) { return write_whole(path, bytes, nullptr); }

Result<void> write_file_keeping(const std::string& path, std::string_view bytes, const std::string& keep_as) {
    Result<void> written = write_whole(path, bytes, &keep_as);
    if (written) {
        remove_left_parts(followed(path));
        remove_left_parts(keep_as);
    }
    return written;
}

}  // namespace choke
