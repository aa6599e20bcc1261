"""Commands of libraries that timers run, with a record of each run.

An application of its own, since the command of the application that is installed first is the one
that manage.py runs: it stands before those of the libraries. Commands of ours are in `operation`.
"""
