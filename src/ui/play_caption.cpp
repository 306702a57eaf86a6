// What the last step of playing brought: a strip below the views with the day, what has appeared and how firm it is.
#include <utility>

#include <fmt/format.h>
#include <imgui.h>

#include "app/playback.h"
#include "base/text.h"
#include "time/civil.h"
#include "time/edtf.h"
#include "ui/panels.h"
#include "ui/widgets.h"
#include "views/style.h"

namespace choke {
namespace {

const PlayCaption& caption_of(const PanelContext& ui) {
    const UiLocal::CaptionKey key{ui.visible.revision, ui.state.session.playback.stepped_from, ui.state.session.playback.order};
    return ui.local.caption.get(key, [&](const UiLocal::CaptionKey&) { return play_caption(ui.state, ui.derived); });
}

}  // namespace

float play_caption_height(const PanelContext& ui) {
    return caption_of(ui).day == 0 ? 0 : ui.px(40);
}

void draw_play_caption(const PanelContext& ui, ImVec2 at, ImVec2 size) {
    if (begin_panel("Caption", at, size, ui, ui.theme.raised, {14, 0}, ImGuiWindowFlags_NoScrollbar)) {
        const PlayCaption& caption = caption_of(ui);
        const Dataset& data = *ui.state.data;
        const std::string day = date_words(iso_date(civil_from_days(caption.day)));
        ui.fonts.push(FontWeight::SemiBold, kTypeLarge * ui.scale);
        const float line = ImGui::GetTextLineHeight();
        const float day_width = ImGui::CalcTextSize(day.c_str()).x;
        ImGui::PopFont();
        ImGui::SetCursorScreenPos({at.x + ui.px(14), at.y + (size.y - line) / 2});
        text_line(ui, day, {kTypeLarge, FontWeight::SemiBold, ui.theme.text}, day_width + 2);
        const float begin = at.x + ui.px(28) + day_width;
        const float right = at.x + size.x - ui.px(14);
        if (caption.events.empty()) {
            ImGui::SetCursorScreenPos({begin, at.y + (size.y - line) / 2 + ui.px(2)});
            text_line(ui, ui.state.session.playback.order == PlayOrder::Known ? "nothing more became known" : "nothing more happened",
                      {kTypeBody, FontWeight::Regular, ui.theme.secondary}, right - begin);
            end_panel();
            return;
        }
        const EventId event = caption.events.front();
        std::string more = std::string(status_label(event_status(data, event, ui.visible.known_by_s)));
        if (caption.events.size() > 1) more += fmt::format(" · and {} more", grouped_number(static_cast<int64_t>(caption.events.size() - 1)));
        ui.fonts.push(FontWeight::Regular, kTypeBody * ui.scale);
        const float more_width = ImGui::CalcTextSize(more.c_str()).x;
        const float text_height = ImGui::GetTextLineHeight();
        ImGui::PopFont();
        ImGui::SetCursorScreenPos({begin, at.y});
        bool hovered = false;
        if (row_button(ui, "newest", size.y, false, hovered, right - begin)) ui.run("select.id", data.text(data.events.id[index(event)]));
        const float y = at.y + (size.y - text_height) / 2;
        const MarkStyle style = event_style(data, event, ui.visible.known_by_s, ui.theme);
        SymbolMark symbol;
        symbol.size = 15;
        symbol.shape = shape_of_kind(data.event_kinds.word(data.events.kind[index(event)]));
        symbol.fill = style.fill;
        symbol.stroke = style.stroke;
        draw_symbol(*ImGui::GetWindowDrawList(), symbol, {begin + ui.px(12), at.y + size.y / 2}, ui.scale);
        ImGui::SetCursorScreenPos({begin + ui.px(26), y});
        text_line(ui, displayable(data.text(data.events.title[index(event)])), {kTypeBody, FontWeight::Regular, ui.theme.text},
                  right - begin - more_width - ui.px(46));
        ImGui::SetCursorScreenPos({right - more_width - ui.px(4), y});
        text_line(ui, more, {kTypeBody, FontWeight::Regular, ui.theme.secondary}, more_width + 2);
    }
    end_panel();
}

}  // namespace choke
