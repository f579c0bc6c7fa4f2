// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/torch/detail/device.h"

#include "engine/core/error.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <c10/core/DeviceGuard.h>
#include <charconv>
#include <cstdlib>
#include <dlfcn.h>
#include <fmt/format.h>
#include <optional>
#include <string_view>
#include <torch/cuda.h>
#include <torch/version.h>

namespace tempo::neural {

namespace {

struct GpuFacts {
    std::string name;
    double gibibytes = 0.0;
};

/// Asks the driver, whose three functions have had these types for all of its life: LibTorch tells neither name nor
/// memory without the CUDA toolkit's headers. Device numbers are the same in both, since both heed
/// CUDA_VISIBLE_DEVICES.
std::optional<GpuFacts> askDriver(int index)
{
    // Never closed: LibTorch has it open for as long as the process lives.
    void* driver = dlopen("libcuda.so.1", RTLD_NOW);
    if (driver == nullptr)
        return std::nullopt;
    const auto initialise = reinterpret_cast<int (*)(unsigned)>(dlsym(driver, "cuInit"));
    const auto nameOf = reinterpret_cast<int (*)(char*, int, int)>(dlsym(driver, "cuDeviceGetName"));
    const auto memoryOf = reinterpret_cast<int (*)(std::size_t*, int)>(dlsym(driver, "cuDeviceTotalMem_v2"));
    if (initialise == nullptr || nameOf == nullptr || memoryOf == nullptr || initialise(0) != 0)
        return std::nullopt;
    char name[256] = {};
    std::size_t bytes = 0;
    if (nameOf(name, static_cast<int>(sizeof name), index) != 0 || memoryOf(&bytes, index) != 0)
        return std::nullopt;
    return GpuFacts{.name = name, .gibibytes = static_cast<double>(bytes) / (1024.0 * 1024.0 * 1024.0)};
}

int cudaDeviceCount()
{
    return torch::cuda::is_available() ? static_cast<int>(torch::cuda::device_count()) : 0;
}

std::string describeGpu(int index)
{
    const auto facts = askDriver(index);
    return facts ? fmt::format("{}, {:.1f} GiB", facts->name, facts->gibibytes) : "NVIDIA GPU";
}

/// Why there is no CUDA device.
std::string cudaProblem()
{
    if (!at::Context::hasCUDART())
        return "this LibTorch computes on the CPU only";
    if (dlopen("libcuda.so.1", RTLD_NOW) == nullptr)
        return "NVIDIA's driver is not installed";
    const char* visible = std::getenv("CUDA_VISIBLE_DEVICES");
    if (visible != nullptr && cudaDeviceCount() == 0)
        return fmt::format("CUDA_VISIBLE_DEVICES is '{}'", visible);
    return "NVIDIA's driver finds no GPU that this LibTorch can use";
}

std::string describeCpu()
{
    return fmt::format("{} thread{}, {}", at::get_num_threads(), at::get_num_threads() == 1 ? "" : "s",
                       at::get_cpu_capability());
}

int cudaIndex(std::string_view name)
{
    if (name == "cuda")
        return 0;
    int index = -1;
    const std::string_view digits = name.substr(5);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
    return error == std::errc{} && end == digits.data() + digits.size() && !digits.empty() ? index : -1;
}

} // namespace

std::string torchVersion()
{
    if (!at::Context::hasCUDART())
        return TORCH_VERSION " (CPU)";
    const long cuda = at::Context::versionCUDART();
    return fmt::format("{} (CUDA {}.{})", TORCH_VERSION, cuda / 1000, cuda % 1000 / 10);
}

std::vector<ComputeDevice> listDevices()
{
    std::vector<ComputeDevice> devices;
    const int count = cudaDeviceCount();
    for (int index = 0; index < count; ++index)
        devices.push_back({.name = fmt::format("cuda:{}", index),
                           .description = describeGpu(index),
                           .isUsable = true,
                           .reason = index == 0 ? "the first GPU" : ""});
    devices.push_back({.name = "cpu",
                       .description = describeCpu(),
                       .isUsable = true,
                       .reason = count == 0 ? "no GPU can be used" : ""});
    if (count == 0)
        devices.push_back({.name = "cuda", .description = "NVIDIA GPU", .isUsable = false, .reason = cudaProblem()});
    return devices;
}

torch::Device resolveDevice(const std::string& name)
{
    if (name == "cpu" || (name == "auto" && cudaDeviceCount() == 0))
        return torch::kCPU;
    if (name == "auto")
        return {torch::kCUDA, 0};
    const int index = name == "cuda" || name.starts_with("cuda:") ? cudaIndex(name) : -1;
    if (index < 0)
        throw Error(ErrorCode::InvalidArgument,
                    fmt::format("device '{}': must be auto, cpu or cuda:N with a number N", name));
    const int count = cudaDeviceCount();
    if (count == 0)
        throw Error(ErrorCode::InvalidArgument, fmt::format("device '{}': {}; use cpu or auto", name, cudaProblem()));
    if (index >= count)
        throw Error(ErrorCode::InvalidArgument,
                    fmt::format("device '{}': the last GPU of this machine is cuda:{}", name, count - 1));
    return {torch::kCUDA, static_cast<torch::DeviceIndex>(index)};
}

std::string describeDevice(const torch::Device& device)
{
    if (device.is_cuda())
        return fmt::format("{}: {}", device.str(), describeGpu(device.has_index() ? device.index() : 0));
    return fmt::format("cpu: {}", describeCpu());
}

std::optional<DeviceMemory> memoryOf(const torch::Device& device)
{
    if (!device.is_cuda())
        return std::nullopt;
    // The driver answers for the device that is current on this thread.
    const c10::DeviceGuard guard(device);
    void* const driver = dlopen("libcuda.so.1", RTLD_NOW);
    if (driver == nullptr)
        return std::nullopt;
    const auto infoOf = reinterpret_cast<int (*)(std::size_t*, std::size_t*)>(dlsym(driver, "cuMemGetInfo_v2"));
    std::size_t free = 0;
    std::size_t total = 0;
    if (infoOf == nullptr || infoOf(&free, &total) != 0 || total < free)
        return std::nullopt;
    return DeviceMemory{.used = total - free, .total = total};
}

void setThreads(int threads)
{
    if (threads < 0)
        throw Error(ErrorCode::InvalidArgument, fmt::format("{} threads: must be 0 or more", threads));
    if (threads > 0)
        at::set_num_threads(threads);
}

} // namespace tempo::neural
