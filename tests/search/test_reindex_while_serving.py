"""The short form of the trial: the index is made anew and nobody who searches notices."""

from tests.search.reindexing import Trial


def test_readers_and_an_editor_do_not_notice_a_reindex(make_portal):
    trial = Trial(make_portal(), articles=300)
    trial.run()
    print(trial)
    assert trial.wrong == []
    assert trial.searches >= 20 and trial.publications >= 3
