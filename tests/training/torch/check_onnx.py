# SPDX-License-Identifier: GPL-3.0-or-later
"""check_onnx.py FOLDER: runs FOLDER/model.onnx on features.npy with onnxruntime, on each item alone too, and holds the result
against torch's own in expected.npy to 1e-4."""
import pathlib
import sys

import numpy
import onnxruntime

TOLERANCE = 1e-4


def main():
    folder = pathlib.Path(sys.argv[1])
    features = numpy.load(folder / "features.npy")
    expected = numpy.load(folder / "expected.npy")
    session = onnxruntime.InferenceSession(folder / "model.onnx", providers=["CPUExecutionProvider"])
    (source,), (result,) = session.get_inputs(), session.get_outputs()
    assert source.name == "features" and source.shape[0] == "batch", (source.name, source.shape)
    assert result.name == ("tempo" if expected.shape[1] == 1 else "logits"), result.name
    assert session.get_modelmeta().custom_metadata_map["architecture"]

    worst = 0.0
    for first, count in [(0, len(features))] + [(k, 1) for k in range(len(features))]:
        (found,) = session.run(None, {"features": features[first : first + count]})
        assert found.shape == expected[first : first + count].shape, found.shape
        worst = max(worst, float(numpy.abs(found - expected[first : first + count]).max()))
    print(f"largest difference {worst:.2e}, tolerance {TOLERANCE:.0e}")
    return 0 if worst <= TOLERANCE else 1


sys.exit(main())
