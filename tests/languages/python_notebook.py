#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the cells of a notebook one after another, without Jupyter.

Usage: python_notebook.py NOTEBOOK    writes what the cells print into the notebook
"""
import ast
import contextlib
import io
import json
import pathlib
import sys


def run_cell(source, names):
    """The outputs of a cell: what it prints, and the value of its last line if that is an expression."""
    body = ast.parse(source).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    printed, value = io.StringIO(), None
    with contextlib.redirect_stdout(printed):
        exec(compile(ast.Module(body, []), "cell", "exec"), names)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
    outputs = []
    if printed.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": printed.getvalue().splitlines(True)})
    if value is not None:
        outputs.append({"data": {"text/plain": repr(value).splitlines(True)}, "execution_count": None, "metadata": {},
                        "output_type": "execute_result"})
    return outputs


def run_notebook(notebook):
    """The notebook with the outputs that its cells have now."""
    names, cells, number = {}, [], 0
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            number += 1
            outputs = run_cell("".join(cell["source"]), names)
            for output in outputs:
                if "execution_count" in output:
                    output["execution_count"] = number
            cell = {**cell, "execution_count": number, "outputs": outputs}
        cells.append(cell)
    return {**notebook, "cells": cells}


if __name__ == "__main__":
    path = pathlib.Path(sys.argv[1])
    done = run_notebook(json.loads(path.read_text(encoding="utf-8")))
    path.write_text(json.dumps(done, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
