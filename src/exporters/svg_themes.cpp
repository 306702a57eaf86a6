#include "exporters/svg_themes.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace choke {
namespace {

// What a theme may change, and the value where the attribute is missing (SVG 1.1, property index).
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kThemed{{{"fill", "#000"},
                                                                               {"fill-opacity", "1"},
                                                                               {"stroke", "none"},
                                                                               {"stroke-opacity", "1"},
                                                                               {"stop-color", "#000"},
                                                                               {"stop-opacity", "1"}}};

struct Tag {
    std::string_view name;  // with a leading / when it closes
    std::vector<std::pair<std::string_view, std::string_view>> attributes;
    bool closes_itself = false;
};

// As svg_document() writes it: attributes in double quotes, with < and > escaped.
Tag parse(std::string_view text) {
    Tag tag;
    if (text.ends_with('/')) {
        tag.closes_itself = true;
        text.remove_suffix(1);
    }
    size_t at = std::min(text.find(' '), text.size());
    tag.name = text.substr(0, at);
    while (at < text.size()) {
        const size_t begin = text.find_first_not_of(' ', at);
        if (begin == std::string_view::npos) break;
        const size_t equals = text.find("=\"", begin);
        if (equals == std::string_view::npos) break;
        const size_t end = text.find('"', equals + 2);
        if (end == std::string_view::npos) break;
        tag.attributes.emplace_back(text.substr(begin, equals - begin), text.substr(equals + 2, end - equals - 2));
        at = end + 1;
    }
    return tag;
}

bool is_themed(std::string_view name) {
    return std::any_of(kThemed.begin(), kThemed.end(), [&](const auto& row) { return row.first == name; });
}

std::string_view value_of(const Tag& tag, std::string_view name, std::string_view missing) {
    for (const auto& [key, value] : tag.attributes)
        if (key == name) return value;
    return missing;
}

bool same_shape(const Tag& a, const Tag& b) {
    if (a.name != b.name || a.closes_itself != b.closes_itself) return false;
    const auto rest = [](const Tag& tag) {
        std::vector<std::pair<std::string_view, std::string_view>> out;
        for (const auto& attribute : tag.attributes)
            if (!is_themed(attribute.first)) out.push_back(attribute);
        return out;
    };
    return rest(a) == rest(b);
}

}  // namespace

size_t ThemeClasses::number_of(std::string_view property, std::string_view light, std::string_view dark) {
    const std::tuple<std::string, std::string, std::string> wanted(property, light, dark);
    const auto known = std::find(classes_.begin(), classes_.end(), wanted);
    if (known != classes_.end()) return static_cast<size_t>(known - classes_.begin()) + 1;
    classes_.push_back(wanted);
    return classes_.size();
}

std::optional<std::string> ThemeClasses::merged(std::string_view light, std::string_view dark) {
    std::string out;
    size_t a = 0;
    size_t b = 0;
    for (;;) {
        const size_t open_a = std::min(light.find('<', a), light.size());
        const size_t open_b = std::min(dark.find('<', b), dark.size());
        if (light.substr(a, open_a - a) != dark.substr(b, open_b - b)) return std::nullopt;
        out += light.substr(a, open_a - a);
        if (open_a == light.size() || open_b == dark.size()) {
            if (open_a == light.size() && open_b == dark.size()) return out;
            return std::nullopt;
        }
        const size_t close_a = light.find('>', open_a);
        const size_t close_b = dark.find('>', open_b);
        if (close_a == std::string_view::npos || close_b == std::string_view::npos) return std::nullopt;
        const std::string_view text_a = light.substr(open_a + 1, close_a - open_a - 1);
        const std::string_view text_b = dark.substr(open_b + 1, close_b - open_b - 1);
        a = close_a + 1;
        b = close_b + 1;
        if (text_a == text_b) {
            out += '<';
            out += text_a;
            out += '>';
            continue;
        }
        const Tag tag_a = parse(text_a);
        const Tag tag_b = parse(text_b);
        if (!same_shape(tag_a, tag_b)) return std::nullopt;
        std::string classes;
        out += '<';
        out += tag_a.name;
        for (const auto& [key, value] : tag_a.attributes)
            if (!is_themed(key) || value_of(tag_b, key, "\n") == value) out += fmt::format(" {}=\"{}\"", key, value);
        for (const auto& [property, missing] : kThemed) {
            const std::string_view in_light = value_of(tag_a, property, missing);
            const std::string_view in_dark = value_of(tag_b, property, missing);
            if (in_light != in_dark)
                classes += fmt::format("{}k{}", classes.empty() ? "" : " ", number_of(property, in_light, in_dark));
        }
        if (!classes.empty()) out += fmt::format(" class=\"{}\"", classes);
        out += tag_a.closes_itself ? "/>" : ">";
    }
}

std::string ThemeClasses::css(bool dark) const {
    std::string out;
    for (size_t i = 0; i < classes_.size(); ++i) {
        const auto& [property, in_light, in_dark] = classes_[i];
        out += fmt::format(".k{}{{{}:{}}}", i + 1, property, dark ? in_dark : in_light);
    }
    return out;
}

}  // namespace choke
