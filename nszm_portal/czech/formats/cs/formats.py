"""How Django writes and reads dates and numbers. Its own Czech formats break lines wrongly.

What is not here (first day of the week, decimal comma) Django's own module has right.
The ISO forms of the input formats are added by Django itself.
"""

DATE_FORMAT = "j.\u00a0E Y"
TIME_FORMAT = "G:i"
DATETIME_FORMAT = "j.\u00a0E Y \\v\u00a0G:i"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j.\u00a0E"
SHORT_DATE_FORMAT = "j.\u00a0n. Y"
SHORT_DATETIME_FORMAT = "j.\u00a0n. Y G:i"

# The first of each fills the fields of forms. Written without spaces a date has two digits for
# the day and the month ("05.01.2006"), which ČSN 01 6910 allows; strptime knows no shorter form.
DATE_INPUT_FORMATS = ["%d.%m.%Y", "%d. %m. %Y", "%d. %m.%Y", "%d.%m. %Y"]
TIME_INPUT_FORMATS = ["%H:%M", "%H.%M", "%H:%M:%S", "%H:%M:%S.%f"]
DATETIME_INPUT_FORMATS = [
    f"{day} {joint}{time}"
    for day in DATE_INPUT_FORMATS
    for joint in ("", "v ")
    for time in TIME_INPUT_FORMATS
]
