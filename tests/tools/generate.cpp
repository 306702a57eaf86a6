#include "generate.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <string_view>
#include <vector>

namespace choke::testing {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::string_view kVerbs[] = {"limits", "answers", "ships", "blocks", "reports", "accuses", "releases", "halts",
                                       "expands", "withdraws", "licenses", "tests", "delays", "copies", "denies"};
constexpr std::string_view kNouns[] = {"memory bandwidth", "accelerators", "lithography tools", "a cloud service",
                                       "model weights",    "export licences", "training clusters", "rare earths",
                                       "a reasoning model", "inspection rules", "chip packaging", "datacentre power",
                                       "algorithm notes",  "先进封装",        "übergroße Rechner"};
constexpr std::string_view kEnds[] = {"after a review", "for the third time", "before the deadline", "in a new filing",
                                      "at half the price", "under the older rule", "without saying why",
                                      "as the quarter ends"};
constexpr std::string_view kSentences[] = {
    "The notice takes effect at once and covers every order that has not left the warehouse.",
    "Two people with knowledge of the matter say that the figure is lower than stated.",
    "It is the second change within a year, and the first that names a threshold.",
    "Buyers had ordered ahead, so that the effect shows only in the following quarter.",
    "The company says that it complies; the agency has not answered questions.",
    "An earlier version of the paper gave a different number of processors.",
    "Prices on the spot market doubled within the week and fell again by the end of the month."};
constexpr std::string_view kEventKinds[] = {"rule", "enforcement", "company", "release", "market", "retaliation",
                                            "allegation", "research", "access", "statement", "diplomacy", "forecast"};
constexpr std::string_view kActorKinds[] = {"company", "chipmaker", "lab", "government", "agency", "person",
                                            "medium", "analyst", "group", "platform", "exchange"};
constexpr std::string_view kThingKinds[] = {"chip", "model", "rule", "technique", "software", "hardware", "place"};
constexpr std::string_view kSides[] = {"US", "China", "other"};
constexpr std::string_view kRoles[] = {"issuer", "target", "affected", "maker", "supplier", "customer", "accuser",
                                       "accused", "speaker", "reporter", "subject", "beneficiary"};
// Weighted as in a history: most is reported or established, little is retracted.
constexpr std::string_view kStances[] = {"establishes", "establishes", "establishes", "reports", "reports", "reports",
                                         "reports", "alleges", "alleges", "assesses", "forecasts", "disputes",
                                         "denies"};
constexpr std::string_view kRelationKinds[] = {"responds-to", "works-around", "closes", "reverses", "supersedes",
                                               "enables", "leads-to", "supports", "contradicts"};
constexpr std::string_view kUnits[] = {"GB/s", "TFLOPS", "USD bn", "chips", "%", "nm"};
constexpr std::string_view kTags[] = {"licence", "memory", "price", "leak", "court", "summit"};

template <size_t N>
std::string_view one_of(SplitMix64& random, const std::string_view (&words)[N]) {
    return words[random.below(N)];
}

std::string number(size_t value, int width = 1) {
    std::array<char, 24> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    const auto size = static_cast<size_t>(end - buffer.data());
    std::string out(static_cast<size_t>(width) > size ? static_cast<size_t>(width) - size : 0, '0');
    return out.append(buffer.data(), size);
}

class Writer {
public:
    explicit Writer(const GenerateOptions& options)
        : events_(options.event_count),
          actors_(options.actor_count > 0 ? options.actor_count : std::clamp<size_t>(events_ / 50, 8, 3000)),
          things_(std::clamp<size_t>(events_ / 100, 4, 2000)),
          sources_(std::clamp<size_t>(events_ / 8, 4, 20'000)),
          random_(options.seed) {
        if (options.text == GeneratedText::Words) {
            for (size_t rank = 0; rank < kGeneratedWords; ++rank) words_.push_back(generated_word(rank));
        }
    }

    std::string write() {
        out_.reserve(events_ * 900 + 100'000);
        out_ += "{\n\"dataset\": {\"format\": \"chokepoint/1\", \"id\": \"generated\", \"title\": \"Generated data\"},\n";
        list("sources", sources_, &Writer::source);
        list("actors", actors_, &Writer::actor);
        list("things", things_, &Writer::thing);
        list("events", events_, &Writer::event);
        list("relations", events_ < 2 ? 0 : events_ / 3, &Writer::relation);
        list("stories", events_ == 0 ? 0 : 1 + events_ / 2000, &Writer::story);
        out_.resize(out_.size() - 2);  // the last comma
        out_ += "\n}\n";
        return std::move(out_);
    }

private:
    void list(std::string_view key, size_t count, void (Writer::*row)(size_t)) {
        out_ += "\"";
        out_ += key;
        out_ += "\": [";
        for (size_t i = 0; i < count; ++i) {
            out_ += i == 0 ? "\n  " : ",\n  ";
            (this->*row)(i);
        }
        out_ += "\n],\n";
    }

    void text(std::string_view key, std::string_view value, std::string_view before = ", ") {
        out_ += before;
        out_ += '"';
        out_ += key;
        out_ += "\": \"";
        out_ += value;
        out_ += '"';
    }

    size_t day_of(size_t event) const { return event * 4380 / std::max<size_t>(events_, 1); }  // over twelve years

    // A day count from 1 January 2014, in years of 365 and months of 31 days, spread over 28 so that every day exists.
    std::string day(size_t days) {
        return number(2014 + days / 365) + "-" + number(1 + days % 365 / 31, 2) + "-" + number(1 + days % 365 % 31 * 28 / 31, 2);
    }

    std::string edtf(size_t days) {
        const std::string full = day(days);
        switch (random_.below(20)) {
            case 0: return full.substr(0, 4);
            case 1: case 2: return full.substr(0, 7);
            case 3: return full.substr(0, 7) + "~";
            case 4: return full + "?";
            case 5: return full.substr(0, 4) + "-XX";
            case 6: return full + "/" + day(days + 1 + random_.below(60));
            case 7: return full.substr(0, 4) + "-2" + number(1 + random_.below(4));
            case 8: return full + "/..";
            default: return full;
        }
    }

    std::string id(std::string_view prefix, size_t i) { return std::string(prefix) + "-" + number(i, 5); }
    std::string event_id(size_t i) { return day(day_of(i)) + "-" + "event-" + number(i, 6); }

    // Words until there are so many letters. Ranks are spread evenly over powers of two and within each of them: the
    // n-th word is about as frequent as 1/n (Zipf, 1935).
    std::string words_of_length(size_t length) {
        std::string out;
        while (out.size() < length) {
            const size_t power = size_t{1} << random_.below(kGeneratedWordPowers);
            if (!out.empty()) out += random_.one_in(12) ? ", " : " ";
            const size_t begin = out.size();
            out += words_[power - 1 + random_.below(power)];
            if (begin == 0) out[0] = static_cast<char>(out[0] - 'a' + 'A');
        }
        return out;
    }

    std::string title() {
        if (!words_.empty()) return words_of_length(56 + random_.below(26));
        std::string words = "Actor " + number(random_.below(actors_)) + " ";
        words += one_of(random_, kVerbs);
        words += " ";
        words += one_of(random_, kNouns);
        words += " ";
        words += one_of(random_, kEnds);
        if (random_.one_in(3)) words += std::string(", ") + std::string(one_of(random_, kEnds));
        return words;
    }

    std::string prose(size_t sentences) {
        std::string words;
        for (size_t i = 0; i < sentences; ++i) {
            if (i > 0) words += " ";
            words += one_of(random_, kSentences);
        }
        return words;
    }

    void source(size_t i) {
        text("id", id("source", i), "{");
        text("title", title());
        text("publisher", "Paper " + number(i % 40));
        text("kind", "article");
        text("date", day(i * 4380 / sources_));
        if (random_.one_in(2)) text("url", "https://example.org/" + number(i));
        out_ += "}";
    }

    void actor(size_t i) {
        text("id", id("actor", i), "{");
        text("name", "Actor " + number(i));
        if (random_.one_in(4)) out_ += ", \"aliases\": [\"机构 " + number(i) + "\", \"A" + number(i) + "\"]";
        text("kind", one_of(random_, kActorKinds));
        text("side", one_of(random_, kSides));
        if (i > 8 && random_.one_in(5)) text("parent", id("actor", random_.below(i)));
        text("summary", prose(1));
        out_ += "}";
    }

    void thing(size_t i) {
        text("id", id("thing", i), "{");
        text("name", "Thing " + number(i));
        text("kind", one_of(random_, kThingKinds));
        text("maker", id("actor", random_.below(actors_)));
        text("date", edtf(random_.below(4380)));
        out_ += ", \"specs\": [";
        figure("Bandwidth", false);
        out_ += "], \"claims\": [";
        claim(random_.below(4380), false);
        out_ += "]}";
    }

    void figure(std::string_view name, bool dated) {
        text("name", name, "{");
        switch (random_.below(4)) {
            case 0: out_ += ", \"value\": [" + number(10 + random_.below(90)) + ", " + number(100 + random_.below(900)) + "]"; break;
            case 1: text("value", "about " + number(1 + random_.below(9)) + "T"); break;
            case 2: out_ += ", \"value\": " + number(random_.below(1000)) + "." + number(random_.below(10)); break;
            default: out_ += ", \"value\": " + number(random_.below(100'000)); break;
        }
        text("unit", one_of(random_, kUnits));
        if (dated) text("as_of", day(random_.below(4380)));
        out_ += "}";
    }

    void claim(size_t days, bool first) {
        text("source", id("source", random_.below(sources_)), "{");
        text("locator", "L" + number(1 + random_.below(400)));
        const bool retracted = !first && random_.one_in(100);
        text("stance", retracted ? "retracts" : one_of(random_, kStances));
        if (!random_.one_in(4)) text("known", day(days + random_.below(first ? 3 : 200)));
        if (random_.one_in(3)) text("text", one_of(random_, kSentences));
        if (random_.one_in(12)) text("by", id("actor", random_.below(actors_)));
        if (random_.one_in(25)) text("date", day(days + 1));
        out_ += "}";
    }

    void event(size_t i) {
        const size_t days = day_of(i);
        text("id", event_id(i), "{");
        text("title", title());
        text("date", edtf(days), ",\n   ");
        if (random_.one_in(8)) text("known", day(days + random_.below(30)));
        text("kind", one_of(random_, kEventKinds));
        text("summary", words_.empty() ? prose(2 + random_.below(2)) : words_of_length(145 + random_.below(145)) + '.',
             ",\n   ");
        out_ += ",\n   \"actors\": [";
        const size_t count = 2 + random_.below(2);
        for (size_t k = 0; k < count; ++k) {
            // A few actors are in most of the events.
            const size_t who = random_.one_in(2) ? random_.below(std::min<size_t>(actors_, 8)) : random_.below(actors_);
            text("actor", id("actor", who), k == 0 ? "{" : ", {");
            text("role", one_of(random_, kRoles));
            out_ += "}";
        }
        out_ += "]";
        if (random_.one_in(2)) out_ += ",\n   \"things\": [\"" + id("thing", random_.below(things_)) + "\"]";
        if (random_.one_in(2)) {
            out_ += ", \"tags\": [\"";
            out_ += one_of(random_, kTags);
            out_ += "\"]";
        }
        if (random_.one_in(3)) {
            out_ += ",\n   \"figures\": [";
            figure("Reported amount", true);
            out_ += "]";
        }
        if (random_.one_in(10)) text("notes", prose(1), ",\n   ");
        out_ += ",\n   \"claims\": [";
        claim(days, true);
        if (random_.one_in(2)) {
            out_ += ",\n     ";
            claim(days, false);
        }
        out_ += "]}";
    }

    void relation(size_t i) {
        const size_t to = i * 3 % (events_ - 1);  // each once: no two relations are the same
        const size_t from = std::min(events_ - 1, to + 1 + random_.below(30));
        text("id", id("r", i), "{");
        text("from", event_id(from));
        text("to", event_id(to));
        text("kind", one_of(random_, kRelationKinds));
        text("basis", one_of(random_, kSentences));
        text("strength", random_.one_in(2) ? "direct" : "topical");
        out_ += ", \"claims\": [";
        claim(day_of(from), true);
        out_ += "]}";
    }

    void story(size_t i) {
        text("id", id("story", i), "{");
        text("title", title());
        text("question", "What came of it?");
        out_ += ", \"steps\": [";
        const size_t steps = std::min<size_t>(events_, 8);
        const size_t first = random_.below(events_ - steps + 1);
        for (size_t k = 0; k < steps; ++k) {
            text("event", event_id(first + k), k == 0 ? "{" : ", {");
            text("headline", "Step " + number(k + 1));
            text("caption", prose(1));
            out_ += "}";
        }
        out_ += "]}";
    }

    size_t events_;
    size_t actors_;
    size_t things_;
    size_t sources_;
    SplitMix64 random_;
    std::vector<std::string> words_;  // empty: sentences
    std::string out_;
};

}  // namespace

uint64_t SplitMix64::next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
}

std::string generate_dataset(size_t event_count, uint64_t seed) {
    return generate_dataset({.event_count = event_count, .seed = seed});
}

std::string generate_dataset(const GenerateOptions& options) { return Writer(options).write(); }

// A consonant and a vowel for each digit of the rank, with a letter before and one behind.
std::string generated_word(size_t rank) {
    constexpr std::string_view kConsonants = "bdfgklmnprstv";
    constexpr std::string_view kVowels = "aeiou";
    constexpr size_t kSyllables = kConsonants.size() * kVowels.size();
    std::string word;
    for (size_t left = rank;; left /= kSyllables) {
        word += kConsonants[left % kSyllables / kVowels.size()];
        word += kVowels[left % kVowels.size()];
        if (left < kSyllables) break;
    }
    // These stand only at the beginning and at the end.
    word.insert(0, 1, 'h');
    return word + (word.size() < 4 ? 'x' : word.size() < 6 ? 'z' : 'q');
}

}  // namespace choke::testing
