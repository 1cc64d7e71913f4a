#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The recipes of samples/scale over two hosts: two network namespaces with an sshd in each (without the right to make them, two
sshd on two addresses of the loopback), which GNU parallel reaches by ssh. What comes back is, byte for byte, what one run here
writes; both hosts worked; a host that cannot be reached or a bad row leaves the output as it was.

    scale_hosts.py [ROWS]       # of messages and of orders, default 20000; 77: something it needs is absent"""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
BIN = TOP / 'bin'
HOSTS = ['north', 'south']
NAME = 'scale%d' % os.getpid()


def sh(*argv, **more):
    more.setdefault('check', True)
    return subprocess.run([str(a) for a in argv], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)


def skip(why):
    print('skipped: ' + why)
    sys.exit(77)


def need():
    for program in ('parallel', 'ssh', 'ssh-keygen', 'rsync'):
        if shutil.which(program) is None:
            skip(program + ' is not installed')
    if b'GNU parallel' not in sh('parallel', '--version').stdout:
        skip('parallel is not GNU parallel')
    if not os.path.exists('/usr/sbin/sshd'):
        skip('openssh-server is not installed')
    if os.geteuid() != 0:
        skip('sshd for two hosts is started as root')


class Namespaces:
    """Two hosts, each with a cable to this one, a name and a /tmp of its own."""
    what = 'two network namespaces'

    def __init__(self):
        self.made = []

    def start(self):
        for n, host in enumerate(HOSTS):
            space, near, far = '%s-%s' % (NAME, host), 'v%dn%d' % (os.getpid() % 100000, n), 'v%df%d' % (os.getpid() % 100000, n)
            sh('ip', 'netns', 'add', space)
            self.made.append(space)
            sh('ip', 'link', 'add', near, 'type', 'veth', 'peer', 'name', far, 'netns', space)
            sh('ip', 'addr', 'add', '10.213.%d.1/30' % n, 'dev', near)
            sh('ip', 'link', 'set', near, 'up')
            for command in (['addr', 'add', '10.213.%d.2/30' % n, 'dev', far], ['link', 'set', far, 'up'], ['link', 'set', 'lo', 'up']):
                sh('ip', '-n', space, *command)

    def address(self, n):
        return '10.213.%d.2' % n

    def inside(self, n):
        return ['ip', 'netns', 'exec', self.made[n], 'unshare', '--uts', '--mount', 'sh', '-c',
                'hostname %s && mount -t tmpfs tmpfs /tmp && exec "$@"' % HOSTS[n], 'sh']

    def stop(self):
        for space in self.made:
            sh('ip', 'netns', 'del', space, check=False)


class Loopback:
    what = 'two addresses of the loopback'

    def start(self):
        pass

    def address(self, n):
        return '127.0.0.%d' % (n + 2)

    def inside(self, n):
        return []

    def stop(self):
        pass


def network():
    made = Namespaces()
    try:
        made.start()
        return made
    except (OSError, subprocess.CalledProcessError) as why:
        print('no network namespaces here (%s): two addresses of the loopback' % (getattr(why, 'stderr', b'') or why))
        made.stop()
        return Loopback()


def start_sshd(net, d):
    """Starts both; gives their processes. The work of parallel lies in a home of its own."""
    sh('ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', d / 'key')
    os.makedirs('/run/sshd', exist_ok=True)
    started = []
    for n, host in enumerate(HOSTS):
        sh('ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', d / ('host_' + host))
        (d / ('sshd_' + host)).write_text('\n'.join([
            'ListenAddress %s:2222' % net.address(n), 'HostKey %s' % (d / ('host_' + host)), 'AuthorizedKeysFile %s' % (d / 'key.pub'),
            'PidFile none', 'StrictModes no', 'UsePAM no', 'PermitRootLogin prohibit-password', 'PasswordAuthentication no',
            'MaxStartups 100', 'SetEnv PATH=%s:%s' % (BIN, os.environ['PATH']), '']))
        started.append(subprocess.Popen([*net.inside(n), '/usr/sbin/sshd', '-D', '-e', '-f', d / ('sshd_' + host)],
                                        stderr=open(d / ('log_' + host), 'w')))
    with open(d / 'ssh_config', 'w') as config:
        for n, host in enumerate(HOSTS):
            config.write('Host %s\nHostName %s\nPort 2222\n' % (host, net.address(n)))
        config.write('Host *\nUser root\nIdentityFile %s\nIdentitiesOnly yes\nStrictHostKeyChecking no\nUserKnownHostsFile %s\n'
                     'ConnectTimeout 5\nLogLevel ERROR\n' % (d / 'key', d / 'known'))
    for host in HOSTS:
        for attempt in range(50):
            if sh('ssh', '-F', d / 'ssh_config', host, 'true', check=False).returncode == 0:
                break
            time.sleep(.2)
        else:
            sys.exit('sshd of %s does not answer: %s' % (host, (d / ('log_' + host)).read_text()))
    return started


class Work:
    def __init__(self, d, rows):
        self.d, self.rows, self.failed = d, rows, False
        self.env = dict(os.environ, PATH='%s:%s' % (BIN, os.environ['PATH']), HOME=str(d), TMPDIR='/tmp', JOBS='2',
                        HOSTS=','.join('ssh -F %s %s' % (d / 'ssh_config', h) for h in HOSTS), JOBLOG=str(d / 'joblog'))

    def say(self, good, what):
        print('%s: %s' % ('passed' if good else 'FAILED', what))
        self.failed = self.failed or not good

    def tool(self, *argv):
        return sh(*argv, cwd=self.d, env=self.env).stdout

    def recipe(self, name, *argv, **variables):
        done = sh('sh', TOP / 'samples' / 'scale' / name, *argv, cwd=self.d, env=dict(self.env, **variables), check=False)
        if done.stderr:
            print(done.stderr.decode('utf-8', 'replace')[:2000].rstrip())
        return done.returncode

    def both(self):
        """Parts that each host worked on, as the job log has them."""
        lines = (self.d / 'joblog').read_text().splitlines()[1:]
        return ['%s %d' % (host, sum(host in line.split('\t')[1] for line in lines)) for host in HOSTS]

    def compare(self, what, status, got, whole):
        counts = self.both() if status == 0 else []
        good = status == 0 and got() == whole and all(not c.endswith(' 0') for c in counts)
        self.say(good, '%s (status %d, %d bytes; parts: %s)' % (what, status, len(whole), ', '.join(counts)))


def generate(work):
    sh('make', '-s', '-C', TOP, 'bin/.plain/bench/generate-orders', 'bin/.plain/bench/generate-survey', 'bin/.plain/bench/generate-messages')
    for name, more in (('messages', []), ('orders', [str(work.rows // 10)]), ('survey', [])):
        with open(work.d / (name + '.csv'), 'wb') as out:
            subprocess.run([TOP / 'bin/.plain/bench' / ('generate-' + name), str(work.rows), *more], stdout=out, check=True)
    text = (work.d / 'messages.csv').read_bytes().split(b'\n')
    for n in range(2, len(text) - 1, 3):  # cells with breaks, quotes and backslashes
        text[n] = text[n].replace(b',,none,', b',"open\n\\""\r\n",none,', 1)
    (work.d / 'messages.csv').write_bytes(b'\n'.join(text))
    (work.d / 'book.csv').write_bytes(work.tool('ingest-survey', '--emit-codebook', 'survey.csv'))


def rows_of(work):
    size = str((work.d / 'messages.csv').stat().st_size // 12)
    for tool, main, options, files in (('flag-tone', 'messages.csv', [], ''), ('tag-topics', 'messages.csv', [], ''),
                                       ('ingest-survey', 'survey.csv', ['--codebook', 'book.csv'], 'book.csv')):
        whole = work.tool(tool, *options, main)
        status = work.recipe('by-rows.sh', 'out.csv', main, tool, *options, FILES=files, BLOCK=size)
        work.compare('%s over two hosts' % tool, status, (work.d / 'out.csv').read_bytes, whole)


def states_of(work):
    whole = work.tool('score-loyalty', 'orders.csv')
    size = str((work.d / 'orders.csv').stat().st_size // 12)
    for by in ('rows', 'customer_id', 'order_id'):
        status = work.recipe('loyalty-states.sh', 'states-' + by, 'orders.csv', BY=by, PARTS='12', BLOCK=size)
        work.compare('score-loyalty over two hosts, by %s' % by, status,
                     lambda: work.tool('score-loyalty', '--merge-state', *sorted((work.d / ('states-' + by)).iterdir())), whole)


def nothing_left(work, when):
    for host in ['here', *HOSTS]:
        reach = ['sh', '-c'] if host == 'here' else ['ssh', '-F', work.d / 'ssh_config', host]
        left = sh(*reach, 'find /tmp -path "/tmp/by-rows.*" -o -path "/tmp/loyalty-states.*"').stdout.decode().split()
        work.say(not left, 'nothing is left on %s %s%s' % (host, when, ': %s' % left[:9] if left else ''))


def faults_of(work, sshd):
    out = work.d / 'out.csv'
    before = out.read_bytes()
    with open(work.d / 'messages.csv', 'ab') as messages:
        messages.write(b'a row,that is too short\n')
    status = work.recipe('by-rows.sh', 'out.csv', 'messages.csv', 'flag-tone', BLOCK='1M')
    work.say(status != 0 and out.read_bytes() == before, 'a bad row on a host: status %d, the output is as it was' % status)
    nothing_left(work, 'after a failure')
    sshd.send_signal(signal.SIGTERM)
    sshd.wait()
    status = work.recipe('by-rows.sh', 'out.csv', 'survey.csv', 'ingest-survey', '--codebook', 'book.csv', FILES='book.csv', BLOCK='100k')
    work.say(status != 0 and out.read_bytes() == before, 'a host that is down: status %d, the output is as it was' % status)


def main():
    need()
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20000
    net = network()
    started = []
    try:
        with tempfile.TemporaryDirectory(prefix='.hosts-', dir=BIN) as folder:  # not in /tmp: the hosts have others
            work = Work(pathlib.Path(folder), rows)
            started = start_sshd(net, work.d)
            print('%s, %d rows' % (net.what, rows))
            generate(work)
            rows_of(work)
            states_of(work)
            nothing_left(work, 'when all is done')
            faults_of(work, started[1])
    finally:
        for process in started:
            process.terminate()
            process.wait()
        net.stop()
    return 1 if work.failed else 0


sys.exit(main())
