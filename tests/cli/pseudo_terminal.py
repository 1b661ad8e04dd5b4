"""Runs a command as the leader of a pseudo-terminal of its own, and outlives all it starts.

    pseudo_terminal.py COLUMNS COMMAND...

What the terminal shows goes to stdout. Lines on stdin are orders: "start", "type TEXT" in JSON,
"signal NUMBER" to the leader, "hangup". The first line on stderr is the leader's process number;
then, each as it ends, the exit codes of the leader and of the processes that it left behind,
below 0 for a signal. Where stdin ends, or after four minutes, all of them are killed.
"""

import ctypes
import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios

columns, command = int(sys.argv[1]), sys.argv[2:]
PR_SET_CHILD_SUBREAPER = 36
# Processes whose parents have died become children of this one, so that it can wait for them.
ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)

may_start, start = os.pipe()
leader, terminal = pty.fork()
if leader == 0:
    os.read(may_start, 1)
    os.execvp(command[0], command)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))


def kill_all(*_):
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        pass


def obey(order):
    name, _, value = order.partition(" ")
    if name == "start":
        os.write(start, b".")
    elif name == "type":
        os.write(terminal, json.loads(value).encode())
    elif name == "signal":
        os.kill(leader, int(value))
    elif name == "hangup":
        os.close(terminal)
        return False
    return True


def say(number):
    os.write(2, f"{number}\n".encode())


def relay():
    """Until the terminal is hung up, or no process has it open any more."""
    while True:
        ready, _, _ = select.select([terminal, sys.stdin], [], [])
        if terminal in ready:
            try:
                os.write(1, os.read(terminal, 65536))
            except OSError:
                return
        elif not obey(sys.stdin.readline().rstrip("\n") or kill_all() or "hangup"):
            return


signal.signal(signal.SIGALRM, kill_all)
signal.alarm(240)
say(leader)
relay()
while True:
    try:
        _, status = os.wait()
    except ChildProcessError:
        break
    say(os.waitstatus_to_exitcode(status))
