"""Paint and widgets that rooms share; they know no night."""
