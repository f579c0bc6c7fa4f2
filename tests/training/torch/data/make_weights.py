# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the weights that tst_import_weights reads, with the Python half of LibTorch 2.13.

state_dict.pth  a part of MobileNetV2 as torchvision names it: values k / 1000 in the order of memory
checkpoint.ckpt the same inside a dictionary like PyTorch Lightning's, under "model.", with a view that is not contiguous
old.pth         a pickle without the zip archive around it, as PyTorch wrote before 1.6
hostile.pth     a pickle that runs a command when Python reads it
"""
import argparse
import collections
import os
import pathlib

import torch

FOLDER = pathlib.Path(__file__).parent


def numbers(*shape):
    return (torch.arange(torch.Size(shape).numel()) / 1000).reshape(shape)


def weights(prefix=""):
    return collections.OrderedDict(
        [
            (prefix + "features.0.0.weight", torch.nn.Parameter(numbers(32, 3, 3, 3))),
            (prefix + "features.0.1.weight", numbers(32).to(torch.float16)),
            (prefix + "features.0.1.num_batches_tracked", torch.tensor(5)),
            (prefix + "features.18.0.bias", numbers(2)),
            (prefix + "classifier.1.weight", numbers(2, 4)),
        ]
    )


class Hostile:
    def __reduce__(self):
        return os.system, ("touch tempnetic-was-here",)


checkpoint = weights("model.")
checkpoint["model.features.0.0.weight"] = numbers(3, 3, 3, 32).permute(3, 2, 1, 0)
torch.save(weights(), FOLDER / "state_dict.pth")
torch.save(
    {
        "epoch": 3,
        "hyper_parameters": argparse.Namespace(lr=1e-3, path=pathlib.Path("data")),
        "optimizer_states": [{"state": {0: {"step": 1.5, "exp_avg": numbers(3)}}}],
        "state_dict": checkpoint,
    },
    FOLDER / "checkpoint.ckpt",
)
torch.save(weights(), FOLDER / "old.pth", _use_new_zipfile_serialization=False)
torch.save({"weight": Hostile()}, FOLDER / "hostile.pth")
