// Reading data: bytes -> Dataset. One file a format; what can be read is the table in registry.cpp.
// A problem in a row is a diagnostic and reading goes on; an Error means that nothing could be read at all.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/error.h"
#include "model/dataset.h"

namespace choke {

// A file in memory with the name to use in messages.
struct InputFile {
    std::string name;
    std::string_view bytes;
    size_t padding = 0;  // how many bytes behind the last one may be read; with kInputPadding nothing has to be copied
};

inline constexpr size_t kInputPadding = 64;

struct Reader {
    std::string_view id;     // "chokepoint-json"
    std::string_view label;  // "Chokepoint JSON"
    std::span<const std::string_view> extensions;  // without dot
    // 0..1: how sure the reader is that these first bytes are its format. Never looks beyond 64 KiB.
    double (*sniff)(const InputFile& head);
    Result<DatasetPtr> (*read)(std::span<const InputFile> files, Diagnostics& diagnostics);
};

[[nodiscard]] std::span<const Reader> readers();

struct Loaded {
    DatasetPtr data;
    Diagnostics diagnostics;
};

// Files larger than this are refused with a message.
inline constexpr size_t kMaxFileBytes = size_t{2} << 30U;

// Reads a folder of the own format or a single file. Error: no such path, not readable, folder without events.json,
// unknown format (a foreign format is refused by name), file too large, JSON too deep.
[[nodiscard]] Result<Loaded> load_path(const std::string& path);

// The history that is built into the program.
[[nodiscard]] Result<Loaded> load_built_in();

// From memory: for tests, and for the built-in data.
[[nodiscard]] Result<Loaded> load_files(std::span<const InputFile> files);

}  // namespace choke
