#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes btyd_reference.csv: values of the BG/NBD and MBG/NBD formulas in 60-digit arithmetic (mpmath 1.3).

The formulas are the textbook ones (Fader, Hardie and Lee 2005, eq. 6 and 10; for MBG/NBD, Hoppe and Wagner
2007), with the Gauss hypergeometric function; the program sums another series. At a = 1, where the
textbook form is 0/0, a is moved by 1e-30.

    python3 tests/unit/btyd_reference.py > tests/unit/btyd_reference.csv
"""
import itertools
import sys

import mpmath as mp

mp.mp.dps = 60

# r, alpha in days, a, b: published fits, a just below, at and above 1, hardly any drop-out, hardly any spread
PARAMETERS = [
    ("0.242595", "30.895214", "0.792922", "2.425906"),
    ("0.524843", "43.281602", "0.891360", "1.614002"),
    ("0.7", "20", "1", "2.5"),
    ("0.7", "20", "0.9999999", "2.5"),
    ("0.7", "20", "1.0000001", "0.4"),
    ("0.3", "5", "1.01", "0.2"),
    ("0.3", "5", "0.25", "0.5"),
    ("12", "400", "0.4", "1.1"),
    ("80", "3000", "0.05", "2"),
    ("1.5", "60", "8", "900"),
    ("3", "9", "2.5", "0.6"),
]
# x, t_x, T in days
CUSTOMERS = [
    (0, 0, 0), (0, 0, 40), (0, 0, 1500), (1, 1, 3), (2, 213, 272), (5, 300, 301), (7, 30, 700),
    (26, 216, 217), (200, 266, 280), (700, 1400, 1420), (2000, 3600, 3650), (2000, 2050, 2051),
]
HORIZONS = [1, 30, 365, 3650]


def values(k, r, alpha, a, b, x, t_x, T):
    if k == 0 and x == 0:
        p_alive, left = mp.mpf(1), mp.mpf(0)
    else:
        odds = a / (b + x - 1 + k) * ((alpha + T) / (alpha + t_x)) ** (r + x)
        p_alive = 1 / (1 + odds)
        left = a / (b + x - 1 + k) * (alpha + t_x) ** -(r + x)
    likelihood = (
        mp.loggamma(r + x) - mp.loggamma(r) + r * mp.log(alpha)
        + mp.loggamma(a + b) + mp.loggamma(b + x + k) - mp.loggamma(b) - mp.loggamma(a + b + x + k)
        + mp.log((alpha + T) ** -(r + x) + left)
    )
    return likelihood, p_alive


def expected(k, r, alpha, a, b, x, T, t):
    z = t / (alpha + T + t)
    c = a + b + x - 1 + k
    with mp.workdps(150):
        return c / (a - 1) * (1 - (1 - z) ** (r + x) * mp.hyp2f1(r + x, b + x + k, c, z))


def main():
    print("model,r,alpha,a,b,x,t_x,T,t,log_likelihood,p_alive,expected_if_alive")
    for k, row, (x, t_x, T) in itertools.product((0, 1), PARAMETERS, CUSTOMERS):
        r, alpha, a, b = map(mp.mpf, row)
        likelihood, p_alive = values(k, r, alpha, a, b, x, t_x, T)
        if a == 1:
            a += mp.mpf(10) ** -30
        for t in HORIZONS:
            e = expected(k, r, alpha, a, b, x, T, mp.mpf(t))
            cells = [("bg-nbd", "mbg-nbd")[k], *row, x, t_x, T, t]
            print(*cells, *(mp.nstr(v, 20) for v in (likelihood, p_alive, e)), sep=",")
        sys.stdout.flush()


main()
