#include "io/foreign.h"

#include <algorithm>

#include "io/json_text.h"

namespace choke {
namespace {

using namespace std::string_view_literals;

constexpr size_t kHeadBytes = 64 * 1024;

struct Signature {
    std::string_view bytes;
    std::string_view name;
};

// At offset 0.
constexpr Signature kSignatures[] = {
    {"%PDF-"sv, "a PDF document"},
    {"SQLite format 3\0"sv, "an SQLite database"},
    {"\x1f\x8b"sv, "a gzip archive"},
    {"BZh"sv, "a bzip2 archive"},
    {"\xFD"
     "7zXZ"sv,
     "an xz archive"},
    {"\x28\xB5\x2F\xFD"sv, "a Zstandard archive"},
    {"7z\xBC\xAF"sv, "a 7-Zip archive"},
    {"\xD0\xCF\x11\xE0"sv, "an old Office document"},
    {"\x89PNG"sv, "a PNG picture"},
    {"\xFF\xD8\xFF"sv, "a JPEG picture"},
    {"GIF8"sv, "a GIF picture"},
    {"\x7f"
     "ELF"sv,
     "a program"},
    {"PAR1"sv, "a Parquet file"},
    {"BEGIN:VCALENDAR"sv, "an iCalendar file"},
    {"graph ["sv, "GML"},
    {"Creator \""sv, "GML"},
    {"digraph"sv, "a Graphviz file"},
    {"strict digraph"sv, "a Graphviz file"},
    {"*Vertices"sv, "a Pajek file"},
    {"*Network"sv, "a Pajek file"},
};

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

bool begins_like(std::string_view text, std::string_view lower_case) {
    return text.size() >= lower_case.size() &&
           std::equal(lower_case.begin(), lower_case.end(), text.begin(), [](char wanted, char c) {
               return wanted == (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
           });
}

std::string_view markup_format(std::string_view text) {
    if (text.empty() || text.front() != '<') return {};
    if (begins_like(text, "<!doctype html") || begins_like(text, "<html")) return "HTML";
    if (contains(text, "<graphml")) return "GraphML";
    if (contains(text, "<gexf")) return "GEXF";
    if (contains(text, "<svg")) return "SVG";
    if (contains(text, "<html")) return "HTML";
    return "XML";
}

// JSON of other programs. Anything that speaks of claims is taken for our own.
std::string_view foreign_json(std::string_view text) {
    if (text.empty() || text.front() != '{' || contains(text, "\"claims\"") || contains(text, "\"chokepoint/")) return {};
    if (contains(text, "\"bundle\"") && contains(text, "\"objects\"")) return "STIX";
    if (contains(text, "\"start_date\"") || (contains(text, "\"timeline\"") && contains(text, "\"startDate\""))) {
        return "TimelineJS";
    }
    if (contains(text, "\"dateTimeFormat\"") || contains(text, "\"date-time-format\"")) return "a SIMILE timeline";
    const bool graph = contains(text, "\"nodes\"") && (contains(text, "\"edges\"") || contains(text, "\"links\""));
    if (graph && !contains(text, "\"events\"")) return "a graph in JSON";
    if (contains(text, "\"FeatureCollection\"")) return "GeoJSON";
    return {};
}

}  // namespace

std::string_view base_name(std::string_view name) {
    const size_t slash = name.rfind('/');
    return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

std::string extension_of(std::string_view name) {
    const std::string_view base = base_name(name);
    const size_t dot = base.rfind('.');
    if (dot == std::string_view::npos) return {};
    std::string extension(base.substr(dot + 1));
    for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return extension;
}

std::string_view foreign_encoding(std::string_view bytes) {
    if (bytes.substr(0, 4) == "\xFF\xFE\0\0"sv || bytes.substr(0, 4) == "\0\0\xFE\xFF"sv) return "UTF-32";
    if (bytes.substr(0, 2) == "\xFF\xFE"sv || bytes.substr(0, 2) == "\xFE\xFF"sv) return "UTF-16";
    if (bytes.size() < 4) return {};
    const auto zero = [bytes](size_t i) { return bytes[i] == 0; };
    if (zero(0) && !zero(1) && zero(2) && !zero(3)) return "UTF-16";  // ASCII, big end first, without a mark
    if (!zero(0) && zero(1) && !zero(2) && zero(3)) return "UTF-16";
    return {};
}

std::string_view foreign_format(const InputFile& file) {
    const std::string_view head = file.bytes.substr(0, kHeadBytes);
    for (const Signature& signature : kSignatures) {
        if (head.substr(0, signature.bytes.size()) == signature.bytes) return signature.name;
    }
    if (head.substr(0, 4) == "PK\x03\x04"sv) {
        if (contains(head, "xl/")) return "an Excel workbook";
        if (contains(head, "word/")) return "a Word document";
        return "a ZIP archive";
    }
    if (const std::string_view encoding = foreign_encoding(head); !encoding.empty()) {
        return encoding == "UTF-16" ? "UTF-16 text" : "UTF-32 text";
    }
    std::string_view text = without_bom(head);
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    if (const std::string_view name = markup_format(text); !name.empty()) return name;
    if (const std::string_view name = foreign_json(text); !name.empty()) return name;
    // Comma-separated text has no mark: only a name that says so, or no name at all, makes it one.
    const std::string extension = extension_of(file.name);
    if (extension == "csv") return "CSV";
    if (extension == "tsv" || extension == "tab") return "TSV";
    if (extension == "ics") return "an iCalendar file";
    if (extension == "json" || text.empty() || text.front() == '{' || text.front() == '[') return {};
    const std::string_view line = text.substr(0, text.find('\n'));
    if (std::count(line.begin(), line.end(), '\t') >= 2) return "TSV";
    if (std::count(line.begin(), line.end(), ',') >= 2 || std::count(line.begin(), line.end(), ';') >= 2) return "CSV";
    return {};
}

}  // namespace choke
