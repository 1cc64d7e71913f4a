# SPDX-License-Identifier: MIT
"""The rule engine on messages like real ones: the index with PCRE2 against a loop of single matches, Hyperscan with PCRE2
confirming, and ripgrep -f. The messages are the gold sentences, joined to messages of some sentences and repeated; with
../shared/data/tone the real texts that lie there. All of ours and the peers' programs read the same file and run the same rules."""
import csv
import io
import random
import re
import subprocess

from bench_base import Bench

SETS = ['en_twcs_5000', 'en_bitext_replies', 'en_bitext_requests', 'el_skroutz', 'ar_reviews_res2_prod', 'ru_bank_reviews',
        'en_politeness_wiki_so', 'ru_politeness_tydip']


def texts(env):
    """(direction, language, text) of every message there is."""
    real = env.top.parent / 'shared' / 'data' / 'tone'
    found = []
    for name in SETS:
        path = real / (name + '.csv')
        if path.exists():
            with open(path, newline='', encoding='utf-8') as f:
                found += [('in' if r['role'] == 'customer' else 'out', r['lang'], r['text']) for r in csv.DictReader(f)]
    for path in sorted((env.top / 'tests' / 'gold').glob('*.tune.csv')):
        with open(path, newline='', encoding='utf-8') as f:
            found += [('in' if r['role'] == 'customer' else 'out', r['lang'], r['text']) for r in csv.DictReader(f)]
    return found


def messages(env, megabytes):
    """A file of about so many megabytes of messages, the same on every run."""
    path = env.data / ('tone-messages-%g.csv' % megabytes)
    if not path.exists():
        all_texts, size = texts(env), 0
        random.Random(1).shuffle(all_texts)
        with open(path, 'w', newline='', encoding='utf-8') as f:
            out = csv.writer(f, lineterminator='\n')
            out.writerow(['message_id', 'direction', 'language', 'text'])
            while size < megabytes * 1e6:
                for i, (direction, language, text) in enumerate(all_texts):
                    out.writerow([i, direction, language, text])
                    size += len(text.encode())
    return path


def rules(env):
    """The built-in rules as a pack, and as patterns for ripgrep (those that it can read)."""
    pack, patterns = env.data / 'tone-rules.csv', env.data / 'tone-patterns.txt'
    listed = subprocess.run([env.bin / 'flag-tone', '--list-rules'], stdout=subprocess.PIPE, check=True).stdout
    pack.write_bytes(listed)
    with open(patterns, 'w', encoding='utf-8') as f:
        for r in csv.DictReader(io.StringIO(listed.decode())):
            if not re.search(r'\(\?[=!<]|^\{|\+\+|\\[1-9B]', r['pattern']):
                f.write(r'(?-u:\b)(?:%s)(?-u:\b)' % r['pattern'] + '\n')
    return pack, patterns


def engine_alone(tone, pack, path, modes):
    """The engine's own seconds: reading the file and compiling the rules are left out, for all alike."""
    print('\nthe rule engine alone, %s, %d MB of messages (CPU seconds, MB/s, findings)' % (pack.name, path.stat().st_size / 1e6))
    for mode, label in modes:
        done = subprocess.run([tone, mode, pack, path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        if done.returncode != 0:
            print('    skipped: %s %s' % (label, done.stderr.decode().strip()))
            continue
        _, size, seconds, _, findings, _ = done.stdout.decode().strip().split(',')
        print('    %-44s %8s %9.1f %9s' % (label, seconds, float(size) / float(seconds), findings))


def benches(env):
    megabytes = 50 * env.scale
    pack, patterns = rules(env)
    tone, path, small = env.out / 'bench' / 'tone', messages(env, megabytes), messages(env, megabytes / 50)
    engine_alone(tone, pack, path, [('scan', 'index, PCRE2 confirms'), ('hyperscan', 'Hyperscan, PCRE2 confirms')])
    engine_alone(tone, pack, small, [('scan', 'index, PCRE2 confirms'), ('loop', 'one PCRE2 match for each rule')])
    yield Bench('flag-tone, %g MB of messages' % megabytes, ('flag-tone --findings', [env.bin / 'flag-tone', '--findings', path]),
                [('ripgrep -c -f (which line, not which rule)', ['rg', '-c', '-i', '-f', patterns, path], 'rg')])
