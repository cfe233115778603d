"""Types commands into PowerShell in a pseudoterminal, and draws the screen as SVG.

Reads scenes as JSON from standard input; Update-Images.ps1 writes them.
"""

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

import pyte
from rich.color import Color
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROWS = 60
LIMIT_SECONDS = 60
FONTS = "ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"

# Every color has a contrast of at least 4.5 to the background.
THEME = TerminalTheme(
    (30, 33, 39), (222, 226, 232),
    [(92, 99, 112), (240, 118, 126), (139, 205, 124), (229, 192, 105),
     (110, 180, 245), (205, 145, 225), (86, 194, 204), (222, 226, 232)],
    [(150, 158, 172), (255, 135, 142), (160, 225, 145), (245, 212, 130),
     (130, 195, 255), (220, 165, 240), (110, 212, 222), (255, 255, 255)])


class Screen(pyte.Screen):
    """A screen that answers the questions of the program in the terminal."""

    descriptor = -1

    def write_process_input(self, data):
        os.write(self.descriptor, data.encode())


class Terminal:
    """PowerShell with a prompt that counts itself in the title of the window."""

    def __init__(self, columns, setup):
        self.screen = Screen(columns, ROWS)
        self.stream = pyte.ByteStream(self.screen)
        self.process, self.descriptor = pty.fork()
        if self.process == 0:
            os.environ.update(TERM="xterm-256color", COLUMNS=str(columns), LINES=str(ROWS))
            os.environ.pop("NO_COLOR", None)
            os.execvp("pwsh", ["pwsh", "-NoLogo", "-NoProfile", "-NoExit", "-File", setup])
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, columns, 0, 0))
        self.screen.descriptor = self.descriptor
        self.prompts = 0
        self.wait(self.ready)

    def ready(self):
        """True once for a prompt that is newer than the last one; PowerShell can draw a prompt twice."""
        number = re.fullmatch(r"prompt (\d+)", self.screen.title)
        if not number or int(number[1]) <= self.prompts:
            return False
        self.prompts = int(number[1])
        return True

    def wait(self, condition):
        end = time.monotonic() + LIMIT_SECONDS
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError("\n".join(self.screen.display).rstrip())
            if select.select([self.descriptor], [], [], 0.05)[0]:
                self.stream.feed(os.read(self.descriptor, 65536))

    def settle(self):
        while select.select([self.descriptor], [], [], 0.5)[0]:
            self.stream.feed(os.read(self.descriptor, 65536))

    def type(self, line, until=None):
        # The line editor reads keys one by one.
        for key in line:
            os.write(self.descriptor, key.encode())
            self.wait(lambda: True)
        self.settle()
        os.write(self.descriptor, b"\r")
        if until:
            self.wait(lambda: re.search(until, "\n".join(self.screen.display)))
        else:
            self.wait(self.ready)
            self.settle()

    def lines(self, keep_prompt):
        rows = [self.row(number) for number in range(ROWS)]
        while rows and not rows[-1].plain.strip():
            rows.pop()
        if not keep_prompt and rows and rows[-1].plain.strip() == "PS>":
            rows.pop()
            while rows and not rows[-1].plain.strip():
                rows.pop()
        return rows

    def row(self, number):
        text = Text()
        for column in range(self.screen.columns):
            cell = self.screen.buffer[number][column]
            text.append(cell.data, Style(
                color=color(cell.fg), bgcolor=color(cell.bg), bold=cell.bold or None,
                italic=cell.italics or None, reverse=cell.reverse or None))
        text.rstrip()
        return text

    def close(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.descriptor)


def color(name):
    if name == "default":
        return None
    if re.fullmatch("[0-9a-f]{6}", name):
        return Color.parse(f"#{name}")
    # pyte calls yellow brown, and both blacks black; a black text would be invisible.
    names = {"brown": "yellow", "black": "bright_black"}
    return Color.parse(names.get(name, re.sub("^bright", "bright_", name)))


def draw(scene, rows):
    console = Console(
        width=scene["columns"], record=True, force_terminal=True, color_system="truecolor",
        file=open(os.devnull, "w", encoding="utf-8"))
    for row in rows:
        console.print(row, no_wrap=True, crop=True)
    svg = console.export_svg(title="PowerShell", theme=THEME)
    # A name of the picture instead of a digest, and fonts of the reader instead of a download.
    svg = re.sub(r"terminal-\d+", f"terminal-{scene['name']}", svg)
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: (Fira Code|arial)[^;]*;", f"font-family: {FONTS};", svg)
    svg = svg.replace("<svg ", f'<svg role="img" aria-label="{scene["description"]}" ', 1)
    return "\n".join(line.rstrip() for line in svg.split("\n")).rstrip() + "\n"


def main():
    for scene in json.load(sys.stdin):
        terminal = Terminal(scene["columns"], scene["setup"])
        try:
            for step in scene["steps"]:
                terminal.type(step["line"], step.get("until"))
            rows = terminal.lines(keep_prompt=False)
        finally:
            terminal.close()
        with open(scene["path"], "w", encoding="utf-8", newline="\n") as file:
            file.write(draw(scene, rows))
        if scene.get("text"):
            with open(scene["text"], "w", encoding="utf-8", newline="\n") as file:
                file.write("\n".join(row.plain.rstrip() for row in rows) + "\n")
        print(scene["path"])


if __name__ == "__main__":
    main()
