"""Bad days: a real part is stopped and started while people read and an editor saves.

`loading.py` is the people and what each of them was answered, `breaking.py` how parts are stopped,
`telling.py` the row that a day leaves in the table. The short forms are here, the long ones in
tests/trials.
"""
