"""Rules on the general equality duty: its three aims, group by group."""
