#!/usr/bin/env python3
"""Makes the theme's face, `static/fonts/`, from Gentium Book Plus: python3 docs/face.py

Needs Debian's fonts-sil-gentiumplus 6.101 and, of PyPI, fonttools 4.68.0 and brotli 1.2.1. It keeps the Latin letters of
Europe's languages, the marks that typography needs, and true small capitals. Accented letters have files of their own, which
a browser asks for when a page has one. A subset isn't the font that its makers released, so it has a name of its own, as the
licence asks (SIL Open Font License 1.1, reserved names).
"""

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

SOURCE = Path("/usr/share/fonts/truetype/gentiumplus")
TARGET = Path(__file__).resolve().parent.parent / "static" / "fonts"
FAMILY = "Lectern Text"
FACES = {"Regular": "lectern-text-roman", "Italic": "lectern-text-italic"}
LATIN = (
    [*range(0x20, 0x7F), 0xA0, 0xA7, 0xAB, 0xAC, 0xB0, 0xB6, 0xB7, 0xBB]
    + [*range(0x2002, 0x200C), *range(0x2010, 0x2016), *range(0x2018, 0x201F), 0x2020, 0x2021, 0x2022, 0x2026]
    + [0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2060, 0x20AC, 0x2190, 0x2191, 0x2192, 0x2193]
    + [0x2205, 0x2212, 0x2260, 0x2264, 0x2265]
)
# `unicode-range` in reader.css names these, by block: what is in both would be asked for twice.
EXTENDED = [
    *[code for code in range(0xA1, 0x100) if code not in LATIN],
    *map(ord, "ĀāĂăĄąĆćČčĎďĐđĒēĖėĘęĚěĞğĢģĪīĮįİıĶķĻļŁłŃńŅņŇňŌōŐőŒœŘřŚśŞşŠšŤťŪūŮůŰűŲųŹźŻżŽžŸȘșȚț"),
]
PARTS = {"": LATIN, "-ext": EXTENDED}
# Small capitals stand in the roman only: nothing is set in those of the italic, and they weigh 3 KB.
FEATURES = {
    "Regular": ["kern", "liga", "mark", "ccmp", "locl", "smcp", "c2sc"],
    "Italic": ["kern", "liga", "mark", "ccmp", "locl"],
}
# Family, full name and PostScript name, and those of the typographic family.
FAMILY_NAMES, FULL_NAMES, POSTSCRIPT_NAMES, STYLE_NAMES = {1, 16, 21}, {3, 4}, {6}, {2, 17, 22}
COPYRIGHT, LICENCE, LICENCE_ADDRESS = 0, 13, 14


def rename(font: TTFont, style: str) -> None:
    """Gives the subset its own name, and keeps whose work it is and under which licence."""
    names = font["name"]
    for record in list(names.names):
        if record.nameID in FAMILY_NAMES:
            record.string = FAMILY
        elif record.nameID in FULL_NAMES:
            record.string = f"{FAMILY} {style}"
        elif record.nameID in POSTSCRIPT_NAMES:
            record.string = f"{FAMILY.replace(' ', '')}-{style}"
        elif record.nameID == LICENCE:
            # The whole text, 2 KB in each file, stands beside them.
            record.string = "SIL Open Font License, Version 1.1: see OFL.txt"
        elif record.nameID not in STYLE_NAMES | {COPYRIGHT, LICENCE_ADDRESS}:
            names.names.remove(record)


def make(style: str, characters: list[int], target: Path) -> None:
    """Writes one face with these characters and prints its size."""
    options = subset.Options()
    options.layout_features = FEATURES[style]
    options.flavor = "woff2"
    options.hinting = False
    options.desubroutinize = True
    options.name_IDs = ["*"]
    font = subset.load_font(str(SOURCE / f"GentiumBookPlus-{style}.ttf"), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    rename(font, style)
    # The day of making would change the bytes.
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    subset.save_font(font, str(target), options)
    print(target.name, target.stat().st_size)


def main() -> None:
    """Makes all files."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for style, name in FACES.items():
        for part, characters in PARTS.items():
            make(style, characters, TARGET / f"{name}{part}.woff2")


if __name__ == "__main__":
    main()
