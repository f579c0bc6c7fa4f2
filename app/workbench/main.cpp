// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/start.h"

int main(int argc, char** argv)
{
    return tempo::workbench::run(argc, argv);
}
