// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace tempo {

/// A shared library that is opened when it is first needed, so that commands which do not need it do not map it at
/// their start. It stays open until the process ends: such libraries start things that cannot be undone.
class DynamicLibrary {
public:
    /// @param name     as the system's loader knows it, e.g. "libfluidsynth.so.3"
    /// @param purpose  for the message, e.g. "FluidSynth, which renders the demo corpus,"
    /// @throws Error(FileAccess) if it is not installed
    DynamicLibrary(const std::string& name, const std::string& purpose);

    /// A function of the library: `library.find<decltype(fluid_synth_noteon)>("fluid_synth_noteon")`.
    /// @throws Error(FileAccess) if this version of the library lacks it
    template <class Function>
    [[nodiscard]] Function* find(const char* symbol) const
    {
        return reinterpret_cast<Function*>(address(symbol));
    }

private:
    [[nodiscard]] void* address(const char* symbol) const;

    std::string m_name;
    void* m_handle;
};

} // namespace tempo
