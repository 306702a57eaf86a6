#include "io/chokepoint_json.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include <fmt/format.h>

#include "base/hash.h"
#include "io/foreign.h"
#include "io/json_rows.h"
#include "io/json_text.h"
#include "model/dataset_builder.h"
#include "model/wording.h"

namespace choke {
namespace {

constexpr std::string_view kExtensions[] = {"json"};

std::string section_file(Section section) { return std::string(section_key(section)) + ".json"; }

double sniff(const InputFile& head) {
    const std::string_view text = without_bom(head.bytes);
    const char first = first_json_byte(text);
    if (first != '{' && first != '[') return 0;
    if (text.find("\"chokepoint/") != std::string_view::npos) return 1;
    return text.find("\"events\"") != std::string_view::npos || text.find("\"claims\"") != std::string_view::npos ? 0.9
                                                                                                             : 0.5;
}

// The bytes and the sections' names, never the path: the same data has the same hash wherever it lies.
class ContentHash {
public:
    void add(std::string_view name, std::string_view bytes) {
        hash_ = hash_bytes(name, hash_);
        hash_ = hash_long(bytes, hash_);
    }
    [[nodiscard]] uint64_t value() const { return hash_; }

private:
    // Byte by byte, FNV takes 0.1 s for 80 MB, each step waiting for the one before. Words of eight bytes in four lanes
    // side by side take a tenth of that; the shift carries high bits down, which multiplying alone never does.
    static uint64_t hash_long(std::string_view bytes, uint64_t seed) {
        constexpr size_t kBlock = 32;
        constexpr uint64_t kPrime = 0x100000001b3ULL;
        std::array<uint64_t, 4> lanes = {kHashSeed, kHashSeed + 1, kHashSeed + 2, kHashSeed + 3};
        const size_t whole = bytes.size() / kBlock * kBlock;
        for (size_t i = 0; i < whole; i += kBlock) {
            for (size_t lane = 0; lane < 4; ++lane) {
                const uint64_t h = (lanes[lane] ^ little_endian(bytes.data() + i + 8 * lane)) * kPrime;
                lanes[lane] = h ^ (h >> 32U);
            }
        }
        for (const uint64_t lane : lanes) seed = (seed ^ lane) * kPrime;
        return hash_bytes(bytes.substr(whole), seed ^ bytes.size());
    }

    // The same on every machine.
    static uint64_t little_endian(const char* bytes) {
        uint64_t word = 0;
        if constexpr (std::endian::native == std::endian::little) {
            std::memcpy(&word, bytes, sizeof word);
        } else {
            for (size_t i = 0; i < 8; ++i) word |= uint64_t{static_cast<uint8_t>(bytes[i])} << (8 * i);
        }
        return word;
    }

    uint64_t hash_ = kHashSeed;
};

void report_unknown_file(const InputFile& file, Diagnostics& diagnostics) {
    std::array<std::string, 8> names;
    std::array<std::string_view, 8> views;
    for (size_t i = 0; i < names.size(); ++i) views[i] = names[i] = section_file(all_sections()[i]);
    diagnostics.report({.severity = Severity::Warning,
                        .file = file.name,
                        .line = 0,
                        .column = 0,
                        .code = "unknown-file",
                        .message = "unknown file in the folder of a data set; it is not read",
                        .hint = did_you_mean(probably_meant(base_name(file.name), views))});
}

Result<void> read_folder(std::span<const InputFile> files, JsonRows& rows, Diagnostics& diagnostics,
                         ContentHash& hash) {
    std::vector<bool> read(files.size(), false);
    for (const Section section : all_sections()) {
        const std::string name = section_file(section);
        const auto it = std::find_if(files.begin(), files.end(),
                                     [&](const InputFile& file) { return base_name(file.name) == name; });
        if (it == files.end()) continue;
        read[static_cast<size_t>(it - files.begin())] = true;
        hash.add(name, it->bytes);
        if (auto done = rows.read_section(*it, section); !done) return done;
    }
    for (size_t i = 0; i < files.size(); ++i) {
        if (!read[i]) report_unknown_file(files[i], diagnostics);
    }
    return {};
}

Result<DatasetPtr> read(std::span<const InputFile> files, Diagnostics& diagnostics, const LoadOptions& options) {
    DatasetBuilder builder(diagnostics);
    size_t byte_count = 0;
    for (const InputFile& file : files) byte_count += file.bytes.size();
    builder.expect_bytes(byte_count);
    Result<void> done;
    ContentHash hash;
    {
        JsonRows rows(builder, diagnostics, options);
        const bool has_events = std::any_of(files.begin(), files.end(), [](const InputFile& file) {
            return base_name(file.name) == "events.json";
        });
        const bool is_list = files.size() == 1 && first_json_byte(without_bom(files[0].bytes)) == '[';
        if (files.size() == 1 && !(has_events && is_list)) {
            if (is_list) {
                if (auto text = checked_json(files[0]); !text) return tl::unexpected<Error>(text.error());
                return tl::unexpected<Error>(
                    Error{.message = "the file holds a list; a data set in one file is an object with 'events'",
                          .file = files[0].name,
                          .line = 1,
                          .column = 1});
            }
            hash.add("", files[0].bytes);
            done = rows.read_whole(files[0]);
        } else if (!has_events) {
            return fail("there is no events.json among the files; a data set needs at least that");
        } else {
            done = read_folder(files, rows, diagnostics, hash);
        }
    }
    if (!done) return tl::unexpected<Error>(done.error());
    builder.set_content_hash(hash.value());
    DatasetPtr data = builder.finish(options.stop);
    if (data == nullptr) return tl::unexpected<Error>(cancelled());
    return data;
}

}  // namespace

constinit const Reader kChokepointJson = {.id = "chokepoint-json",
                                .label = "Chokepoint JSON",
                                .extensions = kExtensions,
                                .sniff = &sniff,
                                .read = &read};

}  // namespace choke
