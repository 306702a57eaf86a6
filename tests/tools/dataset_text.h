// Everything that a Dataset holds as text, a line a row, so that two of them can be compared. Knows the columns' names
// and nothing of how they are kept.
#pragma once

#include <string>
#include <string_view>

#include "model/dataset.h"

namespace choke::testing {

class DatasetText {
public:
    explicit DatasetText(const Dataset& data) : data_(data) {}

    std::string write() {
        all();
        return std::move(out_);
    }

private:
    void word(std::string_view text) {
        out_ += text;
        out_ += '|';
    }
    void number(int64_t value) { word(std::to_string(value)); }
    void text(StringRef ref) { word(data_.text(ref)); }
    void line(std::string_view name) {
        out_ += '\n';
        word(name);
    }
    void place(SourcePosition at) {
        number(at.line);
        number(at.column);
        number(at.file);
    }
    void date(const DateBounds& date) {
        number(date.earliest);
        number(date.latest);
        number(date.start_latest);
        number(date.end_earliest);
        for (const int part : {static_cast<int>(date.precision), static_cast<int>(date.shape),
                               static_cast<int>(date.begin), static_cast<int>(date.end), static_cast<int>(date.level)}) {
            number(part);
        }
        word(date.uncertain ? "?" : "");
        word(date.approximate ? "~" : "");
    }
    void date(const std::optional<DateBounds>& maybe) {
        if (maybe) date(*maybe);
        word("");
    }
    void range(IndexRange range) {
        number(range.begin);
        number(range.end);
    }
    template <typename Id>
    void id(Id value) {
        number(static_cast<int64_t>(value));
    }
    template <typename T>
    void ids(std::span<const T> list) {
        for (const T value : list) id(value);
        word("");
    }
    void node(NodeRef ref) {
        number(static_cast<int64_t>(ref.kind));
        number(ref.index);
    }
    void figure(const Figure& figure) {
        for (const StringRef ref : {figure.name, figure.value, figure.unit, figure.as_of, figure.note}) text(ref);
        word(std::to_string(figure.low));
        word(std::to_string(figure.high));
        word(figure.numeric ? "numeric" : "");
    }
    void vocabulary(std::string_view name, const Vocabulary& words) {
        line(name);
        for (size_t i = 0; i < words.size(); ++i) word(words.word(id_at<WordId>(i)));
    }

    void all() {
        for (const std::string* text : {&data_.id, &data_.title, &data_.description, &data_.version, &data_.license,
                                        &data_.covered_text}) {
            word(*text);
        }
        date(data_.covered);
        for (const std::string& file : data_.files) word(file);
        word(std::to_string(data_.content_hash));
        vocabulary("event kinds", data_.event_kinds);
        vocabulary("actor kinds", data_.actor_kinds);
        vocabulary("thing kinds", data_.thing_kinds);
        vocabulary("source kinds", data_.source_kinds);
        vocabulary("relation kinds", data_.relation_kinds);
        vocabulary("roles", data_.roles);
        vocabulary("tags", data_.tags);
        events();
        actors();
        things();
        sources();
        relations();
        stories();
        claims();
        for (const Waiver& waiver : data_.waivers) {
            line("waiver");
            number(static_cast<int64_t>(waiver.record.kind));
            number(waiver.record.index);
            text(waiver.code);
            text(waiver.reason);
            place(waiver.position);
        }
        for (size_t i = 0; i < data_.node_count(); ++i) {
            line("node");
            ids(data_.relations_from[i]);
            ids(data_.relations_to[i]);
        }
    }

    void events() {
        const Events& all = data_.events;
        for (size_t i = 0; i < all.size(); ++i) {
            line("event");
            for (const StringRef ref : {all.id[i], all.title[i], all.summary[i], all.notes[i], all.date_text[i],
                                        all.known_text[i]}) {
                text(ref);
            }
            date(all.date[i]);
            number(all.known_s[i]);
            id(all.kind[i]);
            range(all.claims[i]);
            place(all.position[i]);
            for (const ActorRole role : all.actors[i]) {
                id(role.actor);
                id(role.role);
            }
            word("");
            ids(all.things[i]);
            ids(all.tags[i]);
            for (const Figure& row : all.figures[i]) figure(row);
            const auto found = data_.find_event(data_.text(all.id[i]));
            number(found ? static_cast<int64_t>(index(*found)) : -1);
        }
    }

    void actors() {
        const Actors& all = data_.actors;
        for (size_t i = 0; i < all.size(); ++i) {
            line("actor");
            for (const StringRef ref : {all.id[i], all.name[i], all.summary[i]}) text(ref);
            id(all.kind[i]);
            number(static_cast<int64_t>(all.side[i]));
            id(all.parent[i]);
            place(all.position[i]);
            for (const StringRef alias : all.aliases[i]) text(alias);
            word("");
            ids(all.events[i]);
        }
    }

    void things() {
        const Things& all = data_.things;
        for (size_t i = 0; i < all.size(); ++i) {
            line("thing");
            for (const StringRef ref : {all.id[i], all.name[i], all.summary[i], all.date_text[i]}) text(ref);
            id(all.kind[i]);
            id(all.maker[i]);
            date(all.date[i]);
            range(all.claims[i]);
            place(all.position[i]);
            for (const StringRef alias : all.aliases[i]) text(alias);
            word("");
            for (const Figure& row : all.specs[i]) figure(row);
            ids(all.events[i]);
        }
    }

    void sources() {
        const Sources& all = data_.sources;
        for (size_t i = 0; i < all.size(); ++i) {
            line("source");
            for (const StringRef ref : {all.id[i], all.title[i], all.publisher[i], all.author[i], all.url[i],
                                        all.language[i], all.note[i], all.date_text[i]}) {
                text(ref);
            }
            id(all.kind[i]);
            date(all.date[i]);
            place(all.position[i]);
            ids(all.events[i]);
        }
    }

    void relations() {
        const Relations& all = data_.relations;
        for (size_t i = 0; i < all.size(); ++i) {
            line("relation");
            for (const StringRef ref : {all.id[i], all.basis[i], all.date_text[i]}) text(ref);
            node(all.from[i]);
            node(all.to[i]);
            id(all.kind[i]);
            number(static_cast<int64_t>(all.strength[i]));
            date(all.date[i]);
            range(all.claims[i]);
            place(all.position[i]);
        }
    }

    void stories() {
        const Stories& all = data_.stories;
        for (size_t i = 0; i < all.size(); ++i) {
            line("story");
            for (const StringRef ref : {all.id[i], all.title[i], all.question[i], all.summary[i]}) text(ref);
            place(all.position[i]);
            for (const StoryStep& step : all.steps[i]) {
                id(step.event);
                for (const StringRef ref : {step.headline, step.caption, step.view, step.filter, step.range_text, step.known_on}) text(ref);
                date(step.range);
                range(step.selected);
                range(step.params);
                place(step.position);
            }
        }
        for (const NodeRef ref : all.selected) node(ref);
        for (const StringRef ref : all.params) text(ref);
    }

    void claims() {
        for (const Claim& claim : data_.claims) {
            line("claim");
            id(claim.source);
            id(claim.by);
            number(static_cast<int64_t>(claim.stance));
            number(static_cast<int64_t>(claim.confidence));
            number(claim.known_s);
            for (const StringRef ref : {claim.known_text, claim.locator, claim.text, claim.date_text, claim.title}) text(ref);
            range(claim.figures);
            place(claim.position);
        }
        for (const Figure& row : data_.claim_figures) {
            line("claim figure");
            figure(row);
        }
    }

    const Dataset& data_;
    std::string out_;
};

[[nodiscard]] inline std::string dataset_text(const Dataset& data) { return DatasetText(data).write(); }

}  // namespace choke::testing
