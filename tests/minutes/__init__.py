"""A further kind of publication, as small as one can be: it proves what the base promises.

One model, one admin class, two templates and one line of addresses (in `urls`).
"""
