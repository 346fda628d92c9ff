"""What every process stands on.

A module is admitted when at least two processes use it, it holds no word of the domain, and it
has a promise test.
"""
