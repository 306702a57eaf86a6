// Makes data sets of any size in the single-file form, for tests of speed and of scale: the same bytes for the same
// numbers on every machine. Everything in it is valid; nothing in it is true.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace choke::testing {

// SplitMix64 (Steele, Lea, Flood, 2014).
class SplitMix64 {
public:
    explicit SplitMix64(uint64_t seed) : state_(seed) {}
    uint64_t next();
    // 0 … count - 1; count > 0. The bias of the remainder is of no matter here.
    size_t below(size_t count) { return static_cast<size_t>(next() % count); }
    bool one_in(size_t count) { return below(count) == 0; }

private:
    uint64_t state_;
};

[[nodiscard]] std::string generate_dataset(size_t event_count, uint64_t seed);

enum class GeneratedText : uint8_t {
    Sentences,  // a few, over and over: enough for layouts and loading
    Words,      // titles of 60 to 90 and summaries of 150 to 300 characters, of 16,383 words as frequent as in prose
};

struct GenerateOptions {
    size_t event_count = 0;
    uint64_t seed = 1;
    size_t actor_count = 0;  // 0: a fiftieth of the events, 8 to 3,000
    GeneratedText text = GeneratedText::Sentences;
};

// generate_dataset(count, seed) is that of the defaults.
[[nodiscard]] std::string generate_dataset(const GenerateOptions& options);

// The word of a rank in GeneratedText::Words; the first ones are the most frequent. Letters only, none of them a part
// of another.
inline constexpr size_t kGeneratedWordPowers = 14;
inline constexpr size_t kGeneratedWords = (size_t{1} << kGeneratedWordPowers) - 1;
[[nodiscard]] std::string generated_word(size_t rank);

}  // namespace choke::testing
