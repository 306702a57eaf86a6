#include "app/deck_pages.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "base/text.h"
#include "scene/theme.h"

namespace choke {
namespace {

constexpr TextStyle kDeckTitle{.size = 38, .weight = FontWeight::Bold, .tabular = false};
constexpr TextStyle kQuestion{.size = kTypeTitle, .weight = FontWeight::Regular, .tabular = false};
constexpr TextStyle kLead{.size = kTypeLarge, .weight = FontWeight::Regular, .tabular = false};
constexpr TextStyle kHeading{.size = kTypeTitle, .weight = FontWeight::Bold, .tabular = false};
constexpr TextStyle kKicker{.size = kTypeSmall, .weight = FontWeight::SemiBold, .tabular = false};
constexpr TextStyle kBody{.size = kTypeSmall, .weight = FontWeight::Regular, .tabular = false};
constexpr TextStyle kBodyBold{.size = kTypeSmall, .weight = FontWeight::SemiBold, .tabular = false};
constexpr TextStyle kContents{.size = kTypeBody, .weight = FontWeight::Regular, .tabular = false};
constexpr TextStyle kSmall{.size = 11, .weight = FontWeight::Regular, .tabular = false};
constexpr double kMargin_px = 48;
constexpr double kGap_px = 32;
constexpr double kBodyLine_px = 17;

std::string numbers_text(const std::vector<size_t>& numbers) {
    std::string text;
    for (const size_t number : numbers) text += (text.empty() ? "" : ", ") + std::to_string(number);
    return text;
}

// One page that is being set.
class Sheet {
public:
    Sheet(const DeckRequest& request, const TextMetrics& metrics)
        : metrics_(metrics), theme_(theme(request.theme)), width_(request.width_px), height_(request.height_px) {
        scene_.set_size(width_, height_);
        Colour paper = theme_.background;
        if (request.background == Background::Alpha) paper.a = 0;
        scene_.set_background(paper);
    }

    double words(Vec2 at, std::string_view text, const TextStyle& style, Colour colour, TextRole role = TextRole::Lead) {
        TextMark mark;
        mark.role = role;
        mark.baseline = at;
        mark.style = style;
        mark.colour = colour;
        mark.width = static_cast<float>(metrics_.width(text, style));
        scene_.add_text(Layer::Labels, mark, text);
        return mark.width;
    }

    // Lines from a baseline on; the baseline of what follows.
    double lines(Vec2 at, std::string_view text, const TextStyle& style, Colour colour, double width, size_t most, double step,
                 TextRole role = TextRole::Lead) {
        for (const std::string& line : wrapped(displayable(text), style, width, most, metrics_)) {
            words(at, line, style, colour, role);
            at.y += step;
        }
        return at.y;
    }

    void foot(const std::string& small_print, size_t page) {
        const double y = height_ - 18;
        LineMark rule;
        rule.from = {kMargin_px, y - 20};
        rule.to = {width_ - kMargin_px, y - 20};
        rule.stroke = {theme_.grid_major, 1, LineStyle::Solid};
        scene_.add(Layer::Grid, rule);
        const std::string number = fmt::format("Page {}", page);
        const double room = metrics_.width(number, kSmall);
        words({width_ - kMargin_px - room, y}, number, kSmall, theme_.text, TextRole::Note);
        words({kMargin_px, y}, ellipsised(displayable(small_print), kSmall, width_ - 2 * kMargin_px - room - 24, metrics_), kSmall,
              theme_.secondary, TextRole::Note);
    }

    Scene take(std::string_view title) {
        scene_.set_title(title);
        scene_.finish();
        return std::move(scene_);
    }

    [[nodiscard]] const Theme& look() const { return theme_; }
    [[nodiscard]] double inner_width() const { return width_ - 2 * kMargin_px; }
    [[nodiscard]] double bottom() const { return height_ - 52; }  // of what stands above the foot
    Scene& scene() { return scene_; }

private:
    const TextMetrics& metrics_;
    const Theme& theme_;
    double width_;
    double height_;
    Scene scene_;
};

struct Entry {
    double height = 0;
    std::function<void(Sheet&, Vec2 at)> draw;  // at: upper left corner
};

// Entries down the columns and over as many pages as they need; an entry is never split.
std::vector<Scene> in_columns(const DeckRequest& request, const TextMetrics& metrics, std::string_view heading,
                              const std::vector<Entry>& entries, size_t columns, size_t first_page, const std::string& small_print) {
    std::vector<Scene> pages;
    constexpr double kTop_px = 84;
    for (size_t next = 0; next < entries.size() || pages.empty();) {
        Sheet sheet(request, metrics);
        const std::string title = pages.empty() ? std::string(heading) : std::string(heading) + ", continued";
        sheet.words({kMargin_px, 56}, title, kHeading, sheet.look().text, TextRole::Headline);
        const double column = (sheet.inner_width() - kGap_px * static_cast<double>(columns - 1)) / static_cast<double>(columns);
        for (size_t c = 0; c < columns && next < entries.size(); ++c) {
            double y = kTop_px;
            // At least one a column, so that one that is too high for any page does not stop the rest.
            do {
                entries[next].draw(sheet, {kMargin_px + static_cast<double>(c) * (column + kGap_px), y});
                y += entries[next].height;
                ++next;
            } while (next < entries.size() && y + entries[next].height <= sheet.bottom());
        }
        sheet.foot(small_print, first_page + pages.size());
        pages.push_back(sheet.take(title));
    }
    return pages;
}

double column_width(const DeckRequest& request, size_t columns) {
    return (request.width_px - 2 * kMargin_px - kGap_px * static_cast<double>(columns - 1)) / static_cast<double>(columns);
}

}  // namespace

Scene DeckPages::title_page(const Deck& deck, const std::vector<ContentsLine>& contents, const std::string& small_print) const {
    Sheet sheet(request_, metrics_);
    const Theme& look = sheet.look();
    const bool beside = request_.width_px >= 900;  // contents at the right of the words, or below them
    const double width = beside ? sheet.inner_width() * 0.56 : sheet.inner_width();
    double y = std::max(72.0, request_.height_px * 0.16);
    sheet.words({kMargin_px, y}, fmt::format("A story in {} step{}", deck.steps.size(), deck.steps.size() == 1 ? "" : "s"), kKicker,
                look.secondary);
    y = sheet.lines({kMargin_px, y + 48}, deck.title, kDeckTitle, look.text, width, 4, 46, TextRole::Headline);
    if (!deck.question.empty()) y = sheet.lines({kMargin_px, y + 2}, deck.question, kQuestion, look.secondary, width, 4, 30);
    if (!deck.summary.empty()) {
        const double room = (beside ? sheet.bottom() : request_.height_px * 0.6) - y - 16;
        y = sheet.lines({kMargin_px, y + 20}, deck.summary, kLead, look.text, width, static_cast<size_t>(std::max(1.0, room / 26)), 26);
    }
    const double x = beside ? kMargin_px + width + 64 : kMargin_px;
    const double right = request_.width_px - kMargin_px;
    double at = beside ? std::max(72.0, request_.height_px * 0.16) : y + 36;
    sheet.words({x, at}, "Contents", kKicker, look.secondary);
    at += 10;
    const double step = std::clamp((sheet.bottom() - at) / static_cast<double>(std::max<size_t>(1, contents.size())), 18.0, 40.0);
    for (const ContentsLine& line : contents) {
        at += step;
        if (at > sheet.bottom()) break;
        const std::string number = std::to_string(line.page);
        const double number_width = metrics_.width(number, kContents);
        const std::string label = ellipsised(displayable(line.label), kContents, right - x - number_width - 20, metrics_);
        sheet.words({x, at}, label, kContents, look.text);
        sheet.words({right - number_width, at}, number, kContents, look.secondary);
        sheet.scene().add_link({x, at - 15, right - x, 20}, "#" + number);
    }
    sheet.foot(small_print, 1);
    return sheet.take(deck.title);
}

std::vector<Scene> DeckPages::event_pages(const std::vector<DeckEvent>& events, size_t first_page,
                                          const std::string& small_print) const {
    // Lines of one column are easier to follow, where they suffice.
    constexpr double kHead_px = 140;  // of a page: heading and foot
    const bool one_is_enough = static_cast<double>(events.size()) * (kBodyLine_px + 5) <= request_.height_px - kHead_px;
    const size_t columns = request_.width_px >= 1250 && !one_is_enough ? 2 : 1;
    const double width = column_width(request_, columns);
    // A date that is cut says something else.
    double date_width = 60;
    for (const DeckEvent& event : events) date_width = std::max(date_width, metrics_.width(displayable(event.date), kBody) + 14);
    date_width = std::min(date_width, width / 3);
    std::vector<Entry> entries;
    for (const DeckEvent& event : events) {
        constexpr double kStatus_px = 84;
        const double refs = 120;
        const double room = width - date_width - kStatus_px - refs - 8;
        const auto title = wrapped(displayable(event.title), kBody, room, 2, metrics_);
        const std::string date = ellipsised(displayable(event.date), kBody, date_width - 10, metrics_);
        const std::string numbers = ellipsised(numbers_text(event.sources), kBody, refs, metrics_);
        entries.push_back({.height = kBodyLine_px * static_cast<double>(std::max<size_t>(1, title.size())) + 5,
                           .draw = [=](Sheet& sheet, Vec2 at) {
                               const double y = at.y + 13;
                               sheet.words({at.x, y}, date, kBody, sheet.look().secondary);
                               double line_y = y;
                               for (const std::string& line : title) {
                                   sheet.words({at.x + date_width, line_y}, line, kBody, sheet.look().text);
                                   line_y += kBodyLine_px;
                               }
                               sheet.words({at.x + width - kStatus_px - refs, y}, event.status, kBody, sheet.look().secondary);
                               sheet.words({at.x + width - refs, y}, numbers, kBodyBold, sheet.look().link);
                           }});
    }
    return in_columns(request_, metrics_, "Events shown, with the numbers of their sources", entries, columns, first_page, small_print);
}

std::vector<Scene> DeckPages::source_pages(const Dataset& data, const Citations& citations, size_t first_page,
                                           const std::string& small_print) const {
    const size_t columns = request_.width_px >= 1500 ? 3 : request_.width_px >= 900 ? 2 : 1;
    const double width = column_width(request_, columns);
    constexpr double kIndent_px = 34;
    std::vector<Entry> entries;
    for (size_t i = 0; i < citations.sources().size(); ++i) {
        const SourceId source = citations.sources()[i];
        const auto words = wrapped(source_words(data, source), kBody, width - kIndent_px, 3, metrics_);
        const std::string url = source_url(data, source);
        const std::string shown = ellipsised(displayable(url), kSmall, width - kIndent_px, metrics_);
        entries.push_back({.height = kBodyLine_px * static_cast<double>(words.size() + (url.empty() ? 0 : 1)) + 7,
                           .draw = [=](Sheet& sheet, Vec2 at) {
                               double y = at.y + 13;
                               sheet.words({at.x, y}, std::to_string(i + 1), kBodyBold, sheet.look().link);
                               for (const std::string& line : words) {
                                   sheet.words({at.x + kIndent_px, y}, line, kBody, sheet.look().text);
                                   y += kBodyLine_px;
                               }
                               if (url.empty()) return;
                               const double length = sheet.words({at.x + kIndent_px, y}, shown, kSmall, sheet.look().link);
                               sheet.scene().add_link({at.x + kIndent_px, at.y, std::max(length, width - kIndent_px), y + 4 - at.y}, url);
                           }});
    }
    return in_columns(request_, metrics_, "Sources", entries, columns, first_page, small_print);
}

}  // namespace choke
