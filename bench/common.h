// What the benchmarks share: generated data of a size, loaded once.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "app/derived.h"
#include "generate.h"
#include "io/reader.h"
#include "paint/text/fonts.h"
#include "views/view.h"

namespace choke::bench {

inline const std::string& bytes_of(size_t event_count) {
    static std::map<size_t, std::string> made;
    auto& bytes = made[event_count];
    if (bytes.empty()) bytes = testing::generate_dataset(event_count, 1);
    return bytes;
}

inline Loaded load(size_t event_count) {
    const InputFile file{"generated.json", bytes_of(event_count)};
    auto loaded = load_files(std::span(&file, 1));
    return loaded ? std::move(*loaded) : Loaded{};
}

// A state on generated data; one for each size, kept.
inline AppState& state_of(size_t event_count) {
    static std::map<size_t, AppState> made;
    AppState& state = made[event_count];
    if (state.data == nullptr) apply_load(state, load(event_count), "generated.json");
    return state;
}

}  // namespace choke::bench
