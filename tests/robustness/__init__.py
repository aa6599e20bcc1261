"""Bad input: whatever comes, the portal answers with something made for it and never with a 500.

`addresses` reads every address from the URL map, `hostile` holds what is sent to them, `judge`
says what is wrong with an answer; the tests bring these together. What one room promises of good
input does not belong here. The long runs are in tests/trials.
"""
