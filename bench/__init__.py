"""The benchmark: how fast the portal answers, how much it sends and how often it asks its database.

Here: making a portal to measure, serving it beside a bare Django project (`bare`), the load and
the table. What must hold in every run of the suite (queries, sizes) is in tests/bench; synthetic
articles are made by `nszm_portal.demonstration`.
"""
