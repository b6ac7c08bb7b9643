"""Toy encoders and toy corpora in the shape of the real ones, with which all of teaching runs in seconds."""

import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from training.encoder import BERT, MPNET, SHARED

PEOPLE = ("Oren Velk", "Mara Arden", "Tam Rehor", "Lio Irgen")
TOWNS = ("Tarlow", "Pellworth", "Kharesk")
CONTENTS = ("the dam would hold", "the ferry had been late for years", "no ship could leave the harbour before dawn")
WORDS = " ".join((*PEOPLE, *TOWNS, *CONTENTS, "in said that may perhaps . ,")).lower().split()
#: BERT's own numbers for the pieces that have a meaning: padding first, the mask 103.
PIECES = ["[PAD]", *(f"[unused{number}]" for number in range(99)), "[UNK]", "[CLS]", "[SEP]", "[MASK]", *sorted(set(WORDS))]
MPNETS = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}


def toy_encoder(folder: Path, family: str, hidden: int) -> Path:
    """The folder of a toy encoder of one layer, `bert` or `mpnet`, with weights drawn at random."""
    folder.mkdir(parents=True)
    pieces = PIECES if family == "bert" else [MPNETS.get(piece, piece) for piece in reversed(PIECES)]
    sizes = {"hidden_size": hidden, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
    config = {"model_type": family, "vocab_size": len(pieces), "max_position_embeddings": 64, "layer_norm_eps": 1e-6} | sizes
    if family == "mpnet":
        config["relative_attention_num_buckets"] = 32
    (folder / "config.json").write_text(json.dumps(config))
    tokenizer = Tokenizer(models.WordLevel({piece: number for number, piece in enumerate(pieces)}, unk_token="[UNK]"))
    tokenizer.normalizer, tokenizer.pre_tokenizer = normalizers.Lowercase(), pre_tokenizers.BertPreTokenizer()
    first, last = ("[CLS]", "[SEP]") if family == "bert" else ("<s>", "</s>")
    ends = [(piece, pieces.index(piece)) for piece in (first, last)]
    tokenizer.post_processor = processors.TemplateProcessing(single=f"{first} $A {last}", special_tokens=ends)
    tokenizer.save(str(folder / "tokenizer.json"))
    save_file(_weights(family, hidden, len(pieces)), folder / "model.safetensors")
    return folder


def _weights(family: str, hidden: int, pieces: int) -> dict[str, torch.Tensor]:
    chance = torch.Generator().manual_seed(hidden)
    tables = {"word_embeddings": (pieces, hidden), "position_embeddings": (64, hidden)}
    tables |= {"token_type_embeddings": (2, hidden)} if family == "bert" else {}
    shapes = {f"embeddings.{name}.weight": shape for name, shape in tables.items()}
    shapes |= {"encoder.relative_attention_bias.weight": (32, 2)} if family == "mpnet" else {}
    shapes |= {f"embeddings.LayerNorm.{part}": (hidden,) for part in ("weight", "bias")}
    widths = {"up": (16, hidden), "down": (hidden, 16)}
    for ours, theirs in ((MPNET if family == "mpnet" else BERT) | SHARED).items():
        shape = (hidden,) if "norm" in ours else widths.get(ours, (hidden, hidden))
        shapes |= {f"encoder.layer.0.{theirs}.weight": shape, f"encoder.layer.0.{theirs}.bias": shape[:1]}
    return {name: torch.randn(shape, generator=chance) * 0.1 for name, shape in shapes.items()}


def toy_corpora(folder: Path) -> Path:
    """A folder with a few documents in every file that teaching reads."""
    written = {
        "polnear": ("train", "dev"),
        "conll2003": ("train", "dev"),
        "szeged": ("factbank_train", "wiki_train"),
        "fa-kes": ("articles",),
        "ecbplus": ("train", "dev"),
        "np4e": ("train",),
        "tempeval3": ("train",),
        "summedits": ("dev",),
        "bump": ("dev",),
    }
    for corpus, files in written.items():
        (folder / corpus).mkdir(parents=True)
        for file in files:
            lines = [json.dumps(_document(f"{file}-{number}", number)) for number in range(12)]
            (folder / corpus / f"{file}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def _document(name: str, number: int) -> dict[str, Any]:
    """Two paragraphs with labels of every kind."""
    text, statements, mentions, hedges = "", [], [], []
    for at in (number, number + 1):
        person, town, content = PEOPLE[at % 4], TOWNS[at % 3], CONTENTS[at % 3]
        source, cue, said = (len(text), len(text) + len(person)), (len(text) + len(person) + 1, len(text) + len(person) + 5), len(text)
        said += len(f"{person} said ")
        text += f"{person} said that perhaps {content} in {town} .\n"
        statements.append({"source_spans": [source], "cue_spans": [cue], "content_spans": [(said, len(text) - 3)]})
        mentions += [
            {"start": source[0], "end": source[1], "type": "PER"},
            {"start": len(text) - 3 - len(town), "end": len(text) - 3, "type": "LOC"},
        ]
        hedges.append({"start": said + 5, "end": said + 12, "class": "possible"})
    return {"id": name, "text": text, "statements": statements, "mentions": mentions, "hedges": hedges}
