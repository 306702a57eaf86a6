// What a data set and its index take, by what the system counts as resident before and after.
#include <malloc.h>

#include <fmt/format.h>

#include "io/reader.h"
#include "load_time.h"
#include "program.h"
#include "query/selection.h"

namespace choke::bench {

int run_memory(Arguments arguments) {
    const std::string path(arguments.front());
    const size_t before = resident_bytes();
    auto loaded = load_path(path);
    if (!loaded) return refuse(to_string(loaded.error()));
    const size_t peak = peak_resident_bytes();
    malloc_trim(0);  // what loading has given back already
    const size_t with_data = resident_bytes();
    const DatasetPtr data = loaded->data;
    const EventIndex index(data);
    const IndexSize size = index.size();
    const auto events = static_cast<double>(data->events.size());
    fmt::print(R"({{"events":{},"data_bytes_an_event":{:.0f},"index_bytes_an_event":{:.0f},"words":{:.0f},"names":{:.0f},"sets":{:.0f},"days":{:.0f},"peak_mb":{}}})" "\n",
               data->events.size(), static_cast<double>(with_data - before) / events, static_cast<double>(size.total()) / events,
               static_cast<double>(size.words) / events, static_cast<double>(size.names) / events,
               static_cast<double>(size.sets) / events, static_cast<double>(size.days) / events, peak / 1'000'000);
    return 0;
}

}  // namespace choke::bench
