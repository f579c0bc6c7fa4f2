// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <torch/nn/modules/conv.h>
#include <torch/nn/pimpl.h>

namespace tempo::neural {

/// The direction of time in a convolution's input [batch, channel, rows, columns], if the convolution must be causal.
enum class CausalTime { None, Rows, Columns };

/// A convolution under PyTorch's names that may be causal: then it is padded on the past side of time only, by the
/// kernel's length less the stride. Output step k answers at the end of the frames that it stands for and sees none
/// after them.
class TimeConv2dImpl : public torch::nn::Conv2dImpl {
public:
    /// @param options with the padding that the convolution has where it is not causal
    explicit TimeConv2dImpl(torch::nn::Conv2dOptions options, CausalTime causal = CausalTime::None);

    torch::Tensor forward(const torch::Tensor& x);

    CausalTime causal;
    std::int64_t pastPadding; ///< frames before the first, along time

    /// Padding of both kinds as {rows before, columns before, rows after, columns after}.
    [[nodiscard]] std::vector<std::int64_t> allPadding() const;
};
TORCH_MODULE(TimeConv2d);

} // namespace tempo::neural
