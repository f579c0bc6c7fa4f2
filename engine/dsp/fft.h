// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <complex>
#include <cstddef>
#include <memory>
#include <span>

namespace tempo {

enum class FftDirection { Forward, Backward };

/// A complex Fourier transform of one fixed size in double precision, with its own buffers. Fill input(), call
/// execute(), read output(). Neither direction is scaled: forward and backward after one another multiply by size().
/// Real signals are transformed in pairs, see PairedSpectrum: that is faster than FFTW's real transforms.
/// Thread rule: an object belongs to one thread at a time; objects may be made, used and destroyed on any number of
/// threads at once (FFTW's planner, which is not thread-safe, is behind the one mutex of the program).
/// Source: FFTW 3, FFTW_ESTIMATE: measuring plans would cost 100 ms at each start to gain 5 %.
class Fft {
public:
    /// @throws Error(InvalidArgument) if size is 0; Error(Internal) if FFTW makes no plan
    Fft(std::size_t size, FftDirection direction);
    ~Fft();
    Fft(Fft&&) noexcept;
    Fft& operator=(Fft&&) noexcept;

    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] std::span<std::complex<double>> input();              ///< [size]; execute() leaves it as it is
    [[nodiscard]] std::span<const std::complex<double>> output() const; ///< [size]
    void execute();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace tempo
