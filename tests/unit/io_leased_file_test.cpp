#include <catch2/catch_test_macros.hpp>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include "io/leased_file.h"
#include "io/reader.h"

#ifdef __linux__
#include <fcntl.h>
#include <unistd.h>
#endif

using namespace choke;

namespace {

// A file that is gone with it.
struct TemporaryFile {
    std::string path = (std::filesystem::temp_directory_path() / ("choke-leased-" + std::to_string(std::rand()))).string();
    explicit TemporaryFile(const std::string& text) { std::ofstream(path, std::ios::binary) << text; }
    ~TemporaryFile() {
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
    }
};

}  // namespace

TEST_CASE("a leased file has the bytes of the file", "[io]") {
    const std::string text(100'000, 'x');
    const TemporaryFile file(text + "end");
    const auto leased = LeasedFile::open(file.path);
    if (!leased) SKIP("the system gives no leases here");
    CHECK(leased->bytes() == text + "end");
}

TEST_CASE("nobody can write to a leased file until it is let go", "[io]") {
#ifdef __linux__
    const TemporaryFile file("text");
    auto leased = LeasedFile::open(file.path);
    if (!leased) SKIP("the system gives no leases here");
    CHECK(::open(file.path.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC) < 0);
    CHECK(errno == EWOULDBLOCK);
    leased.reset();
    const int writer = ::open(file.path.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    CHECK(writer >= 0);
    if (writer >= 0) close(writer);
#endif
}

TEST_CASE("a file that is being written to, an empty one and none are not leased", "[io]") {
    CHECK_FALSE(LeasedFile::open("there is no such file").has_value());
    const TemporaryFile empty("");
    CHECK_FALSE(LeasedFile::open(empty.path).has_value());
#ifdef __linux__
    const TemporaryFile file("text");
    const int writer = ::open(file.path.c_str(), O_WRONLY | O_CLOEXEC);
    REQUIRE(writer >= 0);
    CHECK_FALSE(LeasedFile::open(file.path).has_value());
    close(writer);
#endif
}

TEST_CASE("a large file is read with its diagnostics in place, leased or not", "[io]") {
    std::string text = "{\"events\": [\n";
    // The spaces make it large without making it long to read.
    for (int i = 0; i < 200; ++i)
        text += "{\"id\": \"e" + std::to_string(i) + "\", \"title\": \"One\", \"date\": \"2020\"}," + std::string(100'000, ' ') + "\n";
    text += "{\"id\": \"last\", \"title\": \"Two\", \"date\": \"not a day\"}\n]}\n";
    REQUIRE(text.size() > (size_t{16} << 20U));
    const TemporaryFile file(text);
    const auto from_disk = load_path(file.path);
    const InputFile input{file.path, text};
    const auto from_memory = load_files({&input, 1});
    REQUIRE(from_disk.has_value());
    REQUIRE(from_memory.has_value());
    CHECK(from_disk->data->events.size() == from_memory->data->events.size());
    REQUIRE(from_disk->diagnostics.all().size() == from_memory->diagnostics.all().size());
    REQUIRE_FALSE(from_disk->diagnostics.all().empty());
    for (size_t i = 0; i < from_disk->diagnostics.all().size(); ++i) {
        CHECK(from_disk->diagnostics.all()[i].message == from_memory->diagnostics.all()[i].message);
        CHECK(from_disk->diagnostics.all()[i].line == from_memory->diagnostics.all()[i].line);
        CHECK(from_disk->diagnostics.all()[i].column == from_memory->diagnostics.all()[i].column);
    }
}
