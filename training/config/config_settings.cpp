// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/config/config_settings.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/text_values.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <set>

namespace tempo {

namespace {

/// Sections hold keys, and that is all; an anchor that holds itself would have no end.
constexpr int kDeepest = 3;
constexpr std::string_view kBinaryTag = "tag:yaml.org,2002:binary";

[[noreturn]] void fail(std::string_view where, std::string_view cause)
{
    throw Error(ErrorCode::Format, fmt::format("{}: {}", where, cause));
}

/// A scalar's bytes; a name that is no UTF-8 is written as `!!binary`.
std::string textOf(const YAML::Node& node)
{
    if (node.Tag() != kBinaryTag)
        return node.Scalar();
    const std::vector<unsigned char> bytes = YAML::DecodeBase64(node.Scalar());
    return {bytes.begin(), bytes.end()};
}

class YamlWalk {
public:
    YamlWalk(ConfigSettings& settings, std::string_view name) : m_settings(settings), m_name(name) {}

    void map(const YAML::Node& node, const std::string& prefix, int depth)
    {
        if (depth > kDeepest)
            fail(where(node), fmt::format("'{}' is nested too deeply", printable(prefix)));
        for (const auto& entry : node) {
            if (!entry.first.IsScalar())
                fail(where(entry.first), "a key that is no word");
            const std::string key = prefix.empty() ? entry.first.Scalar() : prefix + "." + entry.first.Scalar();
            if (entry.second.IsMap())
                map(entry.second, key, depth + 1);
            else
                leaf(entry.first, entry.second, key);
        }
    }

    [[nodiscard]] std::string where(const YAML::Node& node) const
    {
        return fmt::format("'{}' line {}", printable(m_name), node.Mark().line + 1);
    }

private:
    void leaf(const YAML::Node& keyNode, const YAML::Node& node, const std::string& key)
    {
        ConfigSetting setting{.key = key, .where = where(keyNode)};
        if (!m_seen.insert(key).second)
            fail(setting.where, fmt::format("'{}' is given twice", printable(key)));
        if (node.IsScalar())
            setting.values.push_back(textOf(node));
        setting.isList = node.IsSequence();
        if (setting.isList)
            for (const YAML::Node& item : node) {
                if (!item.IsScalar())
                    fail(setting.where, fmt::format("'{}' may only list plain values", printable(key)));
                setting.values.push_back(textOf(item));
            }
        m_settings.insert_or_assign(key, std::move(setting));
    }

    ConfigSettings& m_settings;
    std::string_view m_name;
    std::set<std::string> m_seen;
};

} // namespace

void addYaml(ConfigSettings& settings, std::string_view text, std::string_view name)
{
    requireText(text, name);
    try {
        const std::vector<YAML::Node> documents = YAML::LoadAll(std::string(text));
        if (documents.size() > 1)
            fail(fmt::format("'{}'", printable(name)), "holds several YAML documents; keep one");
        if (documents.empty() || documents.front().IsNull())
            return;
        YamlWalk walk(settings, name);
        if (!documents.front().IsMap())
            fail(walk.where(documents.front()), "not a configuration: lines of the form 'key: value' are");
        walk.map(documents.front(), "", 1);
    } catch (const YAML::Exception& error) {
        fail(fmt::format("'{}' line {}", printable(name), error.mark.line + 1), "not YAML: " + error.msg);
    }
}

void addOverride(ConfigSettings& settings, const std::string& text)
{
    const std::size_t equals = text.find('=');
    if (equals == 0 || equals == std::string::npos)
        throw Error(ErrorCode::InvalidArgument,
                    fmt::format("'{}' is no setting such as trainer.max_epochs=20", printable(std::string_view(text))));
    const std::string key = text.substr(0, equals);
    const std::string value = text.substr(equals + 1);
    const std::string where = fmt::format("'{}'", printable(std::string_view(text)));
    ConfigSetting setting{.key = key, .where = where};
    if (value.find_first_of("[\"'") == 0) {
        ConfigSettings parsed;
        // The key is put in afterwards, since any text may be one.
        addYaml(parsed, "value: " + value, text);
        setting = parsed.at("value");
        setting.key = key;
        setting.where = where;
    } else if (!value.empty()) {
        setting.values.push_back(value);
    }
    settings.insert_or_assign(key, std::move(setting));
}

} // namespace tempo
