// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/files/safetensors_header.h"

#include "engine/core/error.h"
#include "engine/core/printable.h"
#include "engine/datasets/text_values.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>
#include <set>
#include <tuple>

namespace tempo {

namespace {

/// No network comes near; a header of a hundred megabytes could else ask for gigabytes of shape.
constexpr std::size_t kMostDimensions = 64;
constexpr std::string_view kMetadataKey = "__metadata__";

/// Takes the header apart while it is parsed, so that nothing is kept which the format does not have.
class HeaderReader : public nlohmann::json_sax<nlohmann::json> {
public:
    HeaderReader(Safetensors& content, std::string_view name) : m_content(content), m_name(name) {}

    [[noreturn]] void fail(std::string_view cause) const
    {
        throw Error(ErrorCode::Format, fmt::format("'{}': not a sound safetensors file: {}", printable(m_name), cause));
    }

    bool null() override { fail("a null in its header"); }
    bool boolean(bool) override { fail("a truth value in its header"); }
    bool number_float(number_float_t, const std::string&) override { fail("a number that is not whole in its header"); }
    bool binary(binary_t&) override { fail("binary data in its header"); }

    bool number_integer(number_integer_t value) override { fail(fmt::format("the negative number {}", value)); }

    bool number_unsigned(number_unsigned_t value) override
    {
        if (!m_inList)
            fail(fmt::format("a number where none can be, in {}", place()));
        if (value > static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max()))
            fail(fmt::format("the number {} is too large", value));
        if (m_list.size() == kMostDimensions)
            fail(fmt::format("more than {} dimensions in {}", kMostDimensions, place()));
        m_list.push_back(static_cast<std::int64_t>(value));
        return true;
    }

    bool string(string_t& value) override
    {
        if (m_depth != 2 || m_inList || (!m_inMetadata && m_field != "dtype"))
            fail(fmt::format("a text where none can be, in {}", place()));
        if (m_inMetadata)
            m_content.metadata[m_field] = value;
        else
            m_content.tensors.back().type = value;
        return true;
    }

    bool start_object(std::size_t) override
    {
        if (m_depth == 2 || m_inList)
            fail(fmt::format("an object where none can be, in {}", place()));
        if (m_depth == 1) {
            m_inMetadata = m_entry == kMetadataKey;
            m_fields.clear();
            if (!m_inMetadata)
                m_content.tensors.emplace_back().name = m_entry;
        }
        ++m_depth;
        return true;
    }

    bool key(string_t& key) override
    {
        if (m_depth == 1) {
            if (!m_entries.insert(key).second)
                fail(fmt::format("'{}' is there twice", excerpt(key)));
            m_entry = key;
            return true;
        }
        m_field = key;
        if (!m_fields.insert(key).second)
            fail(fmt::format("'{}' is there twice in {}", excerpt(key), place()));
        if (!m_inMetadata && key != "dtype" && key != "shape" && key != "data_offsets")
            fail(fmt::format("an unknown entry '{}' in {}", excerpt(key), place()));
        return true;
    }

    bool end_object() override
    {
        if (m_depth == 2 && !m_inMetadata && m_fields.size() != 3)
            fail(fmt::format("dtype, shape or data_offsets is missing in {}", place()));
        --m_depth;
        return true;
    }

    bool start_array(std::size_t) override
    {
        if (m_depth != 2 || m_inList || m_inMetadata || m_field == "dtype")
            fail(fmt::format("a list where none can be, in {}", place()));
        m_inList = true;
        m_list.clear();
        return true;
    }

    bool end_array() override
    {
        m_inList = false;
        TensorEntry& tensor = m_content.tensors.back();
        if (m_field == "shape") {
            tensor.shape = m_list;
            return true;
        }
        if (m_list.size() != 2 || m_list[0] > m_list[1])
            fail(fmt::format("data_offsets are not [begin, end] in {}", place()));
        tensor.begin = static_cast<std::size_t>(m_list[0]);
        tensor.end = static_cast<std::size_t>(m_list[1]);
        return true;
    }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override
    {
        fail(fmt::format("its header is no JSON at byte {}", position));
    }

private:
    [[nodiscard]] std::string place() const
    {
        return m_depth == 0 ? "the header" : fmt::format("'{}'", excerpt(m_entry));
    }

    Safetensors& m_content;
    std::string_view m_name;
    std::set<std::string> m_entries;  ///< keys of the header
    std::set<std::string> m_fields;   ///< keys of the entry in hand
    std::string m_entry;              ///< name of the tensor, or kMetadataKey
    std::string m_field;              ///< key within the entry
    std::vector<std::int64_t> m_list; ///< the list in hand
    int m_depth = 0;
    bool m_inMetadata = false;
    bool m_inList = false;
};

/// Bytes that type and shape ask for; empty if they overflow.
std::optional<std::size_t> bytesOfShape(const TensorEntry& tensor)
{
    std::size_t bytes = elementSize(tensor.type);
    for (const std::int64_t length : tensor.shape)
        if (__builtin_mul_overflow(bytes, static_cast<std::size_t>(length), &bytes))
            return std::nullopt;
    return bytes;
}

void checkTensors(const HeaderReader& reader, std::vector<TensorEntry>& tensors, std::size_t dataBytes)
{
    std::ranges::sort(tensors, {},
                      [](const TensorEntry& tensor) { return std::tie(tensor.begin, tensor.end, tensor.name); });
    std::size_t expected = 0;
    for (const TensorEntry& tensor : tensors) {
        const std::string name = excerpt(tensor.name);
        if (elementSize(tensor.type) == 0)
            reader.fail(fmt::format("'{}' has the unknown type '{}'", name, excerpt(tensor.type)));
        if (bytesOfShape(tensor) != tensor.end - tensor.begin)
            reader.fail(fmt::format("the bytes of '{}' are not those of its type and shape", name));
        if (tensor.begin != expected)
            reader.fail(fmt::format("'{}' {} the tensor before it", name,
                                    tensor.begin < expected ? "overlaps" : "does not follow"));
        if (tensor.end > dataBytes)
            reader.fail(fmt::format("it ends before '{}' does; it is truncated", name));
        expected = tensor.end;
    }
    if (expected != dataBytes)
        reader.fail(fmt::format("{} bytes at its end belong to no tensor", dataBytes - expected));
}

} // namespace

Safetensors parseSafetensorsHeader(std::string_view json, std::size_t dataBytes, std::string_view name)
{
    Safetensors content;
    HeaderReader reader(content, name);
    if (!json.starts_with('{'))
        reader.fail("its header does not begin with '{'");
    nlohmann::json::sax_parse(json.begin(), json.end(), &reader);
    checkTensors(reader, content.tensors, dataBytes);
    return content;
}

std::vector<std::size_t> fileOrder(const Safetensors& content)
{
    std::vector<std::size_t> order(content.tensors.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        const TensorEntry& left = content.tensors[a];
        const TensorEntry& right = content.tensors[b];
        const std::size_t leftSize = elementSize(left.type);
        const std::size_t rightSize = elementSize(right.type);
        return std::tie(rightSize, left.name) < std::tie(leftSize, right.name);
    });
    return order;
}

std::string safetensorsHeader(const Safetensors& content)
{
    nlohmann::json header = nlohmann::json::object();
    if (!content.metadata.empty())
        header[std::string(kMetadataKey)] = content.metadata;
    std::size_t offset = 0;
    for (const std::size_t index : fileOrder(content)) {
        const TensorEntry& tensor = content.tensors[index];
        const std::size_t end = offset + (tensor.end - tensor.begin);
        header[tensor.name] = {{"dtype", tensor.type}, {"shape", tensor.shape}, {"data_offsets", {offset, end}}};
        offset = end;
    }
    std::string json = header.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    json.append((kLengthBytes - json.size() % kLengthBytes) % kLengthBytes, ' ');
    std::string text;
    for (std::size_t byte = 0; byte < kLengthBytes; ++byte)
        text += static_cast<char>((json.size() >> (8 * byte)) & 0xFFU);
    return text + json;
}

} // namespace tempo
