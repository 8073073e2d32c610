"""Training is reproducible to the byte, reads what it says it reads, and ships what it says it ships."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import pytest

pytest.importorskip("sklearn", reason="training needs scikit-learn (the dev dependencies)")
sys.path.insert(0, str(Path(__file__).parents[2]))

from training.phrases import read_phrases, variants
from training.rows import of_requests, of_topics, trainable

from segue.trained import FOLDER, read_models
from segue.trained.embeddings import read_heads
from training import train

PHRASES = """
train:
  clear: ["[get|give|find] me [a human|an agent]", I want to talk to a person, a real person please, human now]
  other: ["[where|when] is my [order|parcel]", how do I pay, thanks, what does it cost, my app is broken, good morning]
held_back:
  clear: [let me talk to staff]
"""


@pytest.fixture
def phrases(tmp_path: Path) -> Path:
    folder = tmp_path / "phrases" / "en"
    folder.mkdir(parents=True)
    (folder / "requests.yaml").write_text(PHRASES, "utf-8")
    return folder.parent


def trained(phrases: Path, out: Path) -> dict[str, bytes]:
    examples = train.examples_of(None, phrases) * 3
    train.write(out, *train.train(examples, ("request",)))
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def test_the_same_texts_give_the_same_bytes(phrases: Path, tmp_path: Path) -> None:
    first = trained(phrases, tmp_path / "a")
    assert first == trained(phrases, tmp_path / "b")
    assert set(first) == {"linear.json", "linear.keys", "linear.weights"}
    models = read_models(tmp_path / "a")
    assert models.scores("find me a human")["request"] > models.scores("how do I pay")["request"]


def test_the_version_changes_with_the_weights(phrases: Path, tmp_path: Path) -> None:
    first = trained(phrases, tmp_path / "a")
    file = phrases / "en" / "requests.yaml"
    file.write_text(PHRASES.replace("human now", "manager now"), "utf-8")
    second = trained(phrases, tmp_path / "b")
    assert json.loads(first["linear.json"])["version"] != json.loads(second["linear.json"])["version"]


def test_files_that_do_not_belong_together_are_refused(phrases: Path, tmp_path: Path) -> None:
    trained(phrases, tmp_path / "a")
    (tmp_path / "a" / "linear.weights").write_bytes(b"abc")
    with pytest.raises(ValueError, match="do not belong together"):
        read_models(tmp_path / "a")


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("plain", ["plain"]),
        ("[stop|end] my [plan|order|trial]", ["stop my plan", "end my order", "end my trial"]),
        ("[a|b] [x|y]", ["a x", "b y"]),
        ("go [now|]", ["go now", "go"]),
    ],
)
def test_choices_are_written_out(line: str, texts: list[str]) -> None:
    assert variants(line) == texts


def test_what_is_held_back_is_not_trained_on() -> None:
    trained_on = {(phrase.language, phrase.text.casefold()) for phrase in read_phrases("train")}
    held = {(phrase.language, phrase.text.casefold()) for phrase in read_phrases("held_back")}
    assert held
    assert held & trained_on == set()


@pytest.mark.parametrize(
    ("text", "told"),
    [("trian: {}", "it must be"), ("train: {clear: [no]}", "put it in quotes")],
)
def test_a_wrong_file_is_told(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "requests.yaml").write_text(text, "utf-8")
    with pytest.raises(ValueError, match=told):
        read_phrases("train", tmp_path)


def test_the_card_belongs_to_the_weights_and_names_every_source_with_licence() -> None:
    card = (FOLDER / "CARD.md").read_text("utf-8")
    models = read_models(FOLDER)
    assert f"Version `{models.version}`" in card
    assert f"Version `{read_heads(FOLDER / 'heads.json')[0]}`" in card
    assert [column for column in models.columns if f"| {column} |" not in card] == []
    for source in ("banking77", "bitext", "clinc150", "hint3", "ms-lu", "multidogo"):
        assert re.search(rf"^\| {source} \| .+ @ [0-9a-f]{{12}} \| .+ \|", card, re.MULTILINE)


def test_what_ships_is_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir() if path.is_file()) < 4_000_000


def test_only_rows_that_may_be_trained_on_are_read() -> None:
    if not os.environ.get("SEGUE_DATA"):
        pytest.skip("not checked: SEGUE_DATA names no folder of public data")
    data = Path(os.environ["SEGUE_DATA"]) / "detection"
    requests, topics = trainable(data / "t1_request.jsonl"), trainable(data / "t4_topics.jsonl")
    sources = {example.source for example in (*of_requests(requests), *of_topics(topics))}
    assert sources == {"banking77", "bitext", "clinc150", "hint3", "ms-lu", "multidogo"}
