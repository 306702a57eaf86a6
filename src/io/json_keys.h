// The keys of each kind of row, and its name in messages. For json_row_reader.cpp and json_pieces.h, which walk over rows
// by them.
#pragma once

#include <array>
#include <string_view>

#include "io/json_row_reader.h"

namespace choke {

template <>
struct RowReader::Keys<InfoRow> {
    static constexpr std::string_view noun = "'dataset'";
    static constexpr auto keys = std::to_array<Key<InfoRow>>({{"format", &InfoRow::format},
                                                              {"id", &InfoRow::id},
                                                              {"title", &InfoRow::title},
                                                              {"description", &InfoRow::description},
                                                              {"version", &InfoRow::version},
                                                              {"license", &InfoRow::license},
                                                              {"range", &InfoRow::range},
                                                              {"markers", nullptr, &RowReader::read_markers}});
};

template <>
struct RowReader::Keys<MarkerRow> {
    static constexpr std::string_view noun = "a marker";
    static constexpr auto keys = std::to_array<Key<MarkerRow>>({{"date", &MarkerRow::date},
                                                                {"range", &MarkerRow::range},
                                                                {"label", &MarkerRow::label},
                                                                {"kind", &MarkerRow::kind}});
};

template <>
struct RowReader::Keys<StateSpanRow> {
    static constexpr std::string_view noun = "a span";
    static constexpr auto keys = std::to_array<Key<StateSpanRow>>({{"from", &StateSpanRow::from},
                                                                   {"to", &StateSpanRow::to},
                                                                   {"state", &StateSpanRow::state},
                                                                   {"label", &StateSpanRow::label},
                                                                   {"event", &StateSpanRow::event}});
};

template <>
struct RowReader::Keys<StateRow> {
    static constexpr std::string_view noun = "a row of states";
    static constexpr auto keys = std::to_array<Key<StateRow>>({{"id", &StateRow::id},
                                                               {"title", &StateRow::title},
                                                               {"subject", &StateRow::subject},
                                                               {"spans", nullptr, &RowReader::read_state_spans}});
};

template <>
struct RowReader::Keys<FigureRow> {
    static constexpr std::string_view noun = "a figure";
    static constexpr auto keys = std::to_array<Key<FigureRow>>({{"name", &FigureRow::name},
                                                                {"value", nullptr, &RowReader::read_value},
                                                                {"unit", &FigureRow::unit},
                                                                {"as_of", &FigureRow::as_of},
                                                                {"note", &FigureRow::note}});
};

template <>
struct RowReader::Keys<ClaimRow> {
    static constexpr std::string_view noun = "a claim";
    static constexpr auto keys = std::to_array<Key<ClaimRow>>({{"source", &ClaimRow::source},
                                                               {"locator", &ClaimRow::locator},
                                                               {"stance", &ClaimRow::stance},
                                                               {"known", &ClaimRow::known},
                                                               {"by", &ClaimRow::by},
                                                               {"text", &ClaimRow::text},
                                                               {"date", &ClaimRow::date},
                                                               {"title", &ClaimRow::title},
                                                               {"figures", nullptr, &RowReader::read_claim_figures},
                                                               {"confidence", &ClaimRow::confidence},
                                                               {"internal", &ClaimRow::internal}});
};

template <>
struct RowReader::Keys<RoleRow> {
    static constexpr std::string_view noun = "an actor of an event";
    static constexpr auto keys =
        std::to_array<Key<RoleRow>>({{"actor", &RoleRow::actor}, {"role", &RoleRow::role}});
};

template <>
struct RowReader::Keys<StepRow> {
    static constexpr std::string_view noun = "a step";
    static constexpr auto keys = std::to_array<Key<StepRow>>({{"event", &StepRow::event},
                                                              {"headline", &StepRow::headline},
                                                              {"caption", &StepRow::caption},
                                                              {"view", &StepRow::view},
                                                              {"filter", &StepRow::filter},
                                                              {"range", &StepRow::range},
                                                              {"known_on", &StepRow::known_on},
                                                              {"select", nullptr, &RowReader::read_step_select},
                                                              {"params", nullptr, &RowReader::read_step_params}});
};

template <>
struct RowReader::Keys<WaiverRow> {
    static constexpr std::string_view noun = "a waiver";
    static constexpr auto keys =
        std::to_array<Key<WaiverRow>>({{"code", &WaiverRow::code}, {"reason", &WaiverRow::reason}});
};

template <>
struct RowReader::Keys<EventRow> {
    static constexpr std::string_view noun = "an event";
    static constexpr auto keys = std::to_array<Key<EventRow>>({{"id", &EventRow::id},
                                                               {"title", &EventRow::title},
                                                               {"date", &EventRow::date},
                                                               {"known", &EventRow::known},
                                                               {"kind", &EventRow::kind},
                                                               {"summary", &EventRow::summary},
                                                               {"actors", nullptr, &RowReader::read_event_actors},
                                                               {"things", nullptr, &RowReader::read_event_things},
                                                               {"tags", nullptr, &RowReader::read_event_tags},
                                                               {"figures", nullptr, &RowReader::read_event_figures},
                                                               {"notes", &EventRow::notes},
                                                               {"claims", nullptr, &RowReader::read_claims},
                                                               {"waive", nullptr, &RowReader::read_waivers}});
};

template <>
struct RowReader::Keys<ActorRow> {
    static constexpr std::string_view noun = "an actor";
    static constexpr auto keys = std::to_array<Key<ActorRow>>({{"id", &ActorRow::id},
                                                               {"name", &ActorRow::name},
                                                               {"aliases", nullptr, &RowReader::read_actor_aliases},
                                                               {"kind", &ActorRow::kind},
                                                               {"side", &ActorRow::side},
                                                               {"parent", &ActorRow::parent},
                                                               {"summary", &ActorRow::summary},
                                                               {"waive", nullptr, &RowReader::read_waivers}});
};

template <>
struct RowReader::Keys<ThingRow> {
    static constexpr std::string_view noun = "a thing";
    static constexpr auto keys = std::to_array<Key<ThingRow>>({{"id", &ThingRow::id},
                                                               {"name", &ThingRow::name},
                                                               {"aliases", nullptr, &RowReader::read_thing_aliases},
                                                               {"kind", &ThingRow::kind},
                                                               {"maker", &ThingRow::maker},
                                                               {"date", &ThingRow::date},
                                                               {"summary", &ThingRow::summary},
                                                               {"specs", nullptr, &RowReader::read_thing_specs},
                                                               {"claims", nullptr, &RowReader::read_claims},
                                                               {"waive", nullptr, &RowReader::read_waivers}});
};

template <>
struct RowReader::Keys<SourceRow> {
    static constexpr std::string_view noun = "a source";
    static constexpr auto keys = std::to_array<Key<SourceRow>>({{"id", &SourceRow::id},
                                                                {"title", &SourceRow::title},
                                                                {"publisher", &SourceRow::publisher},
                                                                {"kind", &SourceRow::kind},
                                                                {"date", &SourceRow::date},
                                                                {"author", &SourceRow::author},
                                                                {"url", &SourceRow::url},
                                                                {"language", &SourceRow::language},
                                                                {"note", &SourceRow::note},
                                                                {"internal", &SourceRow::internal},
                                                                {"waive", nullptr, &RowReader::read_waivers}});
};

template <>
struct RowReader::Keys<RelationRow> {
    static constexpr std::string_view noun = "a relation";
    static constexpr auto keys = std::to_array<Key<RelationRow>>({{"id", &RelationRow::id},
                                                                  {"from", &RelationRow::from},
                                                                  {"to", &RelationRow::to},
                                                                  {"kind", &RelationRow::kind},
                                                                  {"date", &RelationRow::date},
                                                                  {"basis", &RelationRow::basis},
                                                                  {"strength", &RelationRow::strength},
                                                                  {"claims", nullptr, &RowReader::read_claims},
                                                                  {"waive", nullptr, &RowReader::read_waivers}});
};

template <>
struct RowReader::Keys<StoryRow> {
    static constexpr std::string_view noun = "a story";
    static constexpr auto keys = std::to_array<Key<StoryRow>>({{"id", &StoryRow::id},
                                                               {"title", &StoryRow::title},
                                                               {"question", &StoryRow::question},
                                                               {"summary", &StoryRow::summary},
                                                               {"steps", nullptr, &RowReader::read_story_steps},
                                                               {"waive", nullptr, &RowReader::read_waivers}});
};

}  // namespace choke
