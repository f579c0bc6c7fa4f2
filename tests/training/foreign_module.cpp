// SPDX-License-Identifier: GPL-3.0-or-later
// A module of another version: it has the symbol, and answers that it does not fit.
extern "C" void* tempnetic_neural_module(int /*version*/)
{
    return nullptr;
}
