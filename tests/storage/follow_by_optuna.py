"""What Optuna reads of a study while it is run: follow_by_optuna.py PATH NAME.

It reads the study again and again by one and the same storage, as the dashboard does, and prints
each time what it found as JSON in a line, until its stdin is closed; then it reads once more.
"""

import json
import sys
import threading

import optuna

from told_trials import read

storage = optuna.storages.get_storage(f"sqlite:///{sys.argv[1]}")
closed = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), closed.set()), daemon=True).start()
is_last = False
while not is_last:
    is_last = closed.is_set()
    print(json.dumps(read(sys.argv[2], storage)), flush=True)
