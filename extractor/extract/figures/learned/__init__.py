"""What is learned from labelled documents: a second opinion on the indicator, status, unit and period of a figure.

The rules decide first. A small linear model over what the rules have seen (nouns, predicates, cues, the words around
the number, the times at hand) overrules them where it is sure. `scripts/train.py` makes it from `corpus/` and `gold/`.
"""
