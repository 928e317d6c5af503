"""needs.py - what tests that run the command share: how a need that is not met is told, and what
stands in a directory."""
import os


class Failure(Exception):
    pass


def need(condition, what):
    if not condition:
        raise Failure(what)


def snapshot(top):
    """The bytes of all files below a directory, by their path in it."""
    files = {}
    for folder, _, names in os.walk(top):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, 'rb') as file:
                files[os.path.relpath(path, top)] = file.read()
    return files
