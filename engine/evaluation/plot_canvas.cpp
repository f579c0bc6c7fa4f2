// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/plot_canvas.h"

#include <array>

namespace tempo {

namespace {

struct Look {
    std::string_view name;
    std::string_view light;
    std::string_view dark;
    Shape shape;
};

// Systems: Okabe & Ito's hues, orange for the baseline and blue for the model as everywhere in the program; green, rose
// and vermilion mean other things there, so that further systems take what is left, and greys.
constexpr std::array<Look, kInkCount> kLooks{{{"page", "#FFFFFF", "#1E2126", Shape::Disc},
                                              {"text", "#1F2328", "#E6E8EB", Shape::Disc},
                                              {"soft", "#667085", "#98A2B3", Shape::Disc},
                                              {"grid", "#E3E3E0", "#2C3036", Shape::Disc},
                                              {"identity", "#1F2328", "#E6E8EB", Shape::Disc},
                                              {"band", "#009E73", "#2BC79A", Shape::Disc},
                                              {"warning", "#B84F00", "#FF8A4C", Shape::Disc},
                                              {"baseline", "#E69F00", "#F0B429", Shape::Square},
                                              {"model", "#0072B2", "#4DA3E0", Shape::Disc},
                                              {"further1", "#56B4E9", "#8FD0F5", Shape::Triangle},
                                              {"further2", "#8F7A00", "#F0E442", Shape::Diamond},
                                              {"further3", "#5D4A9C", "#A996E8", Shape::Plus},
                                              {"further4", "#667085", "#98A2B3", Shape::Cross}}};

const Look& lookOf(Ink ink)
{
    return kLooks[static_cast<std::size_t>(ink)];
}

} // namespace

std::string_view lightColour(Ink ink)
{
    return lookOf(ink).light;
}

std::string_view darkColour(Ink ink)
{
    return lookOf(ink).dark;
}

std::string_view nameOf(Ink ink)
{
    return lookOf(ink).name;
}

Shape shapeOf(Ink ink)
{
    return lookOf(ink).shape;
}

} // namespace tempo
