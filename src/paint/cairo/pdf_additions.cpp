#include "paint/cairo/pdf_additions.h"

#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <system_error>

#include <fmt/format.h>

#include "base/text.h"

namespace choke {
namespace {

std::optional<uint64_t> number_at(std::string_view text, size_t at) {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r')) ++at;
    if (at >= text.size()) return std::nullopt;
    uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), value);
    if (error != std::errc() || end == text.data() + at) return std::nullopt;
    return value;
}

std::optional<uint64_t> number_behind(std::string_view text, std::string_view key, size_t from) {
    const size_t at = text.find(key, from);
    return at == std::string_view::npos ? std::nullopt : number_at(text, at + key.size());
}

// What stands in an object's dictionary, with the closing >>; nothing when there is no such object.
std::optional<std::string> entries_of(std::string_view pdf, uint64_t object) {
    const size_t begin = pdf.rfind(fmt::format("\n{} 0 obj", object));
    if (begin == std::string_view::npos) return std::nullopt;
    const size_t open = pdf.find("<<", begin);
    const size_t close = pdf.find("endobj", begin);
    if (open == std::string_view::npos || close == std::string_view::npos || open > close) return std::nullopt;
    return std::string(pdf.substr(open + 2, close - open - 2));
}

// A list of references behind a key: "[ 4 0 R 5 0 R ]".
std::vector<uint64_t> references_behind(std::string_view entries, std::string_view key) {
    std::vector<uint64_t> objects;
    size_t at = entries.find(key);
    if (at == std::string_view::npos) return objects;
    at = entries.find('[', at);
    const size_t end = entries.find(']', at);
    if (at == std::string_view::npos || end == std::string_view::npos) return objects;
    for (++at; at < end;) {
        const auto object = number_at(entries.substr(0, end), at);
        if (!object) break;
        objects.push_back(*object);
        at = entries.find('R', at);
        if (at == std::string_view::npos) break;
        ++at;
    }
    return objects;
}

// The pages in their order: Cairo writes all of them into one node.
std::vector<uint64_t> page_objects(std::string_view pdf, std::string_view catalog) {
    const auto root = number_behind(catalog, "/Pages", 0);
    const auto node = root ? entries_of(pdf, *root) : std::nullopt;
    return node ? references_behind(*node, "/Kids") : std::vector<uint64_t>{};
}

// A text string (PDF 32000-1, 7.9.2.2) in UTF-16BE, as hexadecimal digits.
std::string text_string(std::string_view text) {
    std::string out = "<FEFF";
    for (size_t i = 0; i < text.size();) {
        const auto c = static_cast<uint32_t>(next_code_point(text, i));
        if (c < 0x10000) {
            out += fmt::format("{:04X}", c);
        } else {
            out += fmt::format("{:04X}{:04X}", 0xD800U + ((c - 0x10000) >> 10U), 0xDC00U + ((c - 0x10000) & 0x3FFU));
        }
    }
    return out + ">";
}

// Cairo writes the structure as a flat list below its root. Adds an element for the document between the two, and gives the
// figures their words. Objects by number. False: it is another structure.
bool add_document_element(std::string_view pdf, uint64_t root, uint64_t document, const std::vector<std::string>& figures,
                          std::map<uint64_t, std::string>& objects) {
    const auto entries = entries_of(pdf, root);
    if (!entries) return false;
    const size_t list = entries->find("/K [");
    const size_t list_end = entries->find(']', list);
    if (list == std::string::npos || list_end == std::string::npos) return false;
    const std::string kids = entries->substr(list, list_end + 1 - list);
    const std::string parent = fmt::format("/P {} 0 R", root);
    size_t figure = 0;
    for (const uint64_t kid : references_behind(kids, "/K")) {
        auto element = entries_of(pdf, kid);
        const size_t at = element ? element->find(parent) : std::string::npos;
        if (at == std::string::npos) return false;
        element->replace(at, parent.size(), fmt::format("/P {} 0 R", document));
        std::string words;
        if (element->find("/S /Figure") != std::string::npos) {
            if (figure == figures.size()) return false;
            words = fmt::format(" /Alt {}", text_string(figures[figure++]));
        }
        objects[kid] = fmt::format("<<{}{}", words, *element);
    }
    if (figure != figures.size()) return false;
    objects[root] = fmt::format("<<{}/K [ {} 0 R ]{}", entries->substr(0, list), document, entries->substr(list_end + 1));
    objects[document] = fmt::format("<< /Type /StructElem /S /Document {} {} >>\n", parent, kids);
    return true;
}

// A URI is ASCII (PDF 32000-1, 12.6.4.7); in a string in parentheses those and the backslash are escaped.
std::string uri_string(std::string_view url) {
    std::string out;
    for (const char c : url) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '(' || c == ')' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte > 0x20 && byte < 0x7F) {
            out += c;
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned>(byte));
        }
    }
    return out;
}

std::string annotation(const PdfLink& link, const std::vector<uint64_t>& pages) {
    const Rect& r = link.rect;
    std::string text = fmt::format("<< /Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [{:.2f} {:.2f} {:.2f} {:.2f}]", r.x,
                                   link.height_pt - r.bottom(), r.right(), link.height_pt - r.y);
    if (link.url.empty()) return text + fmt::format(" /Dest [{} 0 R /Fit] >>", pages[link.to_page]);
    return text + fmt::format(" /A << /Type /Action /S /URI /URI ({}) >> >>", uri_string(link.url));
}

}  // namespace

bool add_to_pdf(std::string& pdf, const PdfAdditions& additions) {
    const std::string& language = additions.language;
    const size_t trailer = pdf.rfind("trailer");
    if (trailer == std::string::npos) return false;
    const auto size = number_behind(pdf, "/Size", trailer);
    const auto root = number_behind(pdf, "/Root", trailer);
    const auto info = number_behind(pdf, "/Info", trailer);
    const auto table = number_behind(pdf, "startxref", trailer);
    if (!size || !root || !info || !table) return false;
    const auto catalog = entries_of(pdf, *root);
    if (!catalog) return false;
    const std::vector<uint64_t> pages = page_objects(pdf, *catalog);

    std::map<uint64_t, std::string> objects;  // by number: what is new
    uint64_t next = *size;
    const auto structure = number_behind(*catalog, "/StructTreeRoot", 0);
    if (structure ? !add_document_element(pdf, *structure, next++, additions.figures, objects) : !additions.figures.empty()) return false;
    objects[*root] = fmt::format("<<{}{} /ViewerPreferences << /DisplayDocTitle true >>{}",
                                 language.empty() ? "" : fmt::format(" /Lang ({})", language),
                                 structure && catalog->find("/MarkInfo") == std::string::npos ? " /MarkInfo << /Marked true >>" : "", *catalog);
    std::map<uint64_t, std::string> annotations;  // by page object: references
    for (const PdfLink& link : additions.links) {
        if (link.page >= pages.size() || (link.url.empty() && link.to_page >= pages.size())) return false;
        objects[next] = annotation(link, pages) + "\n";
        annotations[pages[link.page]] += fmt::format(" {} 0 R", next);
        ++next;
    }
    for (const auto& [page, references] : annotations) {
        const auto entries = entries_of(pdf, page);
        if (!entries) return false;
        objects[page] = fmt::format("<< /Annots [{} ]\n{}", references, *entries);
    }

    if (!pdf.ends_with('\n')) pdf += '\n';
    std::string section = "xref\n";
    for (const auto& [number, body] : objects) {
        section += fmt::format("{} 1\n{:010} 00000 n \n", number, pdf.size());
        pdf += fmt::format("{} 0 obj\n{}endobj\n", number, body);
    }
    const size_t section_at = pdf.size();
    pdf += section + fmt::format("trailer\n<< /Size {}\n   /Root {} 0 R\n   /Info {} 0 R\n   /Prev {}\n>>\nstartxref\n{}\n%%EOF\n", next,
                                 *root, *info, *table, section_at);
    return true;
}

}  // namespace choke
