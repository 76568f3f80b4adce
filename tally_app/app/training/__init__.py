"""Exercises: planted faults, how they were worked through, the debrief."""
