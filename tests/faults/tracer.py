"""Runs a program call by call: it can be killed before any of the calls that change files, or any of them can be made to
fail. Linux on x86-64, by ptrace."""

import ctypes
import errno
import os
import platform
import signal
import sys

# Calls that change files, by number, and which of their arguments is a descriptor or a path.
DESCRIPTOR, PATH, AT, TWO_PATHS, TWO_AT, OPEN, OPENAT = range(7)
CALLS = {
    1: ("write", DESCRIPTOR), 18: ("pwrite64", DESCRIPTOR), 20: ("writev", DESCRIPTOR), 296: ("pwritev", DESCRIPTOR),
    40: ("sendfile", DESCRIPTOR), 326: ("copy_file_range", None), 73: ("flock", DESCRIPTOR), 74: ("fsync", DESCRIPTOR),
    75: ("fdatasync", DESCRIPTOR), 77: ("ftruncate", DESCRIPTOR), 91: ("fchmod", DESCRIPTOR), 285: ("fallocate", DESCRIPTOR),
    2: ("open", OPEN), 257: ("openat", OPENAT), 85: ("creat", PATH), 83: ("mkdir", PATH), 258: ("mkdirat", AT),
    84: ("rmdir", PATH), 87: ("unlink", PATH), 263: ("unlinkat", AT), 76: ("truncate", PATH), 90: ("chmod", PATH),
    268: ("fchmodat", AT), 88: ("symlink", TWO_PATHS), 266: ("symlinkat", TWO_PATHS), 82: ("rename", TWO_PATHS),
    264: ("renameat", TWO_AT), 316: ("renameat2", TWO_AT), 86: ("link", TWO_PATHS), 265: ("linkat", TWO_AT),
}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

TRACEME, CONT_TO_CALL, POKEUSER, SETOPTIONS, CALL_INFO = 0, 24, 6, 0x4200, 0x420E
# Calls marked, threads and children followed, all killed with the tracer.
OPTIONS = 0x01 | 0x02 | 0x04 | 0x08 | 0x10 | 0x100000
NUMBER, RESULT = 15 * 8, 10 * 8
ALL_CHILDREN = 0x40000000
AT_CALL = signal.SIGTRAP | 0x80

libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.restype = ctypes.c_long
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]


class Info(ctypes.Structure):
    """What PTRACE_GET_SYSCALL_INFO tells: of an entry (op 1) the number and the arguments."""

    _fields_ = [("op", ctypes.c_uint8), ("pad", ctypes.c_uint8 * 3), ("arch", ctypes.c_uint32),
                ("ip", ctypes.c_uint64), ("sp", ctypes.c_uint64), ("number", ctypes.c_uint64),
                ("arguments", ctypes.c_uint64 * 6), ("rest", ctypes.c_uint64)]


class Call:
    """A call that is about to be made: its name and the paths it is about."""

    def __init__(self, name, paths):
        self.name, self.paths = name, paths

    def __str__(self):
        return f"{self.name}({', '.join(self.paths)})"


class Ended:
    """How a program ended: its exit code, negative for the signal that killed it, and what it wrote."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err


def require():
    """Ends with 77 where programs cannot be traced."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        print("skipped: calls are traced on Linux and x86-64 only")
        sys.exit(77)
    try:
        ended = trace(["/bin/true"], lambda call: None)
    except OSError as error:
        print(f"skipped: nothing can be traced here: {error}")
        sys.exit(77)
    assert ended.code == 0, ended.code


def ptrace(request, pid, address=0, data=0):
    ctypes.set_errno(0)
    result = libc.ptrace(request, pid, address, data)
    if result == -1 and ctypes.get_errno():
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def trace(argv, on_call, environment=None):
    """Runs a program, and asks `on_call` before each call that changes a file what is to happen: None, a signal that comes
    then, or the number of the error that the call fails with."""
    outputs = [os.memfd_create(name) for name in ("out", "err")]
    pid = os.fork()
    if pid == 0:
        try:
            os.dup2(outputs[0], 1)
            os.dup2(outputs[1], 2)
            ptrace(TRACEME, 0)
            os.kill(os.getpid(), signal.SIGSTOP)
            os.execve(argv[0], argv, {**os.environ, **(environment or {})})
        finally:
            os._exit(127)
    try:
        code = follow(pid, on_call)
    finally:
        texts = []
        for output in outputs:
            with os.fdopen(output, "rb") as file:
                file.seek(0)
                texts.append(file.read().decode(errors="replace"))
    return Ended(code, *texts)


def follow(leader, on_call):
    """Goes from call to call of a program that waits to be begun; its exit code."""
    os.waitpid(leader, 0)
    ptrace(SETOPTIONS, leader, 0, OPTIONS)
    ptrace(CONT_TO_CALL, leader)
    failing = {}
    while True:
        pid, status = os.waitpid(-1, ALL_CHILDREN)
        if not os.WIFSTOPPED(status):
            if pid == leader:
                return os.waitstatus_to_exitcode(status)
            continue
        stopped_by, deliver = os.WSTOPSIG(status), 0
        try:
            if stopped_by == AT_CALL:
                step(leader, pid, failing, on_call)
            elif status >> 16 == 0 and stopped_by not in (signal.SIGSTOP, signal.SIGTRAP):
                deliver = stopped_by
            ptrace(CONT_TO_CALL, pid, 0, deliver)
        except ProcessLookupError:
            # Killed; its end is told next.
            pass


def step(leader, pid, failing, on_call):
    """At the beginning or the end of a call."""
    info = Info()
    ptrace(CALL_INFO, pid, ctypes.sizeof(info), ctypes.addressof(info))
    if info.op == 2:
        if pid in failing:
            ptrace(POKEUSER, pid, RESULT, -failing.pop(pid) & 0xFFFFFFFFFFFFFFFF)
        return
    if info.op != 1 or info.number not in CALLS:
        return
    call = described(pid, *CALLS[info.number], list(info.arguments))
    if call is None:
        return
    action = on_call(call)
    if isinstance(action, signal.Signals):
        os.kill(leader, action)
    elif action is not None:
        # A call that there is not, whose result is then replaced.
        ptrace(POKEUSER, pid, NUMBER, 0xFFFFFFFFFFFFFFFF)
        failing[pid] = action


def described(pid, name, kind, arguments):
    """The call, or None when it changes nothing."""
    if kind == OPEN and not arguments[1] & WRITES or kind == OPENAT and not arguments[2] & WRITES:
        return None
    if kind == OPENAT:
        arguments = [arguments[0], arguments[1]]
    try:
        return Call(name, paths(pid, name, kind, arguments))
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ESRCH):
            return Call(name, ["?"])
        raise


def paths(pid, name, kind, arguments):
    if name == "copy_file_range":
        return [descriptor(pid, arguments[2])]
    if kind == DESCRIPTOR:
        return [descriptor(pid, arguments[0])]
    if kind in (PATH, OPEN):
        return [absolute(pid, None, arguments[0])]
    if kind in (AT, OPENAT):
        return [absolute(pid, arguments[0], arguments[1])]
    if kind == TWO_PATHS:
        return [absolute(pid, None, arguments[0]), absolute(pid, None, arguments[1])]
    return [absolute(pid, arguments[0], arguments[1]), absolute(pid, arguments[2], arguments[3])]


def descriptor(pid, number):
    return os.readlink(f"/proc/{pid}/fd/{number & 0xFFFFFFFF}")


def absolute(pid, folder, address):
    """The path at an address, relative to an open folder or else to the working one."""
    text = text_at(pid, address)
    if text.startswith("/"):
        return text
    by_descriptor = folder is not None and folder & 0xFFFFFFFF != 0xFFFFFF9C
    base = descriptor(pid, folder) if by_descriptor else os.readlink(f"/proc/{pid}/cwd")
    return os.path.join(base, text)


def text_at(pid, address):
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        text = b""
        while b"\0" not in text:
            # Not across a page: the next one may not be there.
            memory.seek(address + len(text))
            text += memory.read(4096 - (address + len(text)) % 4096)
        return text.split(b"\0", 1)[0].decode(errors="replace")
