# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws a terminal session as SVG: commands, and what the programs print in colour."""
import re
from xml.sax.saxutils import escape

COMMANDS = (
    ("newsrank-index data/sample | head -n 1", "newsrank-index data/sample | head -n 1"),
    # A terminal gets colours without being asked; here the output is read.
    ("newsrank-search --limit 2 salt battery", "newsrank-search --color always --limit 2 salt battery"),
)
COLUMNS, LINE, CHARACTER = 80, 19, 8.43
STYLES = {"1": "b", "2": "d", "4": "u", "34": "l"}
# The codes that end a style, and the styles they end.
ENDS = {"0": "bdul", "": "bdul", "22": "bd", "24": "u", "39": "l"}
HEAD = """<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">
<title>A terminal session with newsrank</title>
<style>
rect {{ fill: #1e2127 }}
text {{ fill: #d5d8df; font: 14px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; white-space: pre }}
.p {{ fill: #98c379 }} .b {{ font-weight: bold; fill: #ffffff }} .d {{ fill: #9299a6 }} .l {{ fill: #7fb8f0 }} .u {{ text-decoration: underline }}
</style>
<rect width="{width}" height="{height}" rx="8"/>
"""


def spans(line, state):
    """A line's text as spans of one look each; `state` is the set of styles, which goes on in the next line."""
    for index, part in enumerate(re.split(r"\x1b\[([0-9;]*)m", line)):
        if index % 2:
            for code in part.split(";"):
                state -= set(ENDS.get(code, ""))
                state |= {STYLES[code]} if code in STYLES else set()
        elif part:
            look = " ".join(sorted(state))
            yield f'<tspan class="{look}">{escape(part)}</tspan>' if look else escape(part)


def draw(run):
    """The picture; run(command) returns what the command prints."""
    lines, state = [], set()
    for shown, command in COMMANDS:
        lines.append(f'<tspan class="p">$</tspan> <tspan class="b">{escape(shown)}</tspan>')
        lines += ["".join(spans(line, state)) for line in run(command).rstrip("\n").split("\n")] + [""]
    width, height = round(COLUMNS * CHARACTER + 40), len(lines) * LINE + 24
    body = "".join(f'<text x="20" y="{30 + number * LINE}">{line}</text>\n' for number, line in enumerate(lines) if line)
    return HEAD.format(width=width, height=height) + body + "</svg>\n"
