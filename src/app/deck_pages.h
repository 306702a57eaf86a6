// The pages of a deck that are no figures: its title, the events and the sources. Text set in scenes.
#pragma once

#include <string>
#include <vector>

#include "app/deck.h"
#include "scene/scene.h"
#include "scene/text_metrics.h"
#include "views/citations.h"

namespace choke {

struct DeckEvent {
    std::string date;
    std::string title;
    std::string status;
    std::vector<size_t> sources;  // numbers
    std::vector<size_t> steps;    // from 1
};

struct ContentsLine {
    std::string label;
    size_t page = 0;  // from 1
};

class DeckPages {
public:
    DeckPages(const DeckRequest& request, const TextMetrics& metrics) : request_(request), metrics_(metrics) {}

    [[nodiscard]] Scene title_page(const Deck& deck, const std::vector<ContentsLine>& contents, const std::string& small_print) const;
    // first_page: the number of the first of them.
    [[nodiscard]] std::vector<Scene> event_pages(const std::vector<DeckEvent>& events, size_t first_page,
                                                 const std::string& small_print) const;
    [[nodiscard]] std::vector<Scene> source_pages(const Dataset& data, const Citations& citations, size_t first_page,
                                                  const std::string& small_print) const;

private:
    const DeckRequest& request_;
    const TextMetrics& metrics_;
};

}  // namespace choke
