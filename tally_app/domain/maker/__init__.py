"""An election in the making: what stands in it, what is wrong with it, what it was before."""
