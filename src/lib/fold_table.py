#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes fold_table.c from Python's copy of the Unicode character database.

    python3 src/lib/fold_table.py > src/lib/fold_table.c

One stage maps a character to its folded form: 0 drops it, other values are characters, values in the
surrogate range name an expansion (ß to ss). The other composes a letter and a combining mark."""
import unicodedata

EXTRA = {
    'ł': 'l', 'Ł': 'l', 'ø': 'o', 'Ø': 'o', 'đ': 'd', 'Đ': 'd', 'ħ': 'h', 'Ħ': 'h', 'ı': 'i', 'İ': 'i',
    'ŧ': 't', 'Ŧ': 't', 'ς': 'σ', 'й': 'й', 'Й': 'й', 'ў': 'у', 'Ў': 'у', 'ґ': 'г', 'Ґ': 'г',
    'أ': 'ا', 'إ': 'ا', 'آ': 'ا', 'ٱ': 'ا', 'ى': 'ي', 'ی': 'ي', 'ئ': 'ي', 'ؤ': 'و', 'ة': 'ه', 'ک': 'ك', 'ہ': 'ه', 'ـ': '',
    '’': "'", '‘': "'", 'ʼ': "'", '′': "'", '´': "'", '`': "'", '‛': "'", 'ʹ': "'", '΄': "'", '᾽': "'",
    '“': '"', '”': '"', '„': '"', '‟': '"', '«': '"', '»': '"', '″': '"',
    '–': '-', '—': '-', '−': '-', '‐': '-', '‑': '-', '‒': '-', '―': '-',
    '\t': ' ', '\r': ' ', '\x0b': ' ', '\x0c': ' ', '\x85': '\n', '\u2028': '\n', '\u2029': '\n',
    '؟': '?', '،': ',', '؛': ';', '\u037e': ';', '٪': '%', '٫': '.', '٬': ',', '…': '...',
    '\u00ad': '', '\ufeff': '', '\u061c': '',
}
KEEP_MARKS = set()


def fold(c):
    ch = chr(c)
    if ch in EXTRA:
        return EXTRA[ch]
    if c < 0x80:
        return ch.lower()
    if 0xD800 <= c <= 0xDFFF or 0xE000 <= c <= 0xF8FF:
        return ch
    category = unicodedata.category(ch)
    if category in ('Mn', 'Cf'):
        return ''
    if category == 'Zs':
        return ' '
    if category == 'Nd':
        return str(unicodedata.digit(ch))
    out = ''
    for d in unicodedata.normalize('NFKD', ch.lower() if len(ch.lower()) == 1 else ch):
        if unicodedata.category(d) == 'Mn':
            continue
        d = d.lower()
        d = EXTRA.get(d, d)
        out += d
    if 0xAC00 <= c <= 0xD7A3:
        return ch
    return out.casefold().replace('ς', 'σ') if out.strip() else ch


def main():
    expansions, pages, index = [], [[0] * 256], []  # page 0 stands for 'each is its own'
    for page in range(256):
        row = []
        for low in range(256):
            f = fold(page << 8 | low)
            if len(f) > 1:
                f = f[:4]
                if f not in expansions:
                    expansions.append(f)
                row.append(0xD800 + expansions.index(f))
            else:
                row.append(ord(f) if f and ord(f) < 0x10000 else 0)
        if row == list(range(page << 8, (page << 8) + 256)):
            row = pages[0]
        if row not in pages:
            pages.append(row)
        index.append(pages.index(row))
    assert len(expansions) < 0x800, len(expansions)
    pairs = []
    for c in range(0xC0, 0x2000):
        d = unicodedata.decomposition(chr(c))
        if d and not d.startswith('<') and len(d.split()) == 2:
            a, b = (int(x, 16) for x in d.split())
            if unicodedata.normalize('NFC', chr(a) + chr(b)) == chr(c):
                pairs.append((a, b, c))
    pairs.sort()
    print('/* SPDX-License-Identifier: MIT */')
    print('/* Written by fold_table.py from Unicode %s; do not edit. */' % unicodedata.unidata_version)
    print('/* clang-format off */')
    print('#include "lib/fold_table.h"\n')
    print('const uint8_t fold_pages[256] = {%s};\n' % ','.join(map(str, index)))
    print('const uint16_t fold_page[][256] = {')
    for row in pages:
        print('{%s},' % ','.join(map(str, row)))
    print('};\n')
    print('const uint16_t fold_expansion[][4] = {')
    for e in expansions or ['']:
        print('{%s},' % ','.join(str(ord(x)) for x in e.ljust(4, '\0')))
    print('};\n')
    print('const struct fold_pair fold_pairs[] = {')
    for a, b, c in pairs:
        print('{%d,%d,%d},' % (a, b, c))
    print('};')
    print('const size_t fold_pair_count = sizeof fold_pairs / sizeof *fold_pairs;')


main()
