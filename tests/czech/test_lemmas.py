"""The file of lemmas: made once, never half, and read by any form."""

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from nszm_portal.czech import lemmas


@pytest.fixture
def elsewhere(settings, tmp_path, monkeypatch):
    """An empty place for the file, and a thread that has opened none."""
    settings.VAR = tmp_path
    monkeypatch.setattr(lemmas, "_here", lemmas.threading.local())
    return tmp_path / "czech"


@pytest.mark.parametrize("form", ["obci", "obcim", "obcemi", "obec"])
def test_a_form_leads_to_its_lemma(form):
    assert "obec" in lemmas.lemmas(form)


def test_a_form_of_two_words_leads_to_both():
    assert {"rad", "rada"} <= set(lemmas.lemmas("rady"))


@pytest.mark.parametrize("form", ["", "obcí", "xqzw", "2015", "' OR 1=1 --", "\0", "村"])
def test_what_the_dictionary_does_not_know_has_none(form):
    assert lemmas.lemmas(form) == ()


def test_each_thread_reads_it():
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lemmas.lemmas, ["mest"] * 40))
    assert set(found) == {lemmas.lemmas("mest")} and "mesto" in found[0]


def test_it_is_made_when_it_is_missing_and_then_only_read(elsewhere, monkeypatch):
    assert "obec" in lemmas.lemmas("obci")
    assert os.listdir(elsewhere) == [lemmas.path().name]

    def refuse(*args, **kwargs):
        raise AssertionError("made again")

    monkeypatch.setattr(subprocess, "run", refuse)
    assert lemmas.prepare() == lemmas.path()


def test_one_that_could_not_be_finished_is_not_there(elsewhere, monkeypatch):
    def fail(*args):
        raise OSError("no space left on device")

    small = {"obcí": "obec"}
    monkeypatch.setattr(DefaultDictionaryFactory, "get_dictionary", lambda *args: small)
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError):
        lemmas.build(lemmas.path())
    assert not lemmas.path().exists()
