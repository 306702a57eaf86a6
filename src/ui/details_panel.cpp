#include <fmt/format.h>

#include "app/paths.h"
#include "base/text.h"
#include "ui/panels.h"
#include "ui/widgets.h"
#include "views/style.h"

namespace choke {
namespace {

void badge(const PanelContext& ui, Status status) {
    const MarkStyle style = event_style(status, Side::US, ui.theme);
    const std::string_view words = status_label(status);
    ui.fonts.push(FontWeight::SemiBold, 12 * ui.scale);
    const ImVec2 text = ImGui::CalcTextSize(words.data(), words.data() + words.size());
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 size{text.x + ui.px(34), text.y + ui.px(6)};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRect(at, {at.x + size.x, at.y + size.y}, packed(ui.theme.outline), size.y / 2, 0, ui.px(1.2));
    SymbolMark symbol;
    symbol.size = 13;
    symbol.fill = style.fill;
    symbol.stroke = style.stroke;
    draw_symbol(list, symbol, {at.x + ui.px(14), at.y + size.y / 2}, ui.scale);
    list.AddText({at.x + ui.px(24), at.y + ui.px(3)}, packed(ui.theme.text), words.data(), words.data() + words.size());
    ImGui::Dummy(size);
    ImGui::PopFont();
}

std::string id_of(const Dataset& data, NodeRef node) { return std::string(data.node_id(node)); }

// What a step of a way is about: its event where it has one, else where it leads to.
std::string node_id_of(const Dataset& data, const PathStep& step) {
    return id_of(data, step.from.kind == NodeKind::Event && step.to.kind != NodeKind::Event ? step.from : step.to);
}

// A row that leads to another page.
void link_row(const PanelContext& ui, const NodeLink& link, int number) {
    const Theme& theme = ui.theme;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float left = ui.px(22);
    ui.fonts.push(FontWeight::Regular, 13 * ui.scale);
    const float wrap = width - left;
    const ImVec2 label = ImGui::CalcTextSize(link.label.c_str(), nullptr, false, wrap);
    ImGui::PopFont();
    std::string under = link.note;
    if (!link.change.empty()) under = link.change + (under.empty() ? "" : " · ") + under;
    if (!link.date.empty()) under += (under.empty() ? "" : " · ") + link.date;
    if (link.status && *link.status != Status::Established)
        under += (under.empty() ? "" : " · ") + std::string(link.is_tie ? "tie " : "") + std::string(word(*link.status));
    ui.fonts.push(FontWeight::Regular, 12 * ui.scale);
    const float under_height = under.empty() ? 0 : ImGui::CalcTextSize(under.c_str(), nullptr, false, wrap).y;
    const float basis_height = link.basis.empty() ? 0 : ImGui::CalcTextSize(link.basis.c_str(), nullptr, false, wrap).y;
    ImGui::PopFont();
    const float height = label.y + under_height + basis_height + ui.px(7);
    bool hovered = false;
    if (row_button(ui, fmt::format("{}#{}", id_of(*ui.state.data, link.node), number), height, false, hovered))
        ui.run("select.id", id_of(*ui.state.data, link.node));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    SymbolMark symbol;
    symbol.size = 14;
    const Side side = link.side.value_or(Side::Other);
    if (link.node.kind == NodeKind::Event) {
        // The symbol is the event's own, whatever the status of the tie that leads to it.
        const MarkStyle style = event_style(*ui.state.data, id_at<EventId>(link.node.index), ui.visible.known_by_s, theme);
        symbol.shape = shape_of_kind(link.kind);
        symbol.fill = style.fill;
        symbol.stroke = style.stroke;
    } else {
        const bool thing = link.node.kind == NodeKind::Thing;
        symbol.shape = thing ? kThingShape : kActorShape;
        const Colour hue = theme.side[static_cast<size_t>(side)];
        symbol.fill = thing ? mix(theme.background, hue, 0.22) : hue;
        symbol.stroke = {thing ? theme.hollow_outline[static_cast<size_t>(side)] : theme.mark_outline, 1.2F, LineStyle::Solid};
    }
    draw_symbol(list, symbol, {at.x + ui.px(8), at.y + ui.px(11)}, ui.scale);
    float y = at.y + ui.px(2);
    ui.fonts.push(FontWeight::Regular, 13 * ui.scale);
    list.AddText(ImGui::GetFont(), ImGui::GetFontSize(), {at.x + left, y}, packed(hovered ? theme.text : theme.link), link.label.c_str(),
                 nullptr, wrap);
    ImGui::PopFont();
    y += label.y;
    ui.fonts.push(FontWeight::Regular, 12 * ui.scale);
    if (!under.empty()) {
        list.AddText(ImGui::GetFont(), ImGui::GetFontSize(), {at.x + left, y}, packed(theme.secondary), under.c_str(), nullptr, wrap);
        y += under_height;
    }
    if (!link.basis.empty())
        list.AddText(ImGui::GetFont(), ImGui::GetFontSize(), {at.x + left, y}, packed(theme.secondary), link.basis.c_str(), nullptr, wrap);
    ImGui::PopFont();
}

void web_link(const PanelContext& ui, const std::string& url, int number) {
    ui.fonts.push(FontWeight::Regular, 12 * ui.scale);
    ImGui::PushStyleColor(ImGuiCol_Text, vec4(ui.theme.link));
    ImGui::PushID(number);
    std::string shown = url.size() > 46 ? url.substr(0, 45) + "…" : url;
    if (ImGui::Selectable(shown.c_str())) ui.run("help.open-link", url);
    ImGui::SetItemTooltip("Opens %s in the browser", url.c_str());
    ImGui::PopID();
    ImGui::PopStyleColor();
    ImGui::PopFont();
}

void claim_card(const PanelContext& ui, const ClaimCard& claim, int number) {
    const Theme& theme = ui.theme;
    ImGui::PushID(number);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(6), ui.px(2)});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    // The words first, in the upper channel; then the card behind them, which is as high as they turned out to be.
    list.ChannelsSplit(2);
    list.ChannelsSetCurrent(1);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    constexpr double kPad_px = 9;
    ImGui::BeginGroup();
    ImGui::Dummy({width, ui.px(4)});
    ImGui::Indent(ui.px(kPad_px));
    const auto words = [&](std::string_view text, double em, FontWeight weight, Colour colour) {
        text_wrapped(ui, text, {em, weight, colour, kPad_px});
    };
    const bool against = claim.stance == Stance::Disputes || claim.stance == Stance::Denies || claim.stance == Stance::Retracts;
    std::string who = claim.publisher.empty() ? claim.source_title : claim.publisher;
    if (!claim.by.empty()) who = claim.by + ", in " + who;
    words(who, 13, FontWeight::SemiBold, theme.text);
    std::string line(word(claim.stance));
    if (!claim.locator.empty()) line += " · " + claim.locator;
    if (!claim.known.empty()) line += " · public " + claim.known;
    if (claim.yet_unknown) line += " (not known yet on the day looked at)";
    words(line, 12, FontWeight::Regular, against ? theme.side_text[2] : theme.secondary);
    words(claim.text, 13, FontWeight::Regular, theme.text);
    if (!claim.own_title.empty()) words("Says instead: " + claim.own_title, 13, FontWeight::Regular, theme.text);
    if (!claim.own_date.empty()) words("Its date: " + claim.own_date, 13, FontWeight::Regular, theme.text);
    for (const std::string& figure : claim.own_figures) words("Its figure: " + figure, 13, FontWeight::Regular, theme.text);
    words(claim.source_title, 12, FontWeight::Regular, theme.secondary);
    if (!claim.url.empty()) web_link(ui, claim.url, number);
    ImGui::Unindent(ui.px(kPad_px));
    ImGui::Dummy({width, ui.px(2)});
    ImGui::EndGroup();
    const ImVec2 far{at.x + width, ImGui::GetItemRectMax().y};
    list.ChannelsSetCurrent(0);
    list.AddRectFilled(at, far, packed(claim.yet_unknown ? theme.panel : theme.raised), ui.px(5));
    list.AddRect(at, far, packed(against || claim.differs() ? theme.side_text[2] : theme.grid_major), ui.px(5), 0, ui.px(1));
    list.ChannelsMerge();
    ImGui::PopStyleVar();
    if (ImGui::IsItemHovered() && !claim.place.empty()) ImGui::SetTooltip("Source %s\nStands in %s", claim.source_id.c_str(), claim.place.c_str());
    ImGui::PopID();
    gap(ui, 3);
}

void actions(const PanelContext& ui, const DetailsPage& page) {
    ui.fonts.push(FontWeight::Regular, 12 * ui.scale);
    if (ImGui::Button("Zoom to it")) ui.run("view.frame-selection");
    ImGui::SameLine();
    if (page.node && page.node->kind == NodeKind::Actor) {
        if (ImGui::Button("Only this actor")) ui.run("filter.actor", page.id);
        ImGui::SameLine();
    }
    if (!ui.state.session.back.empty() && ImGui::Button("Back")) ui.run("select.back");
    ImGui::NewLine();
    ImGui::PopFont();
}

// How many it was tied to at the end of each period, and in how many events it is named within it.
void course(const PanelContext& ui, const NodeCourse& course) {
    if (course.periods.size() < 2) return;
    heading(ui, "TIED TO HOW MANY, BY " + (course.period == "year" ? std::string("YEAR") : course.period == "quarter" ? std::string("QUARTER") : course.period));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float height = ui.px(44);
    const float step = width / static_cast<float>(course.periods.size());
    ImGui::InvisibleButton("##course", {width, height + ui.px(3)});
    if (ImGui::IsItemHovered()) {
        const auto i = static_cast<size_t>(std::clamp((ImGui::GetIO().MousePos.x - at.x) / step, 0.0F, static_cast<float>(course.periods.size() - 1)));
        const CoursePeriod& period = course.periods[i];
        ImGui::SetTooltip("%s: tied to %u, named in %u event%s", period.words.c_str(), period.others, period.events, period.events == 1 ? "" : "s");
    }
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float ground = at.y + height;
    const auto most = static_cast<float>(std::max(1U, course.most_others()));
    const float between = step > ui.px(4) ? ui.px(1.5) : 0;
    for (size_t i = 0; i < course.periods.size(); ++i) {
        if (course.periods[i].others == 0) continue;
        const float x = at.x + step * static_cast<float>(i);
        const float top = ground - std::max(ui.px(1.5), height * static_cast<float>(course.periods[i].others) / most);
        list.AddRectFilled({x, top}, {x + step - between, ground}, packed(ui.theme.secondary));
    }
    list.AddLine({at.x, ground + 1}, {at.x + width, ground + 1}, packed(ui.theme.grid_major));
    const std::string last = fmt::format("{} · {}", course.periods.back().words, course.periods.back().others);
    ui.fonts.push(FontWeight::Regular, 11 * ui.scale);
    const ImVec2 under = ImGui::GetCursorScreenPos();
    list.AddText(under, packed(ui.theme.secondary), course.periods.front().words.c_str());
    list.AddText({under.x + width - ImGui::CalcTextSize(last.c_str()).x, under.y}, packed(ui.theme.secondary), last.c_str());
    ImGui::Dummy({width, ImGui::GetTextLineHeight()});
    ImGui::PopFont();
}

void body(const PanelContext& ui, const DetailsPage& page) {
    const Theme& theme = ui.theme;
    text_wrapped(ui, page.title, {kTypeLarge, FontWeight::Bold, theme.text});
    std::string line = page.date;
    if (!page.kind.empty()) line += (line.empty() ? "" : " · ") + page.kind;
    if (page.side && page.node && page.node->kind != NodeKind::Event) line += " · " + std::string(side_label(*page.side));
    text_wrapped(ui, line, {13, FontWeight::Regular, theme.secondary});
    text_wrapped(ui, page.known, {12, FontWeight::Regular, theme.secondary});
    if (page.status) {
        gap(ui, 2);
        badge(ui, *page.status);
        text_wrapped(ui, page.status_why, {12, FontWeight::Regular, theme.secondary});
    }
    if (!page.aliases.empty()) {
        std::string names;
        for (const std::string& alias : page.aliases) names += (names.empty() ? "" : ", ") + alias;
        text_wrapped(ui, "Also: " + names, {13, FontWeight::Regular, theme.secondary});
    }
    gap(ui, 2);
    text_wrapped(ui, page.summary, {kTypeBody, FontWeight::Regular, theme.text});
    if (page.node) {
        gap(ui, 3);
        actions(ui, page);
    }
    course(ui, page.course);
    int number = 0;
    const auto rows = [&](std::string_view title, const std::vector<NodeLink>& links) {
        if (links.empty()) return;
        heading(ui, title);
        for (const NodeLink& link : links) link_row(ui, link, number++);
    };
    rows("WHO", page.who);
    const auto group_rows = [&](const LinkGroup& group) {
        std::string title = group.heading;
        for (char& c : title)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        rows(title, group.links);
        if (group.left_out > 0)
            text_wrapped(ui, fmt::format("and {} more: filter by this to see them all", group.left_out),
                         {12, FontWeight::Regular, theme.secondary});
        if (page.node) return;
        // A tie is shown for the sake of its sources: they stand open under its relations.
        for (const NodeLink& link : group.links)
            for (const ClaimCard& claim : link.claims) claim_card(ui, claim, number++);
    };
    for (const LinkGroup& group : page.groups)
        if (group.is_answer) group_rows(group);
    if (!page.figures.empty()) {
        heading(ui, "FIGURES");
        for (const FigureLine& figure : page.figures) {
            text_wrapped(ui, figure.name, {12, FontWeight::Regular, ui.theme.secondary});
            text_wrapped(ui, figure.value, {kTypeBody, FontWeight::SemiBold, ui.theme.text});
            text_wrapped(ui, figure.note, {12, FontWeight::Regular, ui.theme.secondary});
            gap(ui, 2);
        }
    }
    if (!page.status_reason.empty()) {
        heading(ui, "WHY THIS STATUS");
        text_wrapped(ui, page.status_reason, {13, FontWeight::Regular, theme.text});
    }
    if (!page.claims.empty()) {
        heading(ui, fmt::format("WHO SAYS SO · {} CLAIM{}", page.claims.size(), page.claims.size() == 1 ? "" : "S"));
        for (const ClaimCard& claim : page.claims) claim_card(ui, claim, number++);
    }
    for (const LinkGroup& group : page.groups)
        if (!group.is_answer) group_rows(group);
    rows("WHAT WITH", page.things);
    if (!page.notes.empty()) {
        heading(ui, "NOTES");
        text_wrapped(ui, page.notes, {13, FontWeight::Regular, theme.secondary});
    }
    if (page.node) {
        gap(ui, 6);
        text_wrapped(ui, page.id + (page.place.empty() ? "" : "\nin " + page.place), {11, FontWeight::Regular, theme.faint});
    }
}

// How one node leads to another: every step a sentence that leads to its page, and what all ways hang on.
void ways(const PanelContext& ui, const std::vector<PathStory>& stories) {
    const Dataset& data = *ui.state.data;
    const auto ends = path_ends(data, ui.state.document.path);
    if (!ends) return;
    text_wrapped(ui, fmt::format("From {} to {}", displayable(data.node_label(ends->first)), displayable(data.node_label(ends->second))),
                 {kTypeLarge, FontWeight::Bold, ui.theme.text});
    if (stories.empty())
        text_wrapped(ui, "Nothing that was known on this day leads from the one to the other.", {13, FontWeight::Regular, ui.theme.secondary});
    int number = 0;
    for (size_t i = 0; i < stories.size(); ++i) {
        heading(ui, fmt::format("WAY {} · {}", i + 1, stories[i].summary));
        for (const PathStep& step : stories[i].steps) {
            const float wrap = ImGui::GetContentRegionAvail().x - ui.px(8);
            ui.fonts.push(FontWeight::Regular, 13 * ui.scale);
            const float height = ImGui::CalcTextSize(step.sentence.c_str(), nullptr, false, wrap).y + ui.px(5);
            const ImVec2 at = ImGui::GetCursorScreenPos();
            bool hovered = false;
            if (row_button(ui, fmt::format("step-{}", number++), height, false, hovered)) ui.run("select.id", node_id_of(data, step));
            ImGui::GetWindowDrawList()->AddText(ImGui::GetFont(), ImGui::GetFontSize(), {at.x + ui.px(4), at.y + ui.px(2)},
                                                packed(hovered ? ui.theme.text : ui.theme.link), step.sentence.c_str(), nullptr, wrap);
            ImGui::PopFont();
        }
    }
    if (const auto* cuts = ui.derived.path_cuts(ui.state); cuts != nullptr && !cuts->empty()) {
        heading(ui, "WHAT THEY ALL HANG ON");
        for (const PathCut& cut : *cuts) text_wrapped(ui, displayable(cut.sentence), {13, FontWeight::Regular, ui.theme.text});
    }
    gap(ui, 4);
    if (ImGui::Button("No ways any more")) ui.run("map.path-clear");
    gap(ui, 8);
}

// A story filters to its events when it is clicked.
void story_row(const PanelContext& ui, size_t story) {
    const Dataset& data = *ui.state.data;
    const std::string id(data.text(data.stories.id[story]));
    const std::string title(data.text(data.stories.title[story]));
    const std::string question(data.text(data.stories.question[story]));
    const float width = ImGui::GetContentRegionAvail().x;
    ui.fonts.push(FontWeight::SemiBold, 13 * ui.scale);
    const float title_height = ImGui::CalcTextSize(title.c_str(), nullptr, false, width).y;
    ImGui::PopFont();
    ui.fonts.push(FontWeight::Regular, 12 * ui.scale);
    const float question_height = ImGui::CalcTextSize(question.c_str(), nullptr, false, width).y;
    ImGui::PopFont();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    bool hovered = false;
    if (row_button(ui, "story-" + id, title_height + question_height + ui.px(7), false, hovered)) ui.run("filter.set", "story:" + id);
    ImGui::SetItemTooltip("Shows the %d events of this story", static_cast<int>(data.stories.steps[story].size()));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ui.fonts.push(FontWeight::SemiBold, 13 * ui.scale);
    list.AddText(ImGui::GetFont(), ImGui::GetFontSize(), {at.x, at.y + ui.px(2)}, packed(hovered ? ui.theme.text : ui.theme.link),
                 title.c_str(), nullptr, width);
    ImGui::PopFont();
    ui.fonts.push(FontWeight::Regular, 12 * ui.scale);
    list.AddText(ImGui::GetFont(), ImGui::GetFontSize(), {at.x, at.y + ui.px(2) + title_height}, packed(ui.theme.secondary),
                 question.c_str(), nullptr, width);
    ImGui::PopFont();
}

void nothing_selected(const PanelContext& ui) {
    const Dataset& data = *ui.state.data;
    const Theme& theme = ui.theme;
    text_wrapped(ui, data.title.empty() ? "Events" : data.title, {kTypeLarge, FontWeight::Bold, theme.text});
    text_wrapped(ui, data.description, {kTypeBody, FontWeight::Regular, theme.text});
    gap(ui, 6);
    text_wrapped(ui, fmt::format("{} events, {} actors, {} things, {} relations; {} claims from {} sources.", data.events.size(),
                                 data.actors.size(), data.things.size(), data.relations.size(), data.claims.size(), data.sources.size()),
                 {13, FontWeight::Regular, theme.secondary});
    heading(ui, "START HERE");
    for (const std::string_view hint :
         {"Click a mark: its sources come up here.", "Click an actor on the left, or press E: only its events stay.",
          "Wheel zooms at the pointer, dragging pans, 0 shows everything.",
          "Full stop and comma step through the events. ? shows all keys."})
        text_wrapped(ui, hint, {13, FontWeight::Regular, theme.secondary});
    if (data.stories.size() > 0) {
        heading(ui, "STORIES");
        for (size_t i = 0; i < data.stories.size(); ++i) {
            story_row(ui, i);
        }
    }
}

}  // namespace

void draw_details(const PanelContext& ui, ImVec2 at, ImVec2 size) {
    if (begin_panel("Details", at, size, ui, ui.theme.panel, {14, 10})) {
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(6), ui.px(3)});
        ImGui::BeginChild("page", {0, 0}, ImGuiChildFlags_NavFlattened);
        if (ui.takes_focus(Panel::Details)) ui.local.focus_next_row = true;
        if (ImGui::IsWindowFocused(ImGuiFocusedFlags_RootAndChildWindows)) ui.local.focused = Panel::Details;
        const Session& session = ui.state.session;
        const std::vector<PathStory>* stories = ui.derived.paths(ui.state);
        if (stories != nullptr) ways(ui, *stories);
        if (ui.page == nullptr && stories == nullptr) {
            nothing_selected(ui);
        } else if (ui.page != nullptr) {
            if (!session.tie && session.selected.size() > 1)
                text_wrapped(ui, fmt::format("{} selected; the last one:", session.selected.size()),
                             {12, FontWeight::Regular, ui.theme.selection});
            body(ui, *ui.page);
        }
        ui.local.focus_next_row = false;
        gap(ui, 10);
        ImGui::EndChild();
        ImGui::PopStyleVar();
    }
    end_panel();
}

}  // namespace choke
