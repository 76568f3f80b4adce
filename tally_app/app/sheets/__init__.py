"""Checking a spreadsheet of protocols."""
