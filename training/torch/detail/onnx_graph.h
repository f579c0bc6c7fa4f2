// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tempo::neural {

/// Builds an ONNX model, opset 17, node by node. Values are known by their names. Free of LibTorch, since its wheel
/// carries headers of another release of Protocol Buffers than the system's. Source: https://onnx.ai/onnx/operators
/// (opset 17), schema onnx.proto of libonnx-dev
class OnnxGraph {
public:
    static constexpr std::int64_t kOpset = 17;

    using Value = std::string;
    using Attribute = std::variant<std::int64_t, float, std::string, std::vector<std::int64_t>>;
    using Attributes = std::map<std::string, Attribute>;
    /// Sizes, or names of axes that may have any size.
    using Shape = std::vector<std::variant<std::int64_t, std::string>>;

    explicit OnnxGraph(std::string_view name);
    ~OnnxGraph();
    OnnxGraph(const OnnxGraph&) = delete;
    OnnxGraph& operator=(const OnnxGraph&) = delete;

    /// Floats that are given when the model is run.
    Value input(std::string_view name, const Shape& shape);
    /// Makes a value a result of the model, under a name of its own.
    void output(const Value& value, std::string_view name, const Shape& shape);

    /// A tensor that is part of the model. @param name empty for one that is made up
    Value constant(std::string_view name, std::span<const std::int64_t> shape, std::span<const float> values);
    Value scalar(float value);
    /// A list of whole numbers, as shapes, axes and paddings are given.
    Value integers(const std::vector<std::int64_t>& values);

    /// The one result of an operator. @param inputs an empty name stands for an optional input that is left out
    Value node(std::string_view op, const std::vector<Value>& inputs, const Attributes& attributes = {});

    /// The file's bytes. @param metadata becomes metadata_props
    /// @throws Error(InvalidArgument) for a model that is too large for one file (2 GiB)
    [[nodiscard]] std::string toBytes(const std::map<std::string, std::string>& metadata) const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace tempo::neural
