// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/adamw.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/_fused_adamw.h>
#include <ATen/ops/full.h>
#include <ATen/ops/zeros_like.h>

namespace tempo::neural {

AdamW::AdamW(const torch::nn::Module& network, double weightDecay)
{
    m_decayed.weightDecay = weightDecay;
    for (const auto& named : network.named_parameters()) {
        const at::Tensor& parameter = named.value();
        Group& group = parameter.dim() > 1 ? m_decayed : m_plain;
        group.names.push_back(named.key());
        group.parameters.push_back(parameter);
        group.firstMoments.push_back(at::zeros_like(parameter).detach());
        group.secondMoments.push_back(at::zeros_like(parameter).detach());
    }
}

void AdamW::update(const Group& group, std::int64_t step, double learningRate)
{
    std::vector<at::Tensor> parameters;
    std::vector<at::Tensor> gradients;
    std::vector<at::Tensor> firstMoments;
    std::vector<at::Tensor> secondMoments;
    for (std::size_t i = 0; i < group.parameters.size(); ++i) {
        if (!group.parameters[i].grad().defined())
            continue;
        parameters.push_back(group.parameters[i]);
        gradients.push_back(group.parameters[i].grad());
        firstMoments.push_back(group.firstMoments[i]);
        secondMoments.push_back(group.secondMoments[i]);
    }
    if (parameters.empty())
        return;
    const at::Tensor count = at::full({}, static_cast<double>(step), parameters.front().options().dtype(at::kFloat));
    const std::vector<at::Tensor> counts(parameters.size(), count);
    at::_fused_adamw_(parameters, gradients, firstMoments, secondMoments, /*max_exp_avg_sqs=*/{}, counts, learningRate,
                      /*beta1=*/0.9, /*beta2=*/0.999, group.weightDecay, /*eps=*/1e-8, /*amsgrad=*/false,
                      /*maximize=*/false);
}

void AdamW::step(std::int64_t step, double learningRate)
{
    const at::NoGradGuard noGradient;
    update(m_decayed, step, learningRate);
    update(m_plain, step, learningRate);
}

TensorMap AdamW::state() const
{
    TensorMap state;
    for (const Group* group : {&m_decayed, &m_plain}) {
        for (std::size_t i = 0; i < group->names.size(); ++i) {
            state["first." + group->names[i]] = group->firstMoments[i];
            state["second." + group->names[i]] = group->secondMoments[i];
        }
    }
    return state;
}

} // namespace tempo::neural
