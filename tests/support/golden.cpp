// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/golden.h"

#include <array>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <string>

namespace tempo::test {

namespace {

std::ifstream openBinary(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw std::runtime_error("cannot open " + path.string());
    return file;
}

template <class T>
std::vector<T> readRaw(const std::filesystem::path& path)
{
    std::ifstream file = openBinary(path);
    std::vector<T> values(std::filesystem::file_size(path) / sizeof(T));
    file.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(T)));
    return values;
}

} // namespace

std::filesystem::path goldenPath(std::string_view relative)
{
    return std::filesystem::path(TEMPNETIC_GOLDEN_DIR) / relative;
}

std::vector<float> readF32(const std::filesystem::path& path)
{
    return readRaw<float>(path);
}

std::vector<double> readF64(const std::filesystem::path& path)
{
    return readRaw<double>(path);
}

Matrix<float> readNpy(const std::filesystem::path& path)
{
    std::ifstream file = openBinary(path);
    std::array<char, 10> preamble{};
    file.read(preamble.data(), preamble.size());
    const auto low = static_cast<std::uint8_t>(preamble[8]);
    const auto high = static_cast<std::uint8_t>(preamble[9]);
    std::string header(static_cast<std::size_t>(low) + 256U * static_cast<std::size_t>(high), '\0');
    file.read(header.data(), static_cast<std::streamsize>(header.size()));

    unsigned long rows = 0;
    unsigned long cols = 0;
    if (std::sscanf(header.c_str(), "{'descr': '<f4', 'fortran_order': False, 'shape': (%lu, %lu)", &rows, &cols) != 2)
        throw std::runtime_error(path.string() + ": not a two-dimensional float32 array in C order: " + header);
    Matrix<float> matrix(rows, cols);
    file.read(reinterpret_cast<char*>(matrix.values().data()),
              static_cast<std::streamsize>(matrix.values().size_bytes()));
    if (!file)
        throw std::runtime_error(path.string() + ": shorter than its header says");
    return matrix;
}

} // namespace tempo::test
