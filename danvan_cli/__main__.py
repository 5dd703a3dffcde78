"""python -m danvan_cli"""

from danvan_cli.cli.main import main

if __name__ == "__main__":
    main()
