"""`python -m eia`: the same as the command `eia`."""

from eia.cli import main

if __name__ == "__main__":
    main()
