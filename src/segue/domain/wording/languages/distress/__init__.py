"""The words to somebody in distress, by language: short and calm, of no queue and no case, and what to do in danger."""
