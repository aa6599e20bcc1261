"""The index of a hundred thousand articles made anew under readers and an editor."""

from tests.search.reindexing import Trial

ARTICLES = 100_000


def test_a_big_index_is_made_anew_while_the_portal_serves(make_portal):
    trial = Trial(make_portal(), articles=ARTICLES)
    trial.run()
    print(trial)
    assert trial.wrong == []
    assert trial.searches >= 100 and trial.publications >= 20
