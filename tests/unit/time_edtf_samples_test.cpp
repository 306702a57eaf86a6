// EDTF against outside samples: strings with the bounds that other implementations give them. The samples are
// not part of the project; without them these tests are skipped.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "time/edtf.h"

namespace {

using namespace choke;

std::filesystem::path samples_folder() {
    return std::filesystem::path(CHOKE_SOURCE_DIR) / "../shared/samples/edtf";
}

std::vector<std::string> lines_of(const std::string& name) {
    std::ifstream file(samples_folder() / name, std::ios::binary);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) {
        lines.push_back(line);
    }
    return lines;
}

std::vector<std::string> split(const std::string& line, char by) {
    std::vector<std::string> cells(1);
    for (const char c : line) {
        if (c == by) {
            cells.emplace_back();
        } else {
            cells.back() += c;
        }
    }
    return cells;
}

void append_utf8(std::string& out, unsigned code) {
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xc0 | code >> 6);
        out += static_cast<char>(0x80 | (code & 0x3f));
    } else {
        out += static_cast<char>(0xe0 | code >> 12);
        out += static_cast<char>(0x80 | (code >> 6 & 0x3f));
        out += static_cast<char>(0x80 | (code & 0x3f));
    }
}

// "\n", "\t", "\\", "\xa0" and "\u2212".
std::string without_escapes(std::string_view text) {
    std::string plain;
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            plain += text[i];
            continue;
        }
        const char kind = text[++i];
        if (kind == 'x' || kind == 'u') {
            const size_t count = kind == 'x' ? 2 : 4;
            unsigned code = 0;
            const std::string_view hex = text.substr(i + 1, count);
            std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
            append_utf8(plain, code);
            i += count;
        } else {
            plain += kind == 'n' ? '\n' : kind == 't' ? '\t' : kind;
        }
    }
    return plain;
}

int64_t floor_day(Instant instant) {
    return instant >= 0 ? instant / kSecondsPerDay : -((-instant + kSecondsPerDay - 1) / kSecondsPerDay);
}

// "-inf", "unknown", "inf" or a day number, as the samples write it.
std::string begin_text(const DateBounds& bounds) {
    return bounds.begin == EndKind::Known  ? fmt::format("{}", floor_day(bounds.earliest))
           : bounds.begin == EndKind::Open ? "-inf"
                                           : "unknown";
}

std::string end_text(const DateBounds& bounds) {
    return bounds.end == EndKind::Known  ? fmt::format("{}", floor_day(bounds.latest))
           : bounds.end == EndKind::Open ? "inf"
                                         : "unknown";
}

}  // namespace

TEST_CASE("outside samples: valid dates have the level and the bounds that others give them",
          "[time][samples]") {
    const std::vector<std::string> lines = lines_of("edtf-valid.tsv");
    if (lines.empty()) {
        SKIP("the outside samples are not here");
    }
    std::string differences;
    size_t with_bounds = 0;
    for (size_t i = 1; i < lines.size(); ++i) {
        const std::vector<std::string> cells = split(lines[i], '\t');
        const auto parsed = parse_edtf(without_escapes(cells.at(0)));
        if (!parsed) {
            differences += fmt::format("{}: {}\n", cells[0], parsed.error().message);
            continue;
        }
        if (cells[1] != fmt::format("{}", parsed->level)) {
            differences += fmt::format("{}: level {}, not {}\n", cells[0], parsed->level, cells[1]);
        }
        if (cells[2].empty() && cells[3].empty()) {
            continue;
        }
        ++with_bounds;
        if (begin_text(*parsed) != cells[2] || end_text(*parsed) != cells[3]) {
            differences += fmt::format("{}: {}..{}, not {}..{} ({} agree)\n", cells[0], begin_text(*parsed),
                                       end_text(*parsed), cells[2], cells[3], cells[6]);
        }
    }
    CHECK(differences == "");
    CHECK(with_bounds > 300);
}

TEST_CASE("outside samples: invalid dates are refused with a message and a column", "[time][samples]") {
    const std::vector<std::string> lines = lines_of("edtf-invalid.txt");
    if (lines.empty()) {
        SKIP("the outside samples are not here");
    }
    std::string accepted;
    for (const std::string& line : lines) {
        const std::string text = without_escapes(line);
        const auto parsed = parse_edtf(text);
        if (parsed || parsed.error().message.empty() || parsed.error().column < 1 ||
            parsed.error().column > static_cast<int>(text.size()) + 1) {
            accepted += fmt::format("\"{}\"\n", line);
        }
    }
    CHECK(accepted == "");
}

TEST_CASE("outside samples: disputed dates are ruled as docs/dates.md says", "[time][samples]") {
    const std::vector<std::string> lines = lines_of("edtf-disputed.tsv");
    if (lines.empty()) {
        SKIP("the outside samples are not here");
    }
    // The rulings follow the specification, and so the reference column, except that years out of range are
    // refused.
    std::string differences;
    for (size_t i = 1; i < lines.size(); ++i) {
        const std::vector<std::string> cells = split(lines[i], '\t');
        const bool out_of_range =
            cells.at(4).find("magnitude out of any practical range") != std::string::npos;
        const bool expected = cells.at(1) == "valid" && !out_of_range;
        const auto parsed = parse_edtf(without_escapes(cells[0]));
        if (parsed.has_value() != expected) {
            differences += fmt::format("{}: {}\n", cells[0], parsed ? "accepted" : parsed.error().message);
        } else if (parsed && cells[2] != fmt::format("{}", parsed->level)) {
            differences += fmt::format("{}: level {}, not {}\n", cells[0], parsed->level, cells[2]);
        }
    }
    CHECK(differences == "");
}

TEST_CASE(
    "outside samples: quarters and halves agree with all, seasons with the majority that begins in March",
    "[time][samples]") {
    const std::vector<std::string> lines = lines_of("edtf-season-conventions.tsv");
    if (lines.empty()) {
        SKIP("the outside samples are not here");
    }
    // Two of three agree but for winter (24, 28, 30), which the second carries on into February as we do, and
    // for 25 to 28, which it reads as southern.
    std::string differences;
    for (size_t i = 1; i < lines.size(); ++i) {
        const std::vector<std::string> cells = split(lines[i], '\t');
        const int code = std::stoi(cells.at(0));
        const bool crosses_year = code == 24 || code == 28 || code == 30;
        const DateBounds bounds = parse_edtf("2004-" + cells[0]).value();
        const std::string ours = *earliest_iso(bounds) + ".." + *latest_iso(bounds);
        const std::string expected = crosses_year ? "2004-12-01..2005-02-28" : cells.at(3);
        if (ours != expected) {
            differences += fmt::format("{}: {}, not {}\n", code, ours, expected);
        }
    }
    CHECK(differences == "");
}
