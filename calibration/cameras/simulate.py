#!/usr/bin/env python3
"""Pictures of the printed sheet as a camera would take them, whose truth is known: the example in this folder was made with it.

    parcelgate calibrate camera --print-target sheet.svg
    python3 calibration/cameras/simulate.py sheet.svg FOLDER

It reads the sheet from its SVG and shares no code with what is tested. Every pixel's light is summed up from rays that go through
the lens to the sheet; then come the blur of the optics and the sensor's noise. The same numbers give the same pictures.
"""

import math
import random
import re
import sys

WIDTH, HEIGHT = 800, 600
FOCAL, CENTRE = (860.0, 864.0), (405.0, 296.0)
K1, K2, P1, P2 = -0.11, 0.05, 0.0006, -0.0004
BLUR_PX, NOISE, WHITE, BLACK, BELT = 0.7, 1.5, 205.0, 24.0, 55.0
RAYS = 24
# Tilt about the picture's rows, about its columns, turn in the picture (degrees); the board's middle before the lens (mm).
VIEWS = {
    "belt": (4, -3, 2, 10, -6, 340),
    "view-1": (32, 4, 8, 0, 0, 360),
    "view-2": (-30, -5, -6, 5, 5, 370),
    "view-3": (3, 34, 15, 0, 0, 360),
    "view-4": (-4, -33, 95, 0, 0, 350),
    "view-5": (22, -24, 178, -20, 10, 350),
}


def sheet(path):
    """The sheet's rectangles and dots, in mm of the page: a bitmap of 20 cells a millimetre would blur the bars, so the shapes stay."""
    text = open(path, encoding="utf-8").read()
    number = r"(-?[\d.]+)"
    rectangles = [
        (float(x), float(y), float(w), float(h))
        for x, y, w, h in re.findall(rf"M{number} {number}h{number}v{number}h-[\d.]+z", text)
    ]
    page = re.search(r'viewBox="0 0 (\d+) (\d+)"', text)
    dots = [
        (float(x), float(y), float(r), fill == "#000")
        for x, y, r, fill in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)" fill="(#...)"', text)
    ]
    page = (float(page[1]), float(page[2]))
    # The first rectangle is the white page itself. What covers a cell of 5 mm is found by the cell.
    cells = {}
    for shape in rectangles[1:]:
        x, y, w, h = shape
        for i in range(int(x // 5), int((x + w) // 5) + 1):
            for j in range(int(y // 5), int((y + h) // 5) + 1):
                cells.setdefault((i, j), ([], []))[0].append(shape)
    for dot in dots:
        x, y, r, _ = dot
        for i in range(int((x - r) // 5), int((x + r) // 5) + 1):
            for j in range(int((y - r) // 5), int((y + r) // 5) + 1):
                cells.setdefault((i, j), ([], []))[1].append(dot)

    def grey(x, y):
        if not (0 <= x < page[0] and 0 <= y < page[1]):
            return BELT
        rectangles, dots = cells.get((int(x // 5), int(y // 5)), ((), ()))
        black = any(a <= x < a + w and b <= y < b + h for a, b, w, h in rectangles)
        for a, b, r, dark in dots:
            if (x - a) ** 2 + (y - b) ** 2 < r * r:
                black = dark
        return BLACK if black else WHITE

    squares = [shape for shape in rectangles[1:] if shape[2] == shape[3] and shape[2] > 5]
    left, top = min(s[0] for s in squares), min(s[1] for s in squares)
    right, bottom = max(s[0] + s[2] for s in squares), max(s[1] + s[3] for s in squares)
    return grey, ((left + right) / 2, (top + bottom) / 2)


def ray(u, v):
    tx, ty = (u - CENTRE[0]) / FOCAL[0], (v - CENTRE[1]) / FOCAL[1]
    x, y = tx, ty
    for _ in range(6):
        s = x * x + y * y
        radial = 1 + K1 * s + K2 * s * s
        x, y = (
            (tx - 2 * P1 * x * y - P2 * (s + 2 * x * x)) / radial,
            (ty - P1 * (s + 2 * y * y) - 2 * P2 * x * y) / radial,
        )
    return x, y


def rotation(tilt, swing, turn):
    a, b, c = (math.radians(angle) for angle in (tilt, swing, turn))
    x = [[1, 0, 0], [0, math.cos(a), -math.sin(a)], [0, math.sin(a), math.cos(a)]]
    y = [[math.cos(b), 0, math.sin(b)], [0, 1, 0], [-math.sin(b), 0, math.cos(b)]]
    z = [[math.cos(c), -math.sin(c), 0], [math.sin(c), math.cos(c), 0], [0, 0, 1]]
    times = lambda m, n: [[sum(m[i][k] * n[k][j] for k in range(3)) for j in range(3)] for i in range(3)]
    return times(y, times(x, z))


def picture(grey, middle, pose, rays, shift=(0, 0)):
    r, t = rotation(*pose[:3]), pose[3:]
    n = [r[i][2] for i in range(3)]
    over = n[0] * t[0] + n[1] * t[1] + n[2] * t[2]

    def level(u, v):
        a, b = ray(u, v)
        s = over / (n[0] * a + n[1] * b + n[2])
        if s <= 0:
            return BELT
        p = (s * a - t[0], s * b - t[1], s - t[2])
        return grey(
            sum(r[i][0] * p[i] for i in range(3)) + middle[0], sum(r[i][1] * p[i] for i in range(3)) + middle[1]
        )

    spread = [((i + 0.5) / rays - 0.5, (i * 0.6180339887) % 1 - 0.5) for i in range(rays)]
    # Pixels' corners first: where all four and the middle agree, and nothing fine can hide, that is the pixel.
    corners = [[level(x - 0.5, y - 0.5) for x in range(WIDTH + 1)] for y in range(HEIGHT + 1)]
    light = []
    for y in range(HEIGHT):
        row = []
        for x in range(WIDTH):
            five = {corners[y][x], corners[y][x + 1], corners[y + 1][x], corners[y + 1][x + 1], level(x, y)}
            if len(five) == 1:
                row.append(five.pop())
            else:
                row.append(sum(level(x + du, y + dv) for du, dv in spread) / rays)
        light.append(row)
    return light


def blurred(light):
    reach = math.ceil(3.5 * BLUR_PX)
    kernel = [math.exp(-k * k / (2 * BLUR_PX**2)) for k in range(-reach, reach + 1)]
    kernel = [k / sum(kernel) for k in kernel]
    for _ in range(2):
        wide = [[row[0]] * reach + row + [row[-1]] * reach for row in light]
        light = [[sum(k * row[x + i] for i, k in enumerate(kernel)) for x in range(len(row) - 2 * reach)] for row in wide]
        light = [list(column) for column in zip(*light)]
    return light


def main():
    grey, middle = sheet(sys.argv[1])
    dice = random.Random(7)
    for name, pose in VIEWS.items():
        light = blurred(picture(grey, middle, pose, RAYS))
        pixels = bytes(max(0, min(255, round(value + dice.gauss(0, NOISE)))) for row in light for value in row)
        with open(f"{sys.argv[2]}/{name}.pgm", "wb") as file:
            file.write(b"P5\n%d %d\n255\n" % (WIDTH, HEIGHT) + pixels)


if __name__ == "__main__":
    main()
