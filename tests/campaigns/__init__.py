"""Long attacks on the whole program, run by hand: `make campaign NAME=kills`. Everything on loopback; each ends by itself.

They are no tests that pass or fail in a minute, so pytest does not collect them; each prints a table and ends with
exit code 1 if the program lost, doubled or left behind anything.
"""
