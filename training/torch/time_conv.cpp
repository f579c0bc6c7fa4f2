// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/time_conv.h"

#include <array>
#include <variant>

namespace tempo::neural {

namespace {

constexpr std::size_t kRows = 0;
constexpr std::size_t kColumns = 1;

/// A module keeps its options as another type than it was given.
template <class Options>
std::array<std::int64_t, 2> paddingOf(const Options& options)
{
    const auto* padding = std::get_if<torch::ExpandingArray<2>>(&options.padding());
    return {(**padding)[kRows], (**padding)[kColumns]};
}

torch::nn::Conv2dOptions withoutTimePadding(torch::nn::Conv2dOptions options, CausalTime causal)
{
    auto padding = paddingOf(options);
    if (causal != CausalTime::None)
        padding[causal == CausalTime::Rows ? kRows : kColumns] = 0;
    options.padding(torch::ExpandingArray<2>({padding[kRows], padding[kColumns]}));
    return options;
}

std::int64_t pastPaddingOf(const torch::nn::Conv2dOptions& options, CausalTime causal)
{
    if (causal == CausalTime::None)
        return 0;
    const std::size_t axis = causal == CausalTime::Rows ? kRows : kColumns;
    return (*options.kernel_size())[axis] - (*options.stride())[axis];
}

} // namespace

TimeConv2dImpl::TimeConv2dImpl(torch::nn::Conv2dOptions given, CausalTime causalTime)
    : Conv2dImpl(withoutTimePadding(given, causalTime)), causal(causalTime),
      pastPadding(pastPaddingOf(given, causalTime))
{
}

torch::Tensor TimeConv2dImpl::forward(const torch::Tensor& x)
{
    if (pastPadding == 0)
        return Conv2dImpl::forward(x);
    // In the order of constant_pad_nd: the last dimension first.
    return Conv2dImpl::forward(causal == CausalTime::Columns ? torch::constant_pad_nd(x, {pastPadding, 0})
                                                             : torch::constant_pad_nd(x, {0, 0, pastPadding, 0}));
}

std::vector<std::int64_t> TimeConv2dImpl::allPadding() const
{
    const auto both = paddingOf(options);
    std::vector<std::int64_t> all{both[kRows], both[kColumns], both[kRows], both[kColumns]};
    if (causal != CausalTime::None)
        all[causal == CausalTime::Rows ? kRows : kColumns] += pastPadding;
    return all;
}

} // namespace tempo::neural
