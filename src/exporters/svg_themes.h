// Two drawings of the same scene, in a light and a dark theme, as one SVG that follows the reader's setting: what differs
// between them becomes a class of a style sheet. Half the size of both.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace choke {

class ThemeClasses {
public:
    // The drawing with classes in place of what differs. Nothing when they differ in more than colours and opacities: then
    // they are not the same scene.
    [[nodiscard]] std::optional<std::string> merged(std::string_view light, std::string_view dark);

    // Declarations for all drawings merged so far: ".k1{fill:#fff}" …, by theme.
    [[nodiscard]] std::string css(bool dark) const;

private:
    size_t number_of(std::string_view property, std::string_view light, std::string_view dark);
    std::vector<std::tuple<std::string, std::string, std::string>> classes_;  // property, light, dark
};

}  // namespace choke
