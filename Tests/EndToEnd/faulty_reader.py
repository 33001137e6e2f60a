"""A tunnel's reader and what goes wrong with it: the faults that the simulation of the law has (Sources/Simulation/World), on a
real connection."""
import collections

from plc import Reader


class FaultyReader(Reader):
    """`read(label)` says what the tunnel makes of a parcel's label, or does not say it. Each fault has its turn before one comes
    again, so that a short shift has them all."""

    faults = ("unread", "misread", "product", "split", "twice", "flood", "beside", "prefix", "late", "swapped", "lost", "half",
              "anew", "dead", "mode")
    # So many parcels are read well behind each fault. Where every word may be about the parcel before, the third is as good as
    # any other: the law's simulation has no more than two in a row, and here a busy machine may add one of its own.
    pause = 3
    # How far the belt may move before a late word: it comes no later than in the window of the next parcel.
    latest = 350

    def __init__(self, dice):
        super().__init__()
        self.dice = dice
        self.plc = None
        self.turns, self.rest = [], 0
        self.spell, self.kept = None, None
        self.seen = collections.Counter()
        self.done = []  # (where the belt was, what it did, of which label)

    def about(self, label):
        """What it did of a parcel and of those around it."""
        place = max(n for n, (_, _, l) in enumerate(self.done) if l == label)
        return self.done[max(0, place - 6):place + 7]

    def read(self, label):
        kept, self.kept = self.kept, None
        if self.spell:
            self.note("spell", label)
            self.spell(label)
        elif self.rest or self.dice.random() < 0.6:
            self.rest = max(0, self.rest - 1)
            self.note("read", label)
            self.send(label)
        else:
            self.rest = self.pause
            if not self.turns:
                self.turns = list(self.faults)
                self.dice.shuffle(self.turns)
            fault = self.turns.pop()
            self.seen[fault] += 1
            self.note(fault, label)
            getattr(self, fault)(label)
        if kept:
            kept()

    def note(self, what, label):
        self.done.append((round(self.plc.moved), what, label))

    # --- what it says wrongly

    def unread(self, label):
        self.send(None)

    def misread(self, label):
        self.send(label[:5] + b"?" + label[6:])

    def product(self, label):
        self.send(label + b";8934563138165")

    def split(self, label):
        self.raw(b"\x02" + label[:4])
        self.raw(label[4:] + b"\x03")

    def twice(self, label):
        self.send(label)
        self.send(label)

    def flood(self, label):
        for _ in range(40):
            self.send(label)

    def beside(self, label):
        """Its list of labels has a no-read in it, or a word of its own says that there is none."""
        word = self.dice.choice((b"%b;NoRead", b"NoRead;%b", b"%b\x03\x02NoRead", b"NoRead\x03\x02%b"))
        self.send(word % label)

    def prefix(self, label):
        """A symbology identifier, or another sign, that nobody expects."""
        self.send(self.dice.choice((b"]C0", b"]C1", b"]Q3", b"~")) + label)

    # --- what it does not say, or not in time

    def later(self, label):
        """What says a label then; a reader that has begun anew has forgotten it."""
        host = self.host
        return lambda: self.send(label) if self.host is host else None

    def late(self, label):
        self.plc.later.append((self.plc.moved + self.dice.uniform(10, self.latest), self.later(label)))

    def swapped(self, label):
        self.kept = self.later(label)

    def lost(self, label):
        pass

    def half(self, label):
        """The rest never comes: the next parcel's word begins within this one."""
        self.raw(b"\x02" + self.dice.choice((label[:6], label + b";", label + b";89345")))

    def anew(self, label):
        """Half a word, and the connection is made again."""
        self.raw(b"\x02" + self.dice.choice((label[:6], label)))
        self.hang_up()

    def dead(self, label):
        """Nothing for some parcels, on a connection that stays, and then it begins anew."""
        self.lasts(6, lambda label: None, self.hang_up)

    def mode(self, label):
        """Words in another framing for some parcels, until somebody sets it right."""
        self.raw(label + b"\r\n")
        self.lasts(4, lambda label: self.raw(label + b"\r\n"), lambda: None)

    def lasts(self, count, say, end):
        def spell(label):
            nonlocal count
            count -= 1
            say(label)
            if count == 0:
                self.spell = None
                end()
        self.spell = spell
