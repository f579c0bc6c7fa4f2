// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "training/torch/detail/cnn14.h"
#include "training/torch/detail/mobilenet_v2.h"
#include "training/torch/detail/temponet.h"

namespace tempo::neural {

namespace {

std::shared_ptr<TempoNetwork> makeTempoNet(const ModelConfig& model, const NetworkOutput& output)
{
    if (output.loss != LossKind::CrossEntropy)
        throw Error(ErrorCode::InvalidArgument,
                    "trainer.loss: TempoNet gives a distribution and is trained with cross_entropy");
    if (model.input != NetworkInput::Mel)
        throw Error(ErrorCode::InvalidArgument, "model.input: TempoNet is fed with mel");
    return TempoNet(TempoNetOptions{.dropout = model.dropout, .isCausal = model.isCausal, .grid = output.grid}).ptr();
}

} // namespace

std::shared_ptr<TempoNetwork> makeNetwork(const ModelConfig& model, const NetworkOutput& output)
{
    const ClassicOptions classic{
        .input = model.input, .isCausal = model.isCausal, .dropout = model.dropout, .output = output};
    switch (model.network) {
    case NetworkKind::TempoNet:
        return makeTempoNet(model, output);
    case NetworkKind::MobileNetV2:
        return MobileNetV2(classic).ptr();
    case NetworkKind::Cnn14:
        return Cnn14(classic).ptr();
    }
    throw Error(ErrorCode::Internal, "a network of an unknown kind");
}

} // namespace tempo::neural
