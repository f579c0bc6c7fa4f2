// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tempo {

/// Finds recordings by their names below a folder, where two trees need not have the same root: "tempo/rock/song" finds
/// "audio/rock/song" by the longest end both names share. Upper and lower case count only where they make a difference.
class NameIndex {
public:
    struct Match {
        std::optional<std::size_t> item;
        bool ambiguous = false; ///< several items share the longest end
    };

    /// @param name  with '/' between folders, without an extension
    void add(std::string_view name, std::size_t item);

    [[nodiscard]] Match find(std::string_view name) const;

private:
    struct Items {
        std::size_t first = 0;
        std::size_t count = 0;
    };
    std::unordered_map<std::string, Items> m_exact;
    std::unordered_map<std::string, Items> m_lowerCase;
};

} // namespace tempo
