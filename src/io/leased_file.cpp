#include "io/leased_file.h"

#ifdef __linux__
#include <csignal>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace choke {

#if defined(__linux__) && defined(F_SETLEASE) && defined(MADV_POPULATE_READ)

std::optional<LeasedFile> LeasedFile::open(const std::string& name) {
    const int file = ::open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (file < 0) return std::nullopt;
    LeasedFile held(file, nullptr, 0);  // closed whatever happens
    // The signal that tells of somebody waiting is one that nobody minds; the usual one would end the program.
    if (fcntl(file, F_SETSIG, SIGURG) != 0 || fcntl(file, F_SETLEASE, F_RDLCK) != 0) return std::nullopt;
    struct stat about {};
    if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size <= 0) return std::nullopt;
    const auto size = static_cast<size_t>(about.st_size);
    void* data = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (data == MAP_FAILED) return std::nullopt;
    held.data_ = data;
    held.size_ = size;
    // A disk that fails says so here and not by a signal later on.
    if (madvise(data, size, MADV_POPULATE_READ) != 0) return std::nullopt;
    return held;
}

LeasedFile::~LeasedFile() {
    if (data_ != nullptr) munmap(data_, size_);
    if (file_ >= 0) close(file_);  // gives the lease back
}

#else

std::optional<LeasedFile> LeasedFile::open(const std::string&) { return std::nullopt; }
LeasedFile::~LeasedFile() = default;

#endif

}  // namespace choke
