"""The extra with sentence embeddings. What needs a model is "not checked" where SEGUE_NLP_MODEL names no folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from math import isclose
from pathlib import Path

import pytest

from segue.domain.signals.embedding import Head
from segue.settings import Settings, WrongSetting
from segue.trained import FOLDER, NLP_MODEL, read_models, with_embeddings
from segue.trained.embeddings import NoEmbeddings, OnnxEmbedder, read_heads

MODELS = read_models(FOLDER)


class Fixed:
    """The same vector for every text."""

    def embed(self, text: str) -> Sequence[float]:
        return (0.6, 0.8)


def test_log_odds_of_a_head_are_averaged_with_those_of_the_ngrams() -> None:
    both = replace(MODELS, embedder=Fixed(), heads={"request": Head(1.0, (10.0, -5.0))})
    text = "I would like to talk to a human being about this"
    alone = MODELS.scores(text)
    assert isclose(both.scores(text)["request"], (alone["request"] + 3.0) / 2)
    assert both.scores(text)["legal"] == alone["legal"]


@pytest.mark.parametrize("text", ["Ich möchte mit einem Menschen sprechen", "", "   "])
def test_embeddings_that_read_english_are_not_asked_about_other_languages(text: str) -> None:
    both = replace(MODELS, embedder=Fixed(), heads={"request": Head(1.0, (10.0, -5.0))})
    assert both.scores(text) == MODELS.scores(text)


def test_a_folder_without_a_model_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match=r"SEGUE_NLP_MODEL.*no tokenizer.json.*name a folder"):
        Settings.from_environment({NLP_MODEL: str(tmp_path)})
    with pytest.raises(NoEmbeddings, match=r"no tokenizer.json"):
        OnnxEmbedder(tmp_path)


def test_a_broken_model_is_told(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime", reason="not checked: the extra [nlp] is not installed")
    for name in ("tokenizer.json", "model.onnx"):
        (tmp_path / name).write_text("{", "utf-8")
    with pytest.raises(NoEmbeddings, match=str(tmp_path)):
        OnnxEmbedder(tmp_path)


def test_without_the_setting_there_are_no_embeddings() -> None:
    assert Settings.from_environment({}).nlp_model is None
    assert MODELS.embedder is None


def test_the_shipped_heads_are_of_columns_that_ship() -> None:
    version, heads = read_heads(FOLDER / "heads.json")
    assert version
    assert set(heads) <= set(MODELS.columns)
    assert {len(head.weights) for head in heads.values()} == {384}


@pytest.fixture(scope="module")
def folder() -> Path:
    if not os.environ.get(NLP_MODEL):
        pytest.skip(f"not checked: {NLP_MODEL} names no folder")
    return Path(os.environ[NLP_MODEL])


def test_sentences_that_mean_alike_are_near(folder: Path) -> None:
    """The example of the model's card: 0.695, 0.943, 0.257."""
    embed = OnnxEmbedder(folder).embed
    first = embed("That is a happy person")
    others = ("That is a happy dog", "That is a very happy person", "Today is a sunny day")
    near = [sum(a * b for a, b in zip(first, embed(text), strict=True)) for text in others]
    assert near == pytest.approx([0.695, 0.943, 0.257], abs=0.02)


@pytest.mark.parametrize("text", ["", "😡", "\ud800", "a" * 50_000, "ok " * 20_000, "我想"])
def test_no_text_is_too_odd(folder: Path, text: str) -> None:
    vector = OnnxEmbedder(folder).embed(text)
    assert sum(value * value for value in vector) == pytest.approx(1.0, abs=1e-3)


def test_decisions_name_both_versions(folder: Path) -> None:
    both = with_embeddings(MODELS, folder)
    assert both.version.startswith(f"{MODELS.version}+")
    assert both.scores("I want to cancel my policy")["cancellation"] > 0
