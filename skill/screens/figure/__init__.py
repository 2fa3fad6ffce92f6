"""Draw the pictures of the content from poses: people with named joints, in a named place.

A tool of the workshop: `python -m skill.screens draw` writes `content/pictures`, which is all that
the running skill reads.
"""
