"""The program: danvan, or python -m danvan_cli."""

import gc

COLLECTED = 50_000  # objects after which Python looks for garbage; a command ends before much of it is there


def main() -> None:
    """Run the command line and exit with its status."""
    gc.set_threshold(COLLECTED)
    from danvan_cli.cli.main import main as run

    try:
        run()
    finally:
        gc.freeze()  # else the end of the process looks for garbage in all that there is


if __name__ == "__main__":
    main()
