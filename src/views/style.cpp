#include "views/style.h"

#include <algorithm>
#include <array>

namespace choke {
namespace {

struct KindStyle {
    std::string_view kind;
    SymbolShape shape;
    std::string_view label;
};

constexpr std::array kEventKinds{
    KindStyle{"rule", SymbolShape::Square, "Rule or licence"},
    KindStyle{"enforcement", SymbolShape::Cross, "Enforcement"},
    KindStyle{"company", SymbolShape::Circle, "Company move"},
    KindStyle{"release", SymbolShape::Hexagon, "Release"},
    KindStyle{"market", SymbolShape::Diamond, "Market"},
    KindStyle{"retaliation", SymbolShape::TriangleUp, "Retaliation"},
    KindStyle{"allegation", SymbolShape::TriangleDown, "Allegation"},
    KindStyle{"research", SymbolShape::Pentagon, "Research"},
    KindStyle{"access", SymbolShape::Star, "Access decision"},
    KindStyle{"statement", SymbolShape::Bubble, "Statement"},
    KindStyle{"diplomacy", SymbolShape::Plus, "Diplomacy"},
    KindStyle{"forecast", SymbolShape::Bar, "Forecast"},
};

constexpr double kHollowTint = 0.16;

// "export-control" -> "Export control"
std::string in_words(std::string_view kind) {
    std::string label(kind);
    std::replace(label.begin(), label.end(), '-', ' ');
    if (!label.empty() && label[0] >= 'a' && label[0] <= 'z') label[0] = static_cast<char>(label[0] - 'a' + 'A');
    return label;
}

}  // namespace

SymbolShape shape_of_kind(std::string_view event_kind) {
    for (const KindStyle& row : kEventKinds)
        if (row.kind == event_kind) return row.shape;
    return SymbolShape::Circle;
}

std::string kind_label(std::string_view kind) {
    for (const KindStyle& row : kEventKinds)
        if (row.kind == kind) return std::string(row.label);
    return in_words(kind);
}

std::string actor_kind_label(std::string_view kind) { return kind == "lab" ? "AI lab" : in_words(kind); }

std::string_view status_label(Status status) {
    switch (status) {
        case Status::Established: return "Established";
        case Status::Reported: return "Reported";
        case Status::Assessed: return "Assessed";
        case Status::Alleged: return "Alleged";
        case Status::Disputed: return "Disputed";
        case Status::Forecast: return "Forecast";
        case Status::Retracted: return "Retracted";
        case Status::NotYetKnown: return "Not yet known";
    }
    return "";
}

std::string_view side_label(Side side) {
    switch (side) {
        case Side::US: return "United States";
        case Side::China: return "China";
        case Side::Other: return "Others";
    }
    return "";
}

MarkStyle event_style(const Dataset& data, EventId event, Instant known_by_s, const Theme& theme) {
    const Side side = leading_side(data, event);
    MarkStyle style = event_style(event_status(data, event, known_by_s), side, theme);
    // That somebody alleged something may be well reported; what is alleged is not. Such a mark is never solid.
    if (data.event_kinds.word(data.events.kind[index(event)]) == "allegation")
        style.fill = mix(theme.background, theme.side[static_cast<size_t>(side)], kHollowTint);
    return style;
}

namespace {

MarkStyle style_in(Status status, Colour hue, Colour line, const Theme& theme) {
    const Colour ink = theme.mark_outline;
    // Hollow marks are filled with a tint over the background, so that lines do not shine through them.
    const Colour hollow = mix(theme.background, hue, kHollowTint);
    switch (status) {
        case Status::Established: return {hue, {ink, 1.8F, LineStyle::Solid}};
        case Status::Reported: return {mix(theme.background, hue, 0.45), {line, 1.0F, LineStyle::Solid}};
        case Status::Assessed: return {hollow, {line, 1.6F, LineStyle::DashDot}};
        case Status::Alleged: return {hollow, {line, 1.6F, LineStyle::Dashed}};
        case Status::Disputed: return {hollow, {line, 1.4F, LineStyle::Double}};
        case Status::Forecast: return {hollow, {line, 1.6F, LineStyle::Dotted}};
        case Status::Retracted: return {hollow, {theme.secondary, 1.4F, LineStyle::Struck}};
        case Status::NotYetKnown: return {theme.background, {theme.faint, 1.0F, LineStyle::Dotted}};
    }
    return {hue, {ink, 1.5F, LineStyle::Solid}};
}

Status status_of(Stance stance) {
    switch (stance) {
        case Stance::Establishes: return Status::Established;
        case Stance::Reports: return Status::Reported;
        case Stance::Alleges: return Status::Alleged;
        case Stance::Assesses: return Status::Assessed;
        case Stance::Forecasts: return Status::Forecast;
        case Stance::Disputes:
        case Stance::Denies: return Status::Disputed;
        case Stance::Retracts: return Status::Retracted;
    }
    return Status::Reported;
}

}  // namespace

MarkStyle event_style(Status status, Side side, const Theme& theme) {
    return style_in(status, theme.side[static_cast<size_t>(side)], theme.hollow_outline[static_cast<size_t>(side)], theme);
}

SymbolShape shape_of_stance(Stance stance) {
    switch (stance) {
        case Stance::Disputes: return SymbolShape::Diamond;
        case Stance::Denies: return SymbolShape::Cross;
        case Stance::Establishes:
        case Stance::Reports:
        case Stance::Alleges:
        case Stance::Assesses:
        case Stance::Forecasts:
        case Stance::Retracts: break;
    }
    return SymbolShape::Circle;
}

MarkStyle stance_style(Stance stance, std::optional<Side> by, const Theme& theme) {
    MarkStyle style = by ? event_style(status_of(stance), *by, theme)
                         : style_in(status_of(stance), theme.text, theme.text, theme);
    // Two outlines of a cross run into each other; its shape says enough.
    if (stance == Stance::Denies) style.stroke.style = LineStyle::Solid;
    return style;
}

std::string_view stance_label(Stance stance) {
    switch (stance) {
        case Stance::Establishes: return "Establishes it";
        case Stance::Reports: return "Reports it";
        case Stance::Alleges: return "Alleges it";
        case Stance::Assesses: return "Assesses so";
        case Stance::Forecasts: return "Forecasts it";
        case Stance::Disputes: return "Disputes it";
        case Stance::Denies: return "Denies it";
        case Stance::Retracts: return "Retracts it";
    }
    return "";
}

LineStyle relation_line(Status status) {
    switch (status) {
        case Status::Alleged: return LineStyle::Dashed;
        case Status::Assessed: return LineStyle::DashDot;
        case Status::Forecast: return LineStyle::Dotted;
        case Status::Disputed: return LineStyle::Double;
        case Status::Established:
        case Status::Reported:
        case Status::Retracted:
        case Status::NotYetKnown: break;
    }
    return LineStyle::Solid;
}

ActorId leading_actor(const Dataset& data, EventId event) {
    const auto actors = data.events.actors[index(event)];
    return actors.empty() ? kNone<ActorId> : actors.front().actor;
}

Side leading_side(const Dataset& data, EventId event) {
    const ActorId actor = leading_actor(data, event);
    return actor == kNone<ActorId> ? Side::Other : data.actors.side[index(actor)];
}

double importance(const Dataset& data, EventId event) {
    const size_t number = data.node_number({NodeKind::Event, static_cast<uint32_t>(event)});
    const double ties = static_cast<double>(data.relations_from[number].size() + data.relations_to[number].size());
    const double claims = static_cast<double>(data.events.claims[index(event)].size());
    const double actors = static_cast<double>(data.events.actors[index(event)].size());
    return 2 * ties + claims + 0.5 * actors;
}

}  // namespace choke
