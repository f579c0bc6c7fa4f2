// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/fft.h"

#include "engine/core/error.h"

#include <fftw3.h>

#include <mutex>

namespace tempo {

namespace {

/// FFTW's planner and plan destruction share global state; execution does not.
std::mutex& plannerMutex()
{
    static std::mutex mutex;
    return mutex;
}

} // namespace

struct Fft::Impl {
    explicit Impl(std::size_t n, FftDirection direction)
        : size(n), in(fftw_alloc_complex(n)), out(fftw_alloc_complex(n))
    {
        if (in == nullptr || out == nullptr)
            throw std::bad_alloc();
        const std::scoped_lock lock(plannerMutex());
        plan = fftw_plan_dft_1d(static_cast<int>(n), in, out,
                                direction == FftDirection::Forward ? FFTW_FORWARD : FFTW_BACKWARD,
                                FFTW_ESTIMATE | FFTW_PRESERVE_INPUT);
    }

    ~Impl()
    {
        {
            const std::scoped_lock lock(plannerMutex());
            fftw_destroy_plan(plan);
        }
        fftw_free(in);
        fftw_free(out);
    }

    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    std::size_t size;
    fftw_complex* in;
    fftw_complex* out;
    fftw_plan plan = nullptr;
};

Fft::Fft(std::size_t size, FftDirection direction)
{
    if (size == 0)
        throw Error(ErrorCode::InvalidArgument, "Fft: the size must be at least 1");
    m_impl = std::make_unique<Impl>(size, direction);
    if (m_impl->plan == nullptr)
        throw Error(ErrorCode::Internal, "Fft: FFTW made no plan of size " + std::to_string(size));
}

Fft::~Fft() = default;
Fft::Fft(Fft&&) noexcept = default;
Fft& Fft::operator=(Fft&&) noexcept = default;

std::size_t Fft::size() const
{
    return m_impl->size;
}

// std::complex<double> and fftw_complex have the same layout; FFTW documents the cast.
std::span<std::complex<double>> Fft::input()
{
    return {reinterpret_cast<std::complex<double>*>(m_impl->in), m_impl->size};
}

std::span<const std::complex<double>> Fft::output() const
{
    return {reinterpret_cast<const std::complex<double>*>(m_impl->out), m_impl->size};
}

void Fft::execute()
{
    fftw_execute(m_impl->plan);
}

} // namespace tempo
