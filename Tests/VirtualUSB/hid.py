"""Reads HID report descriptors (HID 1.11 section 6.2.2), so that those of the devices are checked
by something that did not write them."""

import pathlib


def report_descriptor(device_file):
    """The bytes of the report descriptor in a device description file."""
    lines = pathlib.Path(device_file).read_text().splitlines()
    start = lines.index("report-descriptor:") + 1
    text = ""
    for line in lines[start:]:
        if not line.startswith(" "):
            break
        text += line.split("#")[0]
    return bytes.fromhex(text)


class Layout:
    def __init__(self):
        self.application_usages = []
        self._inputs = {}  # report id -> (bits so far, {usage: (first bit, bits)})

    def add_input(self, report_id, usages, size_bits, count, is_constant):
        # Where ids are used, the id is the report's first byte.
        bits, fields = self._inputs.get(report_id, (8 if report_id else 0, {}))
        if usages and not is_constant:
            # Each usage takes one field, and the last one all that are left.
            for i, usage in enumerate(usages[:count]):
                its_fields = count - i if i == len(usages) - 1 else 1
                fields[usage] = (bits + i * size_bits, its_fields * size_bits)
        self._inputs[report_id] = (bits + size_bits * count, fields)

    def input_bytes(self, report_id):
        return self._inputs[report_id][0] / 8

    def input_fields(self, report_id):
        return {usage: (first / 8, bits / 8)
                for usage, (first, bits) in self._inputs[report_id][1].items()}


def parse(descriptor):
    layout, depth, at = Layout(), 0, 0
    page = size_bits = count = report_id = 0
    usages, minimum = [], 0
    while at < len(descriptor):
        head = descriptor[at]
        length = (0, 1, 2, 4)[head & 3]
        data = descriptor[at + 1:at + 1 + length]
        assert len(data) == length, f"item at {at} runs over the end"
        value = int.from_bytes(data, "little")
        at += 1 + length
        item = head & 0xFC
        if item == 0x04:
            page = value
        elif item == 0x74:
            size_bits = value
        elif item == 0x94:
            count = value
        elif item == 0x84:
            report_id = value
        elif item == 0x08:
            usages.append(page << 16 | value)
        elif item == 0x18:
            minimum = value
        elif item == 0x28:
            usages += [page << 16 | usage for usage in range(minimum, value + 1)]
        elif item in (0x80, 0x90, 0xB0, 0xA0, 0xC0):  # main items use up the usages
            if item == 0x80:
                layout.add_input(report_id, usages, size_bits, count, bool(value & 1))
            elif item == 0xA0:
                if depth == 0:
                    layout.application_usages.append(usages[-1])
                depth += 1
            elif item == 0xC0:
                depth -= 1
            usages = []
    assert depth == 0, "collections are not closed"
    return layout
