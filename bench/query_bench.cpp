// Filters, facets and completion on a million events, beside SQLite in memory with FTS5 and an index on every column that is
// asked: the same data, the same questions, in turn in one run. A line says how many times longer SQLite takes (the best
// of three against the best of nine) and the number of events, with SQLite's where it is another.
#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#if defined(__GLIBC__)
#include <malloc.h>
#endif
#include <sqlite3.h>
#include <unistd.h>

#include "generate.h"
#include "io/reader.h"
#include "query/completion.h"
#include "query/counts.h"
#include "query/removal.h"

namespace choke::bench {
namespace {

constexpr size_t kEvents = 1'000'000;
constexpr size_t kActors = 20'000;

// Resident bytes of this process, with what has been freed given back first.
double resident_bytes() {
#if defined(__GLIBC__)
    malloc_trim(0);
#endif
    long pages = 0;
    long resident = 0;
    if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%ld %ld", &pages, &resident) != 2) resident = 0;
        std::fclose(file);
    }
    return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE));
}

double seconds_of(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

struct Facts {
    DatasetPtr data;
    std::unique_ptr<EventIndex> index;
    double generate_s = 0, load_s = 0, index_s = 0, words_s = 0;
    double dataset_bytes = 0, index_bytes = 0;

    Facts() {
        const double before = resident_bytes();
        {
            std::string json;
            generate_s = seconds_of([&] {
                json = testing::generate_dataset({.event_count = kEvents,
                                                  .seed = 1,
                                                  .actor_count = kActors,
                                                  .text = testing::GeneratedText::Words});
            });
            load_s = seconds_of([&] {
                const InputFile file{"generated.json", json};
                auto loaded = load_files(std::span(&file, 1));
                if (loaded) data = loaded->data;
            });
        }
        if (data == nullptr) std::abort();
        const double loaded = resident_bytes();
        index_s = seconds_of([&] { index = std::make_unique<EventIndex>(data); });
        words_s = seconds_of([&] { index->wait_for_words(); });
        dataset_bytes = loaded - before;
        index_bytes = resident_bytes() - loaded;
    }
};

Facts& facts() {
    static Facts made;
    return made;
}

// The same facts in SQLite.
class Sqlite {
public:
    explicit Sqlite(const Dataset& data) {
        if (sqlite3_open(":memory:", &db_) != SQLITE_OK) std::abort();
        run("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-4000000; PRAGMA temp_store=MEMORY;"
            "CREATE TABLE event(n INTEGER PRIMARY KEY, id TEXT, kind INT, first_s INT, last_s INT, known_s INT, status INT);"
            "CREATE TABLE part(event INT, actor INT, role INT, side INT);"
            "CREATE TABLE about(event INT, thing INT); CREATE TABLE tagged(event INT, tag INT);"
            "CREATE TABLE claim(event INT, source INT, known_s INT);"
            "CREATE VIRTUAL TABLE words USING fts5(title, summary, tokenize='unicode61', content='');"
            "BEGIN");
        const Events& e = data.events;
        sqlite3_stmt* event = prepared("INSERT INTO event VALUES(?,?,?,?,?,?,?)");
        sqlite3_stmt* part = prepared("INSERT INTO part VALUES(?,?,?,?)");
        sqlite3_stmt* about = prepared("INSERT INTO about VALUES(?,?)");
        sqlite3_stmt* tagged = prepared("INSERT INTO tagged VALUES(?,?)");
        sqlite3_stmt* claim = prepared("INSERT INTO claim VALUES(?,?,?)");
        sqlite3_stmt* words = prepared("INSERT INTO words(rowid, title, summary) VALUES(?,?,?)");
        for (size_t i = 0; i < e.size(); ++i) {
            const auto n = static_cast<int64_t>(i);
            insert(event, n, data.text(e.id[i]), static_cast<int64_t>(e.kind[i]), lower_limit(e.date[i]),
                   upper_limit(e.date[i]), e.known_s[i], static_cast<int64_t>(event_status(data, id_at<EventId>(i))));
            for (const ActorRole& a : e.actors[i]) {
                insert(part, n, static_cast<int64_t>(a.actor), static_cast<int64_t>(a.role),
                       static_cast<int64_t>(data.actors.side[choke::index(a.actor)]));
            }
            for (const ThingId thing : e.things[i]) insert(about, n, static_cast<int64_t>(thing));
            for (const WordId tag : e.tags[i]) insert(tagged, n, static_cast<int64_t>(tag));
            for (const Claim& c : data.claims_of(e.claims[i])) insert(claim, n, static_cast<int64_t>(c.source), c.known_s);
            insert(words, n, data.text(e.title[i]), data.text(e.summary[i]));
        }
        run("COMMIT;"
            "CREATE INDEX i1 ON part(actor, role, event); CREATE INDEX i2 ON part(side, event);"
            "CREATE INDEX i3 ON part(role, event); CREATE INDEX i4 ON event(kind); CREATE INDEX i5 ON event(status);"
            "CREATE INDEX i6 ON event(first_s, last_s); CREATE INDEX i7 ON event(known_s);"
            "CREATE INDEX i8 ON about(thing, event); CREATE INDEX i9 ON tagged(tag, event);"
            "CREATE INDEX i10 ON claim(source, event); CREATE INDEX i11 ON part(event); CREATE INDEX i12 ON claim(event);"
            "ANALYZE;");
    }

    sqlite3_stmt* prepared(const std::string& sql) {
        sqlite3_stmt*& statement = statements_[sql];
        if (statement == nullptr && sqlite3_prepare_v2(db_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
            std::fprintf(stderr, "%s: %s\n", sqlite3_errmsg(db_), sql.c_str());
            std::abort();
        }
        return statement;
    }

    // The sum of the first column: a count, or the counts of all groups.
    size_t count(const std::string& sql) {
        sqlite3_stmt* statement = prepared(sql);
        size_t sum = 0;
        while (sqlite3_step(statement) == SQLITE_ROW) sum += static_cast<size_t>(sqlite3_column_int64(statement, 0));
        sqlite3_reset(statement);
        return sum;
    }

private:
    void run(const char* sql) {
        if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
            std::fprintf(stderr, "%s\n", sqlite3_errmsg(db_));
            std::abort();
        }
    }
    static void bind(sqlite3_stmt* statement, int at, int64_t value) { sqlite3_bind_int64(statement, at, value); }
    static void bind(sqlite3_stmt* statement, int at, std::string_view text) {
        sqlite3_bind_text(statement, at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    }
    template <typename... Values>
    static void insert(sqlite3_stmt* statement, const Values&... values) {
        int at = 0;
        (bind(statement, ++at, values), ...);
        if (sqlite3_step(statement) != SQLITE_DONE) std::abort();
        sqlite3_reset(statement);
    }

    sqlite3* db_ = nullptr;
    std::unordered_map<std::string, sqlite3_stmt*> statements_;  // by text; never walked
};

struct SqliteFacts {
    double build_s = 0, bytes = 0;
    std::unique_ptr<Sqlite> db;
    SqliteFacts() {
        const double before = resident_bytes();
        build_s = seconds_of([&] { db = std::make_unique<Sqlite>(*facts().data); });
        bytes = resident_bytes() - before;
    }
};

SqliteFacts& sqlite_facts() {
    static SqliteFacts made;
    return made;
}

std::string number_of(WordId id) { return std::to_string(choke::index(id)); }
std::string seconds(int year) { return std::to_string(start_of_day({.year = year, .month = 1, .day = 1})); }

// What is asked of both.
struct Question {
    std::string name;
    std::function<size_t()> ours;
    std::string sql;  // empty: SQLite has nothing like it
    size_t ours_count = 0;
};

size_t found(const std::string& filter, Instant known_by_s) {
    const auto query = parse_query(filter, facts().index->data());
    return query ? facts().index->select(*query, known_by_s).size() : 0;
}

Question filter(std::string name, std::string text, std::string sql, Instant known_by_s = kEverKnown) {
    return {std::move(name), [text = std::move(text), known_by_s] { return found(text, known_by_s); }, std::move(sql), 0};
}

size_t sum(const std::vector<uint32_t>& counts) {
    size_t out = 0;
    for (const uint32_t count : counts) out += count;
    return out;
}

std::vector<Question> questions() {
    const Dataset& d = *facts().data;
    const std::string w1 = testing::generated_word(40);
    const std::string w2 = testing::generated_word(3);
    const std::string rare = testing::generated_word(9'000);
    const std::string often = testing::generated_word(0);
    const std::string distinct = "SELECT count(*) FROM (SELECT DISTINCT event FROM ";
    const std::string role = number_of(d.roles.find("accused"));
    const std::string kind = number_of(d.event_kinds.find("rule"));
    const std::string established = std::to_string(static_cast<int>(Status::Established));
    const auto actor = [&](std::string_view id) { return std::to_string(choke::index(*d.find_actor(id))); };
    const Instant day = start_of_day({.year = 2020, .month = 6, .day = 30}) - 1;
    std::vector<Question> out;
    out.push_back(filter("everything", "", "SELECT count(*) FROM event"));
    out.push_back(filter("actor_few_events", "actor:actor-12345", distinct + "part WHERE actor=" + actor("actor-12345") + ")"));
    out.push_back(filter("actor_many_events", "actor:actor-00003", distinct + "part WHERE actor=" + actor("actor-00003") + ")"));
    out.push_back(filter("actor_role", "actor:actor-00003@accused",
                         distinct + "part WHERE actor=" + actor("actor-00003") + " AND role=" + role + ")"));
    out.push_back(filter("actor_prefix", "actor:actor-01*",
                         distinct + "part WHERE actor IN (" + [&] {
                             std::string ids;
                             for (size_t i = 0; i < d.actors.size(); ++i) {
                                 if (!d.text(d.actors.id[i]).starts_with("actor-01")) continue;
                                 ids += (ids.empty() ? "" : ",") + std::to_string(i);
                             }
                             return ids;
                         }() + "))"));
    out.push_back(filter("side", "side:China", distinct + "part WHERE side=1)"));
    out.push_back(filter("side_role", "side:China@accused", distinct + "part WHERE side=1 AND role=" + role + ")"));
    out.push_back(filter("role", "role:accused", distinct + "part WHERE role=" + role + ")"));
    out.push_back(filter("kind", "kind:rule", "SELECT count(*) FROM event WHERE kind=" + kind));
    out.push_back(filter("thing", "thing:thing-00007", distinct + "about WHERE thing=" +
                         std::to_string(choke::index(*d.find_thing("thing-00007"))) + ")"));
    out.push_back(filter("tag", "tag:licence", distinct + "tagged WHERE tag=" + number_of(d.tags.find("licence")) + ")"));
    out.push_back(filter("source", "source:source-00123", distinct + "claim WHERE source=" +
                         std::to_string(choke::index(*d.find_source("source-00123"))) + ")"));
    out.push_back(filter("status", "status:established", "SELECT count(*) FROM event WHERE status=" + established));
    out.push_back(filter("status_at_least", "status:>=reported", "SELECT count(*) FROM event WHERE status<=1"));
    out.push_back(filter("date_certainly", "date:2018..2020", "SELECT count(*) FROM event WHERE first_s>=" + seconds(2018) +
                         " AND first_s<" + seconds(2021) + " AND last_s<" + seconds(2021)));
    out.push_back(filter("date_possibly", "date:2018..2020?", "SELECT count(*) FROM event WHERE last_s>=" + seconds(2018) +
                         " AND first_s<" + seconds(2021)));
    out.push_back(filter("known", "known:2019", "SELECT count(*) FROM event WHERE known_s>=" + seconds(2019) +
                         " AND known_s<" + seconds(2020)));
    out.push_back(filter("has_conflict", "has:conflict", ""));
    out.push_back(filter("has_relations", "has:relations", ""));
    out.push_back(filter("id", "id:2018-03-04-*", "SELECT count(*) FROM event WHERE id GLOB '2018-03-04-*'"));
    out.push_back(filter("linked_2", "linked:" + std::string(d.text(d.events.id[500'000])) + "~2", ""));
    out.push_back(filter("path_of_actors", "path:actor-12345..actor-15432", ""));
    out.push_back(filter("path_of_events", "path:" + std::string(d.text(d.events.id[10])) + ".." +
                         std::string(d.text(d.events.id[900'000])), ""));
    out.push_back(filter("word_most_frequent", "text:" + often, "SELECT count(*) FROM words WHERE words MATCH '" + often + "'"));
    out.push_back(filter("word", "text:" + w1, "SELECT count(*) FROM words WHERE words MATCH '" + w1 + "'"));
    out.push_back(filter("word_rare", "text:" + rare, "SELECT count(*) FROM words WHERE words MATCH '" + rare + "'"));
    out.push_back(filter("word_anywhere", w1, ""));
    out.push_back(filter("letters_of_a_word", "text:abe", ""));
    out.push_back(filter("one_letter", "e", ""));
    out.push_back(filter("phrase", "text:\"" + w1 + ' ' + w2 + '"',
                         "SELECT count(*) FROM words WHERE words MATCH '\"" + w1 + " " + w2 + "\"'"));
    out.push_back(filter("phrase_of_most_frequent", "text:\"" + often + ' ' + testing::generated_word(1) + '"',
                         "SELECT count(*) FROM words WHERE words MATCH '\"" + often + " " + testing::generated_word(1) + "\"'"));
    out.push_back(filter("two_words", "text:" + w1 + " text:" + w2,
                         "SELECT count(*) FROM words WHERE words MATCH '" + w1 + " " + w2 + "'"));
    out.push_back(filter("five_terms", "actor:actor-00003 kind:rule status:>=reported date:2016..2022 -actor:actor-00004",
                         "SELECT count(*) FROM event WHERE kind=" + kind + " AND status<=1 AND first_s>=" + seconds(2016) +
                             " AND last_s<" + seconds(2023) + " AND n IN (SELECT event FROM part WHERE actor=" +
                             actor("actor-00003") + ") AND n NOT IN (SELECT event FROM part WHERE actor=" +
                             actor("actor-00004") + ")"));
    out.push_back(filter("five_terms_with_text",
                         "side:US text:" + w1 + " (kind:rule OR kind:company) date:2015..2024? -status:disputed",
                         "SELECT count(*) FROM event WHERE kind IN (" + kind + "," +
                             number_of(d.event_kinds.find("company")) + ") AND status<>4 AND last_s>=" + seconds(2015) +
                             " AND first_s<" + seconds(2025) + " AND n IN (SELECT event FROM part WHERE side=0) AND n IN "
                             "(SELECT rowid FROM words WHERE words MATCH '" + w1 + "')"));
    out.push_back(filter("known_on_a_day", "",
                         "SELECT count(*) FROM (SELECT DISTINCT event FROM claim WHERE known_s<=" + std::to_string(day) + ")",
                         day));
    out.push_back({"a_new_day_each_time",
                   [n = 0]() mutable {
                       n = (n + 1) % 2000;
                       return found("status:reported", start_of_day({.year = 2018, .month = 1, .day = 1}) + n * kSecondsPerDay);
                   },
                   "", 0});
    const auto counted = [](std::string name, std::string text, Facet facet, std::string sql) {
        const auto query = parse_query(text, *facts().data);
        auto selection = std::make_shared<EventSet>(facts().index->select(*query, kEverKnown));
        return Question{std::move(name), [selection, facet] {
                            return sum(count_facet(*facts().index, facet, *selection, kEverKnown));
                        }, std::move(sql), 0};
    };
    out.push_back(counted("facet_actors_of_all", "", Facet::Actor,
                          "SELECT count(DISTINCT event) FROM part GROUP BY actor"));
    out.push_back(counted("facet_actors_of_some", "kind:rule", Facet::Actor,
                          "SELECT count(DISTINCT event) FROM part JOIN event ON n=event WHERE kind=" + kind + " GROUP BY actor"));
    out.push_back(counted("facet_things", "", Facet::Thing, "SELECT count(DISTINCT event) FROM about GROUP BY thing"));
    out.push_back(counted("facet_sources", "", Facet::Source, "SELECT count(DISTINCT event) FROM claim GROUP BY source"));
    out.push_back(counted("facet_roles", "", Facet::Role, "SELECT count(DISTINCT event) FROM part GROUP BY role"));
    out.push_back(counted("facet_tags", "", Facet::Tag, "SELECT count(DISTINCT event) FROM tagged GROUP BY tag"));
    const auto all = std::make_shared<EventSet>(facts().index->known_by(kEverKnown));
    out.push_back({"count_facets", [all] { return sum(count_facets(*facts().index, *all, kEverKnown).actor); }, "", 0});
    out.push_back({"count_by_month", [all] {
                       size_t count = 0;
                       for (const PeriodCount& row : count_by_period(*facts().index, *all).periods) {
                           count += row.certain + row.uncertain;
                       }
                       return count;
                   }, "", 0});
    const auto completed = [](std::string name, std::string text) {
        return Question{std::move(name), [text = std::move(text)] {
                            return complete(text, text.size(), *facts().index, kEverKnown).size();
                        }, "", 0};
    };
    out.push_back(completed("complete_actor", "actor:a"));
    out.push_back(completed("complete_actor_in_filter", "kind:rule side:US actor:actor-0"));
    out.push_back(completed("complete_anything", "a"));
    out.push_back(completed("complete_source", "source:h"));
    out.push_back(completed("complete_role", "actor:actor-00003@"));
    out.push_back(completed("complete_year", "date:20"));
    out.push_back({"removals", [] {
                       return removals("actor:actor-00003 kind:rule status:>=reported date:2016..2022 -actor:actor-00004",
                                       *facts().index, start_of_day({.year = 2020, .month = 1, .day = 1}),
                                       Status::Reported).size();
                   }, "", 0});
    return out;
}

void query_memory(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(facts().data.get());
    const Facts& f = facts();
    const IndexSize size = f.index->size();
    const auto per_event = [](double bytes) { return bytes / static_cast<double>(kEvents); };
    state.counters["dataset_B"] = per_event(f.dataset_bytes);
    state.counters["index_B"] = per_event(f.index_bytes);
    state.counters["index_words_B"] = per_event(static_cast<double>(size.words));
    state.counters["index_names_B"] = per_event(static_cast<double>(size.names));
    state.counters["index_sets_B"] = per_event(static_cast<double>(size.sets));
    state.counters["index_days_B"] = per_event(static_cast<double>(size.days));
    state.counters["generate_s"] = f.generate_s;
    state.counters["load_s"] = f.load_s;
    state.counters["index_s"] = f.index_s;
    state.counters["words_s"] = f.words_s;  // after that, in the background
}
BENCHMARK(query_memory)->Iterations(1);

// All questions in one run, ours and SQLite's in turn.
void query_questions(benchmark::State& state) {
    for (auto _ : state) {
        std::vector<Question> asked = questions();
        Sqlite& db = *sqlite_facts().db;
        std::printf("%-26s %12s %12s %10s %10s\n", "question", "ours ms", "SQLite ms", "ratio", "count");
        for (Question& q : asked) {
            const auto best = [](int times, const std::function<void()>& work) {
                double best_s = 1e9;
                for (int i = 0; i < times; ++i) best_s = std::min(best_s, seconds_of(work));
                return best_s * 1e3;
            };
            const double ours_ms = best(9, [&] { q.ours_count = q.ours(); });
            if (q.sql.empty()) {
                std::printf("%-26s %12.3f %12s %10s %10zu\n", q.name.c_str(), ours_ms, "-", "-", q.ours_count);
                continue;
            }
            size_t count = 0;
            const double sqlite_ms = best(3, [&] { count = db.count(q.sql); });
            std::printf("%-26s %12.3f %12.3f %10.1f %10zu%s\n", q.name.c_str(), ours_ms, sqlite_ms, sqlite_ms / ours_ms,
                        q.ours_count, count == q.ours_count ? "" : (" SQLite: " + std::to_string(count)).c_str());
        }
        std::fflush(stdout);
    }
    state.counters["sqlite_build_s"] = sqlite_facts().build_s;
    state.counters["sqlite_B"] = sqlite_facts().bytes / static_cast<double>(kEvents);
}
BENCHMARK(query_questions)->Iterations(1)->Unit(benchmark::kSecond);

}  // namespace
}  // namespace choke::bench
