#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The whole of tests/faults: each N of each fault, in all commands of all tools; then 500 kills; all locales and zones. FAULTS=N tries at most N of each."""
import os
import pathlib
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parents[1] / 'faults'
failed = subprocess.call([sys.executable, FOLDER / 'sweep.py', '--limit', os.environ.get('FAULTS', '0')])
failed += subprocess.call([sys.executable, FOLDER / 'kills.py', '--kills', '500'])
failed += subprocess.call([sys.executable, FOLDER / 'locales.py', '--all']) not in (0, 77)
sys.exit(1 if failed else 0)
