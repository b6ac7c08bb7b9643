"""Ctrl-C while libraries load."""

import signal
import subprocess
import sys
import threading

from twosource.loading import loading

INTERRUPTED = """
import os, signal
from twosource.loading import loading
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    with loading():
        os.kill(os.getpid(), signal.SIGINT)
except BaseException:
    print("caught")
"""


def test_an_interrupt_while_loading_ends_the_process_and_is_not_caught() -> None:
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, b"", b"")


def test_afterwards_an_interrupt_is_an_exception_again() -> None:
    before = signal.getsignal(signal.SIGINT)
    with loading():
        pass
    assert signal.getsignal(signal.SIGINT) is before


def test_a_handler_of_another_program_stays() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with loading():
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_another_thread_loads_without_touching_signals() -> None:
    seen = []

    def load() -> None:
        with loading():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=load)
    thread.start()
    thread.join()
    assert seen == [signal.getsignal(signal.SIGINT)]
