#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <new>
#include <optional>
#include <system_error>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <fmt/format.h>

#include "base/large_pages.h"
#include "base/text.h"
#include "embedded/export_controls.h"
#include "io/foreign.h"
#include "io/json_text.h"
#include "io/leased_file.h"
#include "io/reader.h"

namespace choke {
namespace {

namespace fs = std::filesystem;

constexpr size_t kHeadBytes = 64 * 1024;
constexpr size_t kLargeFileBytes = size_t{16} << 20U;  // from here on copying is worth avoiding

tl::unexpected<Error> fail_file(const std::string& name, std::string message) {
    return tl::unexpected<Error>(
        Error{.message = std::move(message), .file = displayable(name), .line = 0, .column = 0});
}

struct FileBytes {
    std::string name;
    std::unique_ptr<char[]> bytes;
    size_t size = 0;
    std::optional<LeasedFile> leased;  // then there are no bytes of our own
    [[nodiscard]] InputFile input() const { return {displayable(name), leased ? leased->bytes() : std::string_view(bytes.get(), size)}; }
};

Result<FileBytes> read_file(const std::string& name) {
    std::error_code code;
    const fs::file_status status = fs::status(name, code);
    if (status.type() == fs::file_type::not_found) return fail_file(name, "there is no such file or folder");
    if (code) return fail_file(name, "cannot be read: " + code.message());
    // A pipe would be waited for, a device read without end.
    if (status.type() != fs::file_type::regular) return fail_file(name, "is not a file with data in it");
    const auto size = fs::file_size(name, code);
    if (code) return fail_file(name, "cannot be read: " + code.message());
    if (size > kMaxFileBytes) {
        return fail_file(name, fmt::format("has {} MB; files of up to {} MB are read", size >> 20U,
                                           kMaxFileBytes >> 20U));
    }
    FileBytes file{.name = name, .bytes = nullptr, .size = static_cast<size_t>(size), .leased = std::nullopt};
    if (file.size >= kLargeFileBytes) file.leased = LeasedFile::open(name);
    if (file.leased) return file;
    file.bytes.reset(new (std::nothrow) char[std::max<size_t>(1, file.size)]);
    if (file.bytes == nullptr) {
        return fail_file(name, fmt::format("has {} MB; there is not enough memory for it", size >> 20U));
    }
    prefer_large_pages(file.bytes.get(), file.size);
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::fopen(name.c_str(), "rb"), &std::fclose);
    if (stream == nullptr) {
        const int reason = errno;
        return fail_file(name, "cannot be read: " + std::generic_category().message(reason));
    }
    file.size = std::fread(file.bytes.get(), 1, file.size, stream.get());
    if (std::ferror(stream.get()) != 0) return fail_file(name, "cannot be read: the disk reports an error");
    return file;
}

const Reader* reader_for(const InputFile& file) {
    const InputFile head{file.name, file.bytes.substr(0, kHeadBytes)};
    const Reader* best = nullptr;
    double best_score = 0;
    for (const Reader& reader : readers()) {
        const double score = reader.sniff(head);
        if (score <= best_score) continue;
        best = &reader;
        best_score = score;
    }
    if (best != nullptr) return best;
    const std::string extension = extension_of(file.name);  // a broken file is best explained by its own reader
    for (const Reader& reader : readers()) {
        const auto& known = reader.extensions;
        if (std::find(known.begin(), known.end(), extension) != known.end()) return &reader;
    }
    return nullptr;
}

Result<FileBytes> read_events_file(const fs::path& folder) {
    const std::string name = (folder / "events.json").string();
    std::error_code code;
    if (fs::status(name, code).type() == fs::file_type::not_found) {
        return fail_file(folder.string(), "is a folder without events.json; a data set needs at least that file");
    }
    return read_file(name);
}

Result<Loaded> load_folder(const fs::path& folder, const LoadOptions& options) {
    // The only required file comes first: without it there is no need to read the others.
    auto events = read_events_file(folder);
    if (!events) return tl::unexpected<Error>(events.error());

    std::vector<std::string> names;
    std::error_code code;
    for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
        std::error_code ignored;
        const fs::path& path = it->path();
        if (path.extension() == ".json" && path.filename() != "events.json" && it->is_regular_file(ignored)) {
            names.push_back(path.string());
        }
    }
    if (code) return fail_file(folder.string(), "cannot be read: " + code.message());
    std::sort(names.begin(), names.end());

    std::vector<FileBytes> files;
    files.push_back(std::move(*events));
    for (const std::string& name : names) {
        auto file = read_file(name);
        if (!file) return tl::unexpected<Error>(file.error());
        files.push_back(std::move(*file));
    }
    std::vector<InputFile> inputs;
    for (const FileBytes& file : files) inputs.push_back(file.input());
    return load_files(inputs, options);
}

// What a large file needed while it was read is free now but stays with the process: up to 70 MB after 90 MB of JSON.
void give_back_memory([[maybe_unused]] std::span<const InputFile> files) {
#ifdef __GLIBC__
    size_t bytes = 0;
    for (const InputFile& file : files) bytes += file.bytes.size();
    if (bytes >= kLargeFileBytes) malloc_trim(0);
#endif
}

}  // namespace

Error cancelled() { return {.message = "the load was cancelled", .file = {}, .line = 0, .column = 0}; }

bool is_cancelled(const Error& error) { return error.message == cancelled().message; }

Result<Loaded> load_files(std::span<const InputFile> files, const LoadOptions& options) {
    if (files.empty()) return fail("there are no files to read");
    for (const InputFile& file : files) {
        if (file.bytes.size() > kMaxFileBytes) return fail_file(file.name, "is too large");
    }
    const auto events = std::find_if(files.begin(), files.end(), [](const InputFile& file) {
        return base_name(file.name) == "events.json";
    });
    const InputFile& main = events == files.end() ? files.front() : *events;
    if (const std::string_view format = foreign_format(main); !format.empty()) {
        return fail_file(main.name, fmt::format("looks like {}, which this version does not read", format));
    }
    const Reader* reader = reader_for(main);
    if (reader == nullptr) return fail_file(main.name, "is in no format that this version reads");
    Loaded loaded;
    auto data = reader->read(files, loaded.diagnostics, options);
    if (!data) return tl::unexpected<Error>(data.error());
    loaded.data = std::move(*data);
    loaded.diagnostics.sort();
    give_back_memory(files);
    return loaded;
}

Result<Loaded> load_path(const std::string& path, const LoadOptions& options) {
    std::error_code code;
    if (fs::is_directory(path, code)) return load_folder(path, options);
    const auto file = read_file(path);
    if (!file) return tl::unexpected<Error>(file.error());
    const InputFile input = file->input();
    const fs::path folder = fs::path(path).parent_path();
    const bool is_list = first_json_byte(without_bom(input.bytes)) == '[';
    if (is_list && fs::exists(folder / "events.json", code)) {
        return fail_file(path, fmt::format("is one file of a data set in a folder; open the folder {} instead",
                                           folder.empty() ? "it is in" : displayable(folder.string())));
    }
    return load_files({&input, 1}, options);
}

Result<Loaded> load_built_in() {
    std::vector<InputFile> files;
    for (const chokepoint::embedded::File& file : chokepoint::embedded::files_export_controls()) {
        files.push_back({std::string(file.name), file.bytes});
    }
    return load_files(files);
}

}  // namespace choke
