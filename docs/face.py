#!/usr/bin/env python3
"""Makes the theme's face, `static/fonts/`, from Gentium Book Plus: python3 docs/face.py

Needs Debian's fonts-sil-gentiumplus 6.101 and, of PyPI, fonttools 4.68.0 and brotli 1.2.1. It keeps the Latin letters of
Europe's languages, the marks that typography needs, and true small capitals. A subset isn't the font that its makers released,
so it has a name of its own, as the licence asks (SIL Open Font License 1.1, reserved names).
"""

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

SOURCE = Path("/usr/share/fonts/truetype/gentiumplus")
TARGET = Path(__file__).resolve().parent.parent / "static" / "fonts"
FAMILY = "Lectern Text"
FACES = {"Regular": "lectern-text-roman.woff2", "Italic": "lectern-text-italic.woff2"}
CHARACTERS = (
    [*range(0x20, 0x7F), *range(0xA0, 0x100)]
    + [ord(letter) for letter in "ĀāĂăĄąĆćČčĎďĐđĒēĖėĘęĚěĞğĢģĪīĮįİıĶķĻļŁłŃńŅņŇňŌōŐőŒœŘřŚśŞşŠšŤťŪūŮůŰűŲųŹźŻżŽžŸȘșȚț"]
    + [*range(0x2002, 0x200C), *range(0x2010, 0x2016), *range(0x2018, 0x201F), 0x2020, 0x2021, 0x2022, 0x2026]
    + [0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2060, 0x20AC, 0x2190, 0x2191, 0x2192, 0x2193]
    + [0x2205, 0x2212, 0x2260, 0x2264, 0x2265]
)
# Small capitals stand in the roman only: nothing is set in those of the italic, and they weigh 3 KB.
FEATURES = {
    "Regular": ["kern", "liga", "mark", "ccmp", "locl", "smcp", "c2sc"],
    "Italic": ["kern", "liga", "mark", "ccmp", "locl"],
}
# Family, full name and PostScript name, and those of the typographic family.
FAMILY_NAMES, FULL_NAMES, POSTSCRIPT_NAMES, STYLE_NAMES = {1, 16, 21}, {3, 4}, {6}, {2, 17, 22}
COPYRIGHT_AND_LICENCE = {0, 13, 14}


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
        elif record.nameID not in STYLE_NAMES | COPYRIGHT_AND_LICENCE:
            names.names.remove(record)


def main() -> None:
    """Makes both files and prints their sizes."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for style, name in FACES.items():
        options = subset.Options()
        options.layout_features = FEATURES[style]
        options.flavor = "woff2"
        options.hinting = False
        options.desubroutinize = True
        options.name_IDs = ["*"]
        font = subset.load_font(str(SOURCE / f"GentiumBookPlus-{style}.ttf"), options)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=CHARACTERS)
        subsetter.subset(font)
        rename(font, style)
        # The day of making would change the bytes.
        font["head"].modified = font["head"].created
        font.recalcTimestamp = False
        subset.save_font(font, str(TARGET / name), options)
        print(name, (TARGET / name).stat().st_size)


if __name__ == "__main__":
    main()
