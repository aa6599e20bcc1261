"""The text that editors format: how it is written, cleaned, kept and shown.

Here: the field with its editor (`fields`, `config`), the list of what a body may hold
(`cleaning`) and its one way of writing it (`canonical`), references in place of addresses
(`references`), and what readers get (`output`). A body is cleaned when it is saved and once more
when it is shown.

Not here: what a reference leads to (publishing registers that), the pictures and documents
themselves (`library`), the rules of Czech typography (`czech`), the looks (`static/css`).
"""
