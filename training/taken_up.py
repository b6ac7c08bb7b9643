"""The weights that ship, as what teaching goes on from: int8 back to floats.

What a network learned once need not be learned again; what int8 lost (a 250th of a weight's largest neighbour) teaching makes up for.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

#: A parameter that stays in floats, by which it is told what the network itself is called in the graph.
_KNOWN = "encoder.norm.weight"


def take_up(network: nn.Module, file: Path) -> None:
    """Puts the weights of an ONNX file into the network that it was exported from.

    Weights are found by the node that uses them. Raises KeyError when a parameter is not in the file.
    """
    graph = onnx.load(file).graph
    held = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    for node in graph.node:
        if node.op_type == "MatMulInteger":  # /n/encoder/blocks.0/query/MatMul_quant, or /n/mix/Gemm_MatMul_quant
            name = ".".join(node.name.strip("/").split("/")[:-1])
            held.setdefault(f"{name}.weight", _widened(held, node.input[1].removesuffix("_quantized")).T)
        elif node.op_type == "MatMul" and node.input[1] in held:  # one that was left in floats: /n/place/MatMul
            held.setdefault(".".join([*node.name.strip("/").split("/")[:-1], "weight"]), held[node.input[1]].T)
    for name in [one.removesuffix("_quantized") for one in held if one.endswith("_quantized")]:
        held.setdefault(name, _widened(held, name))
    prefix = next(name for name in held if name.endswith(_KNOWN)).removesuffix(_KNOWN)
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            found = held[f"{prefix}{name}"]
            parameter.copy_(torch.from_numpy(np.array(found.T if found.shape != tuple(parameter.shape) else found)))


def _widened(held: dict[str, np.ndarray], name: str) -> np.ndarray:
    values, zero = held[f"{name}_quantized"].astype(np.float32), held[f"{name}_zero_point"].astype(np.float32)
    return (values - zero) * held[f"{name}_scale"]
