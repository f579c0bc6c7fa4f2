// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/dynamic_library.h"

#include "engine/core/error.h"

#include <dlfcn.h>

namespace tempo {

DynamicLibrary::DynamicLibrary(const std::string& name, const std::string& purpose)
    : m_name(name), m_handle(::dlopen(name.c_str(), RTLD_NOW | RTLD_LOCAL))
{
    if (!m_handle)
        throw Error(ErrorCode::FileAccess, purpose + " is not installed (" + name + ")");
}

void* DynamicLibrary::address(const char* symbol) const
{
    void* const found = ::dlsym(m_handle, symbol);
    if (!found)
        throw Error(ErrorCode::FileAccess, m_name + ": lacks the function " + symbol);
    return found;
}

} // namespace tempo
