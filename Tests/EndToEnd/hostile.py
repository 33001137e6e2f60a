"""A machine that misbehaves on command around the released binary: its disk (faulty_disk.c) and its clock (shifted_clock.c)."""
import os
import pathlib
import struct
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
BUILT = HERE.parents[1] / ".build"


def library(name):
    """The preload of that name, built anew where its source is newer (the Makefile builds it as well)."""
    source, built = HERE / f"{name}.c", BUILT / f"{name.replace('_', '-')}.so"
    if not built.exists() or built.stat().st_mtime < source.stat().st_mtime:
        BUILT.mkdir(exist_ok=True)
        subprocess.check_call(
            ["gcc", "-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-fPIC", "-shared", "-o", str(built), str(source), "-ldl"])
    return str(built)


class Disk:
    """Faults as lines `CALL PART ACTION [MILLISECONDS]`, see faulty_disk.c."""

    HALF = 4096

    def __init__(self):
        self.file, self.path = tempfile.mkstemp(prefix="pg-faults-")
        os.pwrite(self.file, bytes(2 * self.HALF), 0)
        self.environment = {"LD_PRELOAD": library("faulty_disk"), "PARCELGATE_FAULTS": self.path}

    def fail(self, *lines):
        self.mend()
        text = "\n".join(lines).encode()
        os.pwrite(self.file, bytes(self.HALF), self.HALF)
        # The first byte, which says that there is a plan, comes last.
        os.pwrite(self.file, text[1:] + b"\n\0", 1)
        os.pwrite(self.file, text[:1], 0)

    def mend(self):
        os.pwrite(self.file, b"\0", 0)

    def met(self, line=0):
        """How often a line's fault happened."""
        return struct.unpack("=I", os.pread(self.file, 4, self.HALF + 4 * line))[0]

    def close(self):
        os.close(self.file)
        os.unlink(self.path)


class Clock:
    """The wall clock's lead over the true one, whether the kernel calls it synchronised, and the boot id."""

    def __init__(self, ahead_s=0, synchronised=True, boot=b"0b00b007"):
        self.file, self.path = tempfile.mkstemp(prefix="pg-clock-")
        self.environment = {"LD_PRELOAD": library("shifted_clock"), "PARCELGATE_CLOCK": self.path}
        self.set(ahead_s, synchronised, boot)

    def set(self, ahead_s=0, synchronised=True, boot=b"0b00b007"):
        os.pwrite(self.file, struct.pack("=qi8s", int(ahead_s * 10**9), int(synchronised), boot).ljust(64, b"\0"), 0)

    def close(self):
        os.close(self.file)
        os.unlink(self.path)
