"""How fast `eia` is beside other programs on the same files, measured in one run."""
