# SPDX-License-Identifier: MIT
"""The rule engine on messages like real ones: the index with PCRE2 against a loop of single matches, Hyperscan with PCRE2
confirming, and ripgrep -f. The messages are the gold sentences, joined to messages of some sentences and repeated; with
../shared/data/tone the real texts that lie there. All of ours and the peers' programs read the same file and run the same rules."""
import csv
import random
import subprocess

from bench_base import Peer

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


def phrases(env):
    """Phrases as people write them, as a pack and as patterns for ripgrep: all programs can read these. None where they are not here."""
    source, pack, patterns = env.top.parent / 'shared' / 'data' / 'tone' / 'phrases.csv', env.data / 'tone-phrases.csv', env.data / 'tone-phrases.txt'
    if not source.exists():
        return None, None
    with open(source, newline='', encoding='utf-8') as f, open(pack, 'w', newline='', encoding='utf-8') as p, open(patterns, 'w', encoding='utf-8') as t:
        out = csv.writer(p, lineterminator='\n')
        out.writerow(['id', 'lang', 'role', 'category', 'severity', 'pattern'])
        for i, r in enumerate(csv.DictReader(f)):
            out.writerow(['p%d' % i, r['lang'], 'any', 'phrase', 'warn', r['phrase']])
            t.write(r'(?-u:\b)(?:%s)(?-u:\b)' % r['phrase'] + '\n')
    return pack, patterns


def engine_alone(tone, pack, path, modes):
    """The engine's own seconds: reading the file and compiling the rules are left out, for all alike."""
    name = 'the built-in packs' if pack == '-' else pack.name
    print('\nthe rule engine alone, %s, %d MB of messages (CPU seconds, MB/s, findings)' % (name, path.stat().st_size / 1e6))
    for mode, label in modes:
        done = subprocess.run([tone, mode, pack, path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        if done.returncode != 0:
            print('    skipped: %s %s' % (label, done.stderr.decode().strip()))
            continue
        _, size, seconds, _, findings, _ = done.stdout.decode().strip().split(',')
        print('    %-44s %8s %9.1f %9s' % (label, seconds, float(size) / float(seconds), findings))


def tables(env, contest, runs):
    """Prints the tables of the rule engine: contest(programs, runs) measures whole processes."""
    megabytes = 50 * env.scale
    tone, path, small = env.out / 'bench' / 'tone', messages(env, megabytes), messages(env, megabytes / 10)
    index, loop = ('scan', 'index, PCRE2 confirms'), ('loop', 'one PCRE2 match for each rule')
    engine_alone(tone, '-', path, [index])
    engine_alone(tone, '-', small, [index, loop])
    pack, patterns = phrases(env)
    programs = [Peer('flag-tone --findings', [env.bin / 'flag-tone', '--findings', path])]
    if pack:
        engine_alone(tone, pack, path, [index, ('hyperscan', 'Hyperscan, PCRE2 confirms')])
        engine_alone(tone, pack, small, [index, loop])
        programs.append(Peer('ripgrep -c -i -f the phrases (which line, not which rule)', ['rg', '-c', '-i', '-f', patterns, path], 'rg'))
    print('\nwhole programs, %g MB of messages (wall s, CPU s, peak MB)' % megabytes)
    for program, result in zip(programs, contest(programs, runs)):
        print('    %-60s %s' % (program.label, result if isinstance(result, str) else '%9.2f %9.2f %9.0f' % result))
