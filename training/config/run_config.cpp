// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/config/run_config.h"

namespace tempo {

std::string_view nameOf(NetworkKind network)
{
    switch (network) {
    case NetworkKind::MobileNetV2:
        return "mobilenet";
    case NetworkKind::Cnn14:
        return "panns";
    case NetworkKind::TempoNet:
        break;
    }
    return "temponet";
}

std::string_view nameOf(NetworkInput input)
{
    return input == NetworkInput::Mel ? "mel" : "tempogram";
}

std::string_view nameOf(LossKind loss)
{
    return loss == LossKind::MeanSquaredError ? "mse" : "cross_entropy";
}

std::string_view nameOf(LearningRateSchedule schedule)
{
    return schedule == LearningRateSchedule::Constant ? "constant" : "cosine";
}

std::string_view nameOf(Precision precision)
{
    return precision == Precision::Float32 ? "float32" : "bfloat16";
}

std::string_view nameOf(TempoBalance balance)
{
    switch (balance) {
    case TempoBalance::Bins:
        return "bins";
    case TempoBalance::Stretch:
        return "stretch";
    case TempoBalance::None:
        break;
    }
    return "none";
}

} // namespace tempo
