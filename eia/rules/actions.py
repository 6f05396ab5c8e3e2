"""Rules on actions: what will be done, by whom, by when."""
