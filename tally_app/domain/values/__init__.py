"""Figures, clock times, dates, number words, texts: values that know no form."""
