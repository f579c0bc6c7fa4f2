// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/onnx_graph.h"

#include "engine/core/error.h"

#include <array>
#include <bit>
#include <onnx/onnx_pb.h>

namespace tempo::neural {

static_assert(std::endian::native == std::endian::little, "raw tensors of ONNX are little-endian");

struct OnnxGraph::Impl {
    onnx::ModelProto model;
    std::size_t madeUp = 0;

    onnx::GraphProto& graph() { return *model.mutable_graph(); }
    std::string nameFor(std::string_view kind) { return std::string(kind) + "_" + std::to_string(++madeUp); }
};

namespace {

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

void describe(onnx::ValueInfoProto& info, std::string_view name, const OnnxGraph::Shape& shape)
{
    info.set_name(std::string(name));
    auto& type = *info.mutable_type()->mutable_tensor_type();
    type.set_elem_type(onnx::TensorProto::FLOAT);
    for (const auto& axis : shape) {
        auto& dimension = *type.mutable_shape()->add_dim();
        std::visit(Overloaded{[&](std::int64_t size) { dimension.set_dim_value(size); },
                              [&](const std::string& any) { dimension.set_dim_param(any); }},
                   axis);
    }
}

void setAttribute(onnx::AttributeProto& proto, const OnnxGraph::Attribute& attribute)
{
    std::visit(Overloaded{[&](std::int64_t number) {
                              proto.set_type(onnx::AttributeProto::INT);
                              proto.set_i(number);
                          },
                          [&](float number) {
                              proto.set_type(onnx::AttributeProto::FLOAT);
                              proto.set_f(number);
                          },
                          [&](const std::string& text) {
                              proto.set_type(onnx::AttributeProto::STRING);
                              proto.set_s(text);
                          },
                          [&](const std::vector<std::int64_t>& numbers) {
                              proto.set_type(onnx::AttributeProto::INTS);
                              proto.mutable_ints()->Add(numbers.begin(), numbers.end());
                          }},
               attribute);
}

} // namespace

OnnxGraph::OnnxGraph(std::string_view name) : m_impl(std::make_unique<Impl>())
{
    m_impl->model.set_ir_version(8); // the one that came with opset 17
    m_impl->model.set_producer_name("tempnetic");
    m_impl->model.add_opset_import()->set_version(kOpset);
    m_impl->graph().set_name(std::string(name));
}

OnnxGraph::~OnnxGraph() = default;

OnnxGraph::Value OnnxGraph::input(std::string_view name, const Shape& shape)
{
    describe(*m_impl->graph().add_input(), name, shape);
    return std::string(name);
}

void OnnxGraph::output(const Value& value, std::string_view name, const Shape& shape)
{
    auto& copy = *m_impl->graph().add_node();
    copy.set_op_type("Identity");
    copy.set_name(std::string(name));
    copy.add_input(value);
    copy.add_output(std::string(name));
    describe(*m_impl->graph().add_output(), name, shape);
}

OnnxGraph::Value OnnxGraph::constant(std::string_view name, std::span<const std::int64_t> shape,
                                     std::span<const float> values)
{
    auto& tensor = *m_impl->graph().add_initializer();
    tensor.set_name(name.empty() ? m_impl->nameFor("constant") : std::string(name));
    tensor.set_data_type(onnx::TensorProto::FLOAT);
    tensor.mutable_dims()->Add(shape.begin(), shape.end());
    tensor.set_raw_data(values.data(), values.size_bytes());
    return tensor.name();
}

OnnxGraph::Value OnnxGraph::scalar(float value)
{
    return constant({}, {}, std::array{value});
}

OnnxGraph::Value OnnxGraph::integers(const std::vector<std::int64_t>& values)
{
    auto& tensor = *m_impl->graph().add_initializer();
    tensor.set_name(m_impl->nameFor("integers"));
    tensor.set_data_type(onnx::TensorProto::INT64);
    tensor.add_dims(static_cast<std::int64_t>(values.size()));
    tensor.set_raw_data(values.data(), values.size() * sizeof(std::int64_t));
    return tensor.name();
}

OnnxGraph::Value OnnxGraph::node(std::string_view op, const std::vector<Value>& inputs, const Attributes& attributes)
{
    auto& node = *m_impl->graph().add_node();
    node.set_op_type(std::string(op));
    node.set_name(m_impl->nameFor(op));
    for (const Value& value : inputs)
        node.add_input(value);
    node.add_output(node.name());
    for (const auto& [name, attribute] : attributes) {
        auto& proto = *node.add_attribute();
        proto.set_name(name);
        setAttribute(proto, attribute);
    }
    return node.name();
}

std::string OnnxGraph::toBytes(const std::map<std::string, std::string>& metadata) const
{
    onnx::ModelProto& model = m_impl->model;
    model.clear_metadata_props();
    for (const auto& [key, value] : metadata) {
        auto& entry = *model.add_metadata_props();
        entry.set_key(key);
        entry.set_value(value);
    }
    std::string bytes;
    if (!model.SerializeToString(&bytes))
        throw Error(ErrorCode::InvalidArgument, "the network is too large for one ONNX file");
    return bytes;
}

} // namespace tempo::neural
