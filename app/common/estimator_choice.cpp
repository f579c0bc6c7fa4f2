// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/estimator_choice.h"

#include "engine/core/error.h"
#include "engine/estimators/registry.h"
#include "training/neural/network_estimator.h"
#include "training/neural/neural_module.h"
#include "training/neural/shipped_model.h"

namespace tempo::app {

namespace {

constexpr std::string_view kNetwork = "network";

EstimatorChoice networkWith(const std::filesystem::path& model)
{
    EstimatorChoice choice{
        .method = std::string(kNetwork), .model = model.empty() ? shippedModel() : model, .notice = {}};
    neuralModule();
    return choice;
}

} // namespace

std::vector<std::string_view> methodNames()
{
    std::vector<std::string_view> names = estimatorNames();
    names.insert(names.begin(), kNetwork);
    return names;
}

EstimatorChoice chooseEstimator(const std::string& method, const std::filesystem::path& model)
{
    if (!model.empty() && !method.empty() && method != kNetwork)
        throw Error(ErrorCode::InvalidArgument, "--model belongs to --method network, not to --method " + method);
    if (method == kNetwork || !model.empty())
        return networkWith(model);
    if (!method.empty())
        return {.method = method, .model = {}, .notice = {}};
    try {
        return networkWith({});
    } catch (const Error& error) {
        return {.method = "librosa",
                .model = {},
                .notice = "using the librosa baseline, since " + error.message() + " (--method librosa: no notice)"};
    }
}

std::unique_ptr<TempoEstimator> makeChosenEstimator(const EstimatorChoice& choice)
{
    if (choice.method != kNetwork)
        return makeEstimator(choice.method);
    // One thread: the files of a batch are what runs side by side.
    return std::make_unique<NetworkEstimator>(neuralModule().loadModel(choice.model, "auto", 1));
}

} // namespace tempo::app
