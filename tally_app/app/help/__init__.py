"""The help: of a field and a step out of the form, and what to do if something happens."""
