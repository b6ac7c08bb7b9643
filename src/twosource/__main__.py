"""The start of the command, and of `python -m twosource`."""

import signal


def main() -> None:
    """Ctrl-C ends the command without a word while its libraries load; then `cli` says how it ends."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from twosource import cli  # noqa: PLC0415 - loading takes a second, and an interrupt in it would be a traceback

    signal.signal(signal.SIGINT, signal.default_int_handler)
    cli.main()


if __name__ == "__main__":
    main()
