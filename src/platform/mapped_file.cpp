#include "platform/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace choke {

std::unique_ptr<MappedFile> MappedFile::open(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return nullptr;
    struct stat about {};
    void* data = MAP_FAILED;
    if (fstat(file, &about) == 0 && about.st_size > 0)
        data = mmap(nullptr, static_cast<size_t>(about.st_size), PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0);
    ::close(file);
    if (data == MAP_FAILED) return nullptr;
    return std::unique_ptr<MappedFile>(new MappedFile(data, static_cast<size_t>(about.st_size)));
}

MappedFile::~MappedFile() { munmap(data_, size_bytes_); }

}  // namespace choke
