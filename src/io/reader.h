// Reading data: bytes -> Dataset. One file a format; what can be read is the table in registry.cpp.
// A problem in a row is a diagnostic and reading goes on; an Error means that nothing could be read at all.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
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
};

// How a load is watched and ended; by default it is neither. In a job of jobs/jobs.h:
//   load_path(path, {.progress = [&](auto name, auto done, auto total) { context.progress(name, done, total); },
//                    .stop = context.stop_token()})
struct LoadOptions {
    // What is being read and how far it is: "events", 12'000 of 50'000. The total is estimated from the bytes that are
    // left, until it is known. Called on the loading thread, some thousand times for a large file.
    std::function<void(std::string_view name, uint64_t done, uint64_t total)> progress;
    // Once stop is requested, loading ends within some hundredths of a second with an Error that is_cancelled() knows.
    std::stop_token stop;
    // Threads beside the calling one; nothing: as many as help. The result is the same for any number.
    std::optional<size_t> helper_count;
};

[[nodiscard]] Error cancelled();
[[nodiscard]] bool is_cancelled(const Error& error);

struct Reader {
    std::string_view id;     // "chokepoint-json"
    std::string_view label;  // "Chokepoint JSON"
    std::span<const std::string_view> extensions;  // without dot
    // 0..1: how sure the reader is that these first bytes are its format. Never looks beyond 64 KiB.
    double (*sniff)(const InputFile& head);
    Result<DatasetPtr> (*read)(std::span<const InputFile> files, Diagnostics& diagnostics, const LoadOptions& options);
};

[[nodiscard]] std::span<const Reader> readers();

struct Loaded {
    DatasetPtr data;
    Diagnostics diagnostics;
};

// Files larger than this are refused with a message.
inline constexpr size_t kMaxFileBytes = size_t{2} << 30U;

// Reads a folder of the own format or a single file. Error: no such path, not readable, folder without events.json,
// unknown format (a foreign format is refused by name), file too large, JSON too deep; cancelled.
[[nodiscard]] Result<Loaded> load_path(const std::string& path, const LoadOptions& options = {});

// The history that is built into the program.
[[nodiscard]] Result<Loaded> load_built_in();

// From memory: for tests, and for the built-in data.
[[nodiscard]] Result<Loaded> load_files(std::span<const InputFile> files, const LoadOptions& options = {});

}  // namespace choke
