"""Trains the shipped models: `python3 dev.py train --data $SEGUE_DATA`. Not part of the package."""
