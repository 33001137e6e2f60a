"""Makes the pictures of this folder again: `/usr/bin/python3 Tests/Labels/make.py` (Debian: zint, python3-pil; its own python3)."""
import pathlib
import subprocess

from PIL import Image

HERE = pathlib.Path(__file__).parent / "Images"


def code(name, kind, data, *options):
    subprocess.run(["zint", "-b", str(kind), "-o", HERE / f"{name}.png", "-d", data, "--quietzones", *options], check=True)
    return Image.open(HERE / f"{name}.png").convert("L")


HERE.mkdir(exist_ok=True)
label = code("code128", 20, "EB123456785VN", "--scale", "1")
label.save(HERE / "code128.jpg", quality=60)
label.save(HERE / "code128.tif", compression="tiff_lzw")
label.save(HERE / "code128.pgm")
sscc = code("gs1-128", 16, "[00]340123450000000000", "--scale", "1")
square = code("qrcode", 58, "Số 12 Trần Phú", "--scale", "1")
# Two codes in one picture, as on a label with a product code beside its number.
both = Image.new("L", (max(label.width, square.width) + 40, label.height + square.height + 60), 255)
both.paste(label, (20, 20))
both.paste(square, (20, label.height + 40))
both.save(HERE / "two.png")
Image.new("L", (400, 200), 200).save(HERE / "blank.png")
# A writer that stopped in the middle.
for name in ("code128.png", "code128.jpg", "code128.tif", "code128.pgm"):
    content = (HERE / name).read_bytes()
    (HERE / f"cut-{name}").write_bytes(content[: len(content) * 3 // 5])
