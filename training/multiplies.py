"""The smallest network by which a processor shows whether it multiplies 8-bit numbers without cutting sums off.

    python -m training.multiplies src/twosource/annotate/tagger/multiplies.onnx

One product of (rows, 64) unsigned numbers `given` and a matrix of 64 by 32 that is 127 throughout: `sums` (rows, 32). Where products are
added up two by two in 16 bits, the sums of large numbers are cut off at 32,767.
"""

import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

DEEP, WIDE, MOST = 64, 32, 127


def multiplies() -> onnx.ModelProto:
    """The network."""
    weights = numpy_helper.from_array(np.full((DEEP, WIDE), MOST, np.int8), "weights")
    given = helper.make_tensor_value_info("given", TensorProto.UINT8, ["rows", DEEP])
    sums = helper.make_tensor_value_info("sums", TensorProto.INT32, ["rows", WIDE])
    node = helper.make_node("MatMulInteger", ["given", "weights"], ["sums"])
    graph = helper.make_graph([node], "multiplies", [given], [sums], [weights])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return model


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(multiplies().SerializeToString())
