// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/pickle_values.h"

#include "training/torch/detail/pickle_stack.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <utility>

namespace tempo::neural {

namespace {

using Kind = PickleValue::Kind;

/// One operation a function; its number is the code's fixed argument, such as the bytes of a length.
class Machine {
public:
    Machine(std::span<const std::byte> pickle, std::string_view file) : m_rest(pickle), m_stack(file) {}

    PickleValues run();

private:
    using Number = std::size_t;
    struct Operation {
        std::uint8_t code;
        void (Machine::*apply)(Number);
        Number number;
    };
    static constexpr std::size_t kOperationCount = 45;
    static const std::array<Operation, kOperationCount> kOperations;

    std::string_view take(std::size_t count)
    {
        if (count > m_rest.size())
            m_stack.fail("is cut off");
        const auto* const begin = reinterpret_cast<const char*>(m_rest.data());
        m_rest = m_rest.subspan(count);
        return {begin, count};
    }

    /// Little-endian; bytes beyond the eighth are passed over.
    std::uint64_t takeNumber(std::size_t count)
    {
        std::uint64_t number = 0;
        std::size_t shift = 0;
        for (const char part : take(count)) {
            if (shift < 64)
                number |= static_cast<std::uint64_t>(static_cast<std::uint8_t>(part)) << shift;
            shift += 8;
        }
        return number;
    }

    std::string takeLine()
    {
        std::string text;
        for (char letter = take(1)[0]; letter != '\n'; letter = take(1)[0])
            text += letter;
        return text;
    }

    void pushInteger(std::int64_t number) { m_stack.push({.kind = Kind::Integer, .integer = number}); }

    void skip(Number count) { take(count); }
    /// None, and numbers with a fraction, which say nothing about a tensor.
    void opaque(Number count)
    {
        take(count);
        m_stack.push({});
    }
    void constant(Number number) { pushInteger(static_cast<std::int64_t>(number)); }
    void unsignedNumber(Number count) { pushInteger(static_cast<std::int64_t>(takeNumber(count))); }
    void signedNumber(Number count)
    {
        const std::uint64_t number = takeNumber(count);
        const bool isNegative = count > 0 && count < 8 && (number >> (8 * count - 1)) != 0;
        pushInteger(static_cast<std::int64_t>(isNegative ? number | (~std::uint64_t{0} << (8 * count)) : number));
    }
    void longNumber(Number count) { signedNumber(static_cast<std::size_t>(takeNumber(count))); }
    void text(Number count)
    {
        m_stack.push({.kind = Kind::Text, .text = std::string(take(static_cast<std::size_t>(takeNumber(count))))});
    }

    void mark(Number) { m_stack.mark(); }
    void dictionary(Number) { m_stack.push({.kind = Kind::Dictionary}); }
    void sequence(Number) { m_stack.push({.kind = Kind::Sequence}); }
    void tuple(Number count) { m_stack.push({.kind = Kind::Sequence, .items = m_stack.popMany(count)}); }
    void tupleToMark(Number) { m_stack.push({.kind = Kind::Sequence, .items = m_stack.popToMark()}); }
    void append(Number count) { m_stack.append(m_stack.popMany(count)); }
    void appendToMark(Number) { m_stack.append(m_stack.popToMark()); }
    void drop(Number) { m_stack.pop(); }
    void duplicate(Number) { m_stack.pushAgain(m_stack.top()); }

    void store(Number count) { m_stack.store(takeNumber(count)); }
    void storeNext(Number) { m_stack.storeNext(); }
    void recall(Number count) { m_stack.recall(takeNumber(count)); }

    void globalOfLines(Number)
    {
        const std::string module = takeLine();
        m_stack.push({.kind = Kind::Global, .text = module + " " + takeLine()});
    }
    void globalOfStack(Number)
    {
        const auto parts = m_stack.popMany(2);
        m_stack.push({.kind = Kind::Global, .text = m_stack.at(parts[0]).text + " " + m_stack.at(parts[1]).text});
    }
    void storage(Number);
    void reduce(Number);
    void pushTensor(const std::vector<std::size_t>& arguments);

    std::span<const std::byte> m_rest;
    PickleStack m_stack;
};

// Every code that protocols 2 to 4 have for what a state_dict and a checkpoint consist of.
const std::array<Machine::Operation, Machine::kOperationCount> Machine::kOperations{{
    {0x80, &Machine::skip, 1},          {0x95, &Machine::skip, 8},          {'N', &Machine::opaque, 0},
    {'G', &Machine::opaque, 8},         {0x88, &Machine::constant, 1},      {0x89, &Machine::constant, 0},
    {'K', &Machine::unsignedNumber, 1}, {'M', &Machine::unsignedNumber, 2}, {'J', &Machine::signedNumber, 4},
    {0x8a, &Machine::longNumber, 1},    {'X', &Machine::text, 4},           {'T', &Machine::text, 4},
    {'B', &Machine::text, 4},           {0x8c, &Machine::text, 1},          {'U', &Machine::text, 1},
    {'C', &Machine::text, 1},           {0x8d, &Machine::text, 8},          {0x8e, &Machine::text, 8},
    {'(', &Machine::mark, 0},           {'}', &Machine::dictionary, 0},     {')', &Machine::sequence, 0},
    {']', &Machine::sequence, 0},       {0x8f, &Machine::sequence, 0},      {'t', &Machine::tupleToMark, 0},
    {0x85, &Machine::tuple, 1},         {0x86, &Machine::tuple, 2},         {0x87, &Machine::tuple, 3},
    {'a', &Machine::append, 1},         {'s', &Machine::append, 2},         {'u', &Machine::appendToMark, 0},
    {'e', &Machine::appendToMark, 0},   {0x90, &Machine::appendToMark, 0},  {'0', &Machine::drop, 0},
    {'b', &Machine::drop, 0}, // an object's inner state
    {'2', &Machine::duplicate, 0},      {'q', &Machine::store, 1},          {'r', &Machine::store, 4},
    {0x94, &Machine::storeNext, 0},     {'h', &Machine::recall, 1},         {'j', &Machine::recall, 4},
    {'c', &Machine::globalOfLines, 0},  {0x93, &Machine::globalOfStack, 0}, {'Q', &Machine::storage, 0},
    {'R', &Machine::reduce, 0},         {0x81, &Machine::reduce, 0},
}};

PickleValues Machine::run()
{
    for (std::uint8_t code = static_cast<std::uint8_t>(take(1)[0]); code != '.';
         code = static_cast<std::uint8_t>(take(1)[0])) {
        const auto* const operation = std::ranges::find(kOperations, code, &Operation::code);
        if (operation == kOperations.end())
            m_stack.fail(fmt::format("has the unknown code 0x{:02x}", code));
        (this->*operation->apply)(operation->number);
    }
    return m_stack.take();
}

/// ("storage", type, record, device, number of elements)
void Machine::storage(Number)
{
    const std::vector<std::size_t> id = m_stack.at(m_stack.pop()).items;
    if (id.size() < 3 || m_stack.at(id[1]).kind != Kind::Global || m_stack.at(id[2]).kind != Kind::Text)
        m_stack.fail("refers to something else than a storage");
    const std::string& type = m_stack.at(id[1]).text;
    m_stack.push({.kind = Kind::Storage,
                  .tensor = {.storageType = type.substr(type.rfind(' ') + 1), .storage = m_stack.at(id[2]).text}});
}

/// What calling a global would give, for the few that a state_dict needs; everything else becomes an opaque value.
void Machine::reduce(Number)
{
    const std::vector<std::size_t> parts = m_stack.popMany(2);
    const std::string& global = m_stack.at(parts[0]).text;
    const std::vector<std::size_t>& arguments = m_stack.at(parts[1]).items;
    if (global == "torch._utils _rebuild_tensor_v2" && arguments.size() >= 4)
        pushTensor({arguments.begin(), arguments.begin() + 4});
    else if (global == "torch._utils _rebuild_parameter" && !arguments.empty())
        m_stack.pushAgain(arguments[0]);
    else
        m_stack.push({.kind = global == "collections OrderedDict" ? Kind::Dictionary : Kind::Opaque});
}

/// (storage, offset, shape, strides, ...)
void Machine::pushTensor(const std::vector<std::size_t>& arguments)
{
    // A pickle may name one long list many times; the networks have no tensors of more dimensions.
    constexpr std::size_t kMostDimensions = 8;
    const PickleValue& storage = m_stack.at(arguments[0]);
    const PickleValue& offset = m_stack.at(arguments[1]);
    const std::vector<std::size_t>& shape = m_stack.at(arguments[2]).items;
    const std::vector<std::size_t>& strides = m_stack.at(arguments[3]).items;
    if (storage.kind != Kind::Storage || offset.kind != Kind::Integer || shape.size() > kMostDimensions ||
        strides.size() > kMostDimensions)
        m_stack.fail("makes a tensor of something else than a storage");
    PickledTensor tensor = storage.tensor;
    tensor.offset = offset.integer;
    for (const std::size_t item : shape)
        tensor.shape.push_back(m_stack.at(item).integer);
    for (const std::size_t item : strides)
        tensor.strides.push_back(m_stack.at(item).integer);
    m_stack.push({.kind = Kind::Tensor, .tensor = std::move(tensor)});
}

} // namespace

PickleValues readPickle(std::span<const std::byte> pickle, std::string_view file)
{
    return Machine(pickle, file).run();
}

} // namespace tempo::neural
