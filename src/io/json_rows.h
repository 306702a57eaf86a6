// Reads files of the own format into a DatasetBuilder: which sections a file has, and what is wrong with a file as a
// whole.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "base/diagnostics.h"
#include "base/error.h"
#include "io/reader.h"
#include "model/dataset_builder.h"

namespace choke {

// The parts of a data set, in the order in which a folder's files are read.
enum class Section : uint8_t { Info, Sources, Actors, Things, Events, Relations, Stories, States };

[[nodiscard]] std::string_view section_key(Section section);  // "events": the key, and the file's name before ".json"
[[nodiscard]] std::span<const Section> all_sections();

class JsonRows {
public:
    JsonRows(DatasetBuilder& builder, Diagnostics& diagnostics, const LoadOptions& options);
    ~JsonRows();
    JsonRows(const JsonRows&) = delete;
    JsonRows& operator=(const JsonRows&) = delete;

    // A file that holds one section.
    [[nodiscard]] Result<void> read_section(const InputFile& file, Section section);
    // A file that holds an object with the sections under their keys.
    [[nodiscard]] Result<void> read_whole(const InputFile& file);

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace choke
