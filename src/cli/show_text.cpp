// The page of `show` as text for people: wrapped lines under headings, with the id behind everything that can
// be shown in turn.
#include <fmt/format.h>

#include "base/text.h"
#include "cli/sheet.h"
#include "cli/show_page.h"
#include "views/style.h"

namespace choke {
namespace {

constexpr size_t kLineWidth = 90;  // of terminal columns: comfortable to read, and fits a window of a hundred

class PageWriter {
  public:
    explicit PageWriter(const Dataset& data) : data_(data) {}

    std::string write(const ShownPage& shown) {
        const DetailsPage& page = shown.page;
        paragraph(page.title, 0);
        std::string line = page.id;
        const auto add = [&](std::string_view text) {
            if (!text.empty()) line += (line.empty() ? "" : " · ") + std::string(text);
        };
        add(page.kind);
        add(page.date);
        if (page.side) add(side_label(*page.side));
        paragraph(line, 0);
        if (page.status) {
            line = status_label(*page.status);
            if (!page.status_why.empty()) line += ": " + page.status_why;
            paragraph(line, 0);
        }
        paragraph(page.known, 0);
        if (!page.aliases.empty()) {
            line = "Also:";
            for (const std::string& alias : page.aliases)
                line += (alias == page.aliases.front() ? " " : ", ") + alias;
            paragraph(line, 0);
        }
        for (const auto& [name, value] : shown.facts) item(name + ": " + value, 0);
        section("", page.summary);
        section("Notes", page.notes);
        links("Who", page.who);
        links("Things", page.things);
        if (!page.figures.empty()) heading("Figures");
        for (const FigureLine& figure : page.figures)
            item(fmt::format("{}: {}{}", figure.name, figure.value,
                             figure.note.empty() ? std::string() : " (" + figure.note + ")"),
                 2);
        for (const LinkGroup& group : page.groups) links(group.heading, group.links);
        steps(shown.steps);
        if (!page.claims.empty()) heading("Claims");
        for (const ClaimCard& claim : page.claims) write_claim(claim, 2);
        if (!page.place.empty()) {
            out_ += '\n';
            paragraph("In the data: " + page.place, 0);
        }
        return std::move(out_);
    }

  private:
    // Wraps at spaces. Lines behind the first of an item stand two further in.
    void item(std::string_view text, size_t indent) { wrap(text, indent, indent + 2); }
    void paragraph(std::string_view text, size_t indent) { wrap(text, indent, indent); }

    void wrap(std::string_view text, size_t indent, size_t next_indent) {
        const std::string safe = displayable(text);
        std::string line(indent, ' ');
        bool empty = true;
        for (size_t at = 0; at < safe.size();) {
            size_t end = safe.find(' ', at);
            if (end == std::string::npos) end = safe.size();
            const std::string_view word = std::string_view(safe).substr(at, end - at);
            at = end + 1;
            if (word.empty()) continue;
            if (!empty && display_width(line) + 1 + display_width(word) > kLineWidth) {
                out_ += line + '\n';
                line.assign(next_indent, ' ');
                empty = true;
            }
            if (!empty) line += ' ';
            line += word;
            empty = false;
        }
        if (!empty) out_ += line + '\n';
    }

    void heading(std::string_view text) { out_ += "\n" + std::string(text) + "\n"; }

    void section(std::string_view name, const std::string& text) {
        if (text.empty()) return;
        if (name.empty()) {
            out_ += '\n';
            paragraph(text, 0);
        } else {
            heading(name);
            paragraph(text, 2);
        }
    }

    void links(std::string_view name, const std::vector<NodeLink>& list) {
        if (list.empty()) return;
        heading(name);
        for (const NodeLink& link : list) {
            std::string line;
            if (!link.date.empty()) line += link.date + ": ";
            line += link.label;
            if (!link.note.empty()) line += " (" + link.note + ")";
            if (link.status) line += ", " + std::string(word(*link.status));
            line += fmt::format(" [{}]", data_.node_id(link.node));
            item(line, 2);
            paragraph(link.basis, 4);
            for (const ClaimCard& claim : link.claims) write_claim(claim, 4);
        }
    }

    void steps(const std::vector<ShownStep>& list) {
        if (list.empty()) return;
        heading("Steps");
        for (size_t i = 0; i < list.size(); ++i) {
            const ShownStep& step = list[i];
            item(fmt::format("{}. {}: {} [{}]", i + 1, step.date,
                             step.headline.empty() ? step.title : step.headline,
                             data_.text(data_.events.id[index(step.event)])),
                 2);
            paragraph(step.caption, 5);
        }
    }

    void write_claim(const ClaimCard& claim, size_t indent) {
        std::string line = std::string(word(claim.stance)) + ": " + claim.source_title;
        if (!claim.publisher.empty()) line += ", " + claim.publisher;
        if (!claim.locator.empty()) line += ", " + claim.locator;
        if (!claim.by.empty()) line += ", by " + claim.by;
        if (!claim.known.empty()) line += ", known " + claim.known;
        if (claim.yet_unknown) line += ", not yet known";
        item(fmt::format("{} [{}]", line, claim.source_id), indent);
        paragraph(claim.text, indent + 2);
        if (!claim.own_title.empty()) paragraph("says: " + claim.own_title, indent + 2);
        if (!claim.own_date.empty()) paragraph("dates it " + claim.own_date, indent + 2);
        for (const std::string& figure : claim.own_figures) paragraph("gives " + figure, indent + 2);
        paragraph(claim.url, indent + 2);
    }

    const Dataset& data_;
    std::string out_;
};

}  // namespace

std::string page_text(const Dataset& data, const ShownPage& shown) { return PageWriter(data).write(shown); }

}  // namespace choke
