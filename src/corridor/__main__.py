"""`python -m corridor`: the same commands where the script is not on the path.

Guarantees: nothing but the commands of `corridor.cli`. Refuses: doing anything on import.
"""

from corridor.cli import main

if __name__ == "__main__":
    main()
