// SPDX-License-Identifier: GPL-3.0-or-later
// Proof that a C++20 program compiles, links and runs against the LibTorch that was found: the gradient of the sum of
// x * w with respect to w is the column sums of x, which are known here without a computer.
#include <torch/cuda.h>
#include <torch/types.h>
#include <torch/version.h>

#include <cstdio>
#include <exception>
#include <string_view>

namespace {

bool gradientIsRight(torch::Device device)
{
    const auto options = torch::TensorOptions{torch::kFloat32}.device(device);
    const auto x = torch::arange(6, options).reshape({3, 2});
    const auto w = torch::ones({2, 4}, options).set_requires_grad(true);
    torch::matmul(x, w).sum().backward();
    const auto expected = torch::tensor({6.0F, 9.0F}, options).reshape({2, 1}).expand({2, 4});
    return torch::equal(w.grad(), expected);
}

} // namespace

int main()
try {
    const torch::Device device{torch::cuda::is_available() ? torch::kCUDA : torch::kCPU};
    constexpr std::string_view version{TORCH_VERSION};
    const bool right = gradientIsRight(device);
    std::printf("LibTorch %.*s on %s: gradient %s\n", static_cast<int>(version.size()), version.data(),
                device.str().c_str(), right ? "right" : "WRONG");
    return right ? 0 : 1;
} catch (const std::exception& error) {
    std::fprintf(stderr, "torch_probe: %s\n", error.what());
    return 1;
}
