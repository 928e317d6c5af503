#!/usr/bin/env python3
"""Runs what tools/CLUSTERS.md says, with the engines themselves: run_clusters.py PROGRAM [NAME ...]

NAME: slurm, parallel, duckdb (all if none is named). Prints TAP; what is not installed is skipped.
Packages: slurm-wlm and munge (as root; all daemons listen on the loopback interface and are ended),
parallel; npm's @duckdb/node-api where NODE_PATH finds it. Not part of the test suite."""
import collections
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import make_dump
from needs import Failure, need

HERE = os.path.dirname(os.path.abspath(__file__))
SECONDS = 300
SLURM_CONF = """ClusterName=tc
SlurmctldHost=localhost(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={top}/munge.socket
StateSaveLocation={top}/state
SlurmdSpoolDir={top}/spool
SlurmctldPidFile={top}/slurmctld.pid
SlurmdPidFile={top}/slurmd.pid
SlurmctldLogFile={top}/log/slurmctld.log
SlurmdLogFile={top}/log/slurmd.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
ReturnToService=2
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
NodeName=localhost NodeAddr=127.0.0.1 NodeHostname={host} CPUs=2 RealMemory=2000
PartitionName=main Nodes=localhost Default=YES MaxTime=10 State=UP
"""


class Missing(Exception):
    pass


def require(*commands):
    for command in commands:
        if not shutil.which(command, path=os.environ['PATH'] + ':/usr/sbin:/sbin'):
            raise Missing(command)


def block(name):
    """What stands on the page behind <!-- run: NAME -->."""
    with open(os.path.join(HERE, '..', 'tools', 'CLUSTERS.md'), encoding='utf-8') as file:
        found = re.search(rf'<!-- run: {name} -->\n```\w+\n(.*?)```', file.read(), re.S)
    need(found, f'tools/CLUSTERS.md has no block {name}')
    return found.group(1)


class Bench:
    """A directory with a dump, and the program in front of all others."""

    def __init__(self, program, size):
        self.top = tempfile.mkdtemp(prefix='clusters-')
        os.chmod(self.top, 0o755)
        os.mkdir(self.path('bin'))
        shutil.copy(program, self.path('bin/textclean'))
        self.environment = {**os.environ,
                            'PATH': self.path('bin') + ':' + os.environ['PATH'] + ':/usr/sbin'}
        with open(self.path('dump.jsonl'), 'wb') as file:
            make_dump.write_dump(file, size, hostility=0.002)
        self.run('textclean -q -o whole.jsonl dump.jsonl')

    def path(self, name):
        return os.path.join(self.top, name)

    def run(self, command, status=0):
        done = subprocess.run(command, cwd=self.top, shell=True, capture_output=True, text=True,
                              timeout=SECONDS, check=False, env=self.environment)
        need(done.returncode == status, f'{command}: {done.returncode} {done.stdout} {done.stderr}')
        return done.stdout

    def read(self, name):
        with open(self.path(name), 'rb') as file:
            return file.read()

    def need_whole(self):
        need(self.read('clean.jsonl') == self.read('whole.jsonl'), 'it is not what one run gives')
        left = [n for n in os.listdir(self.top) if '.textclean-' in n]
        for name in os.listdir(self.top):
            if name.startswith(('part-', 'clean.jsonl')):
                os.unlink(self.path(name))
        return left

    def close(self):
        shutil.rmtree(self.top, ignore_errors=True)


# ---- GNU parallel -----------------------------------------------------------------------

def run_parallel(program):
    require('parallel')
    bench = Bench(program, 24 << 20)
    try:
        for name in 'parallel', 'parallel-pipe':
            bench.run('set -e\n' + block(name))
            need(bench.need_whole() == [], f'{name}: unfinished files')
    finally:
        bench.close()


# ---- DuckDB -----------------------------------------------------------------------------

def run_duckdb(program):
    require('node')
    bench = Bench(program, 8 << 20)
    try:
        if subprocess.run(['node', '-e', "require('@duckdb/node-api')"], check=False,
                          capture_output=True).returncode != 0:
            raise Missing('@duckdb/node-api (NODE_PATH)')
        prepare = """
          const { DuckDBInstance } = require('@duckdb/node-api');
          (async () => {
            const db = await (await DuckDBInstance.create()).connect();
            await db.run(`COPY (SELECT id, text FROM read_json('plain.jsonl'))
                          TO 'articles.parquet'`);
          })();"""
        with open(bench.path('plain.jsonl'), 'wb') as file:
            make_dump.write_dump(file, 8 << 20, hostility=0)
        for name, text in ('prepare.cjs', prepare), ('recipe.cjs', block('duckdb')):
            with open(bench.path(name), 'w', encoding='utf-8') as file:
                file.write(text)
        bench.run('node prepare.cjs')
        rows = json.loads(bench.run('node recipe.cjs'))
        wanted, articles = collections.Counter(), collections.defaultdict(set)
        for line in bench.read('clean.jsonl').splitlines():
            record = json.loads(line)
            for flag in record['clean']['flags']:
                key = flag['kind'], flag.get('lang')
                wanted[key] += 1
                articles[key].add(record['id'])
        got = {(row['kind'], row['lang']): (row['flags'], row['articles']) for row in rows}
        need(got == {key: (count, len(articles[key])) for key, count in wanted.items()},
             f'{got} is not {wanted}')
        need(len(got) > 3 and os.path.getsize(bench.path('clean.parquet')) > 1 << 16, f'{got}')
        print(f'# {sum(wanted.values())} flags of {len(got)} kinds in '
              f'{bench.read("clean.jsonl").count(bytes([10]))} articles')
    finally:
        bench.close()


# ---- Slurm ------------------------------------------------------------------------------

class Cluster:
    """Slurm with one node, on the loopback interface."""

    def __init__(self, bench):
        self.bench = bench
        self.daemons = []
        for name in 'state', 'spool', 'log':
            os.mkdir(bench.path(name))
        conf = bench.path('slurm.conf')
        with open(conf, 'w', encoding='utf-8') as file:
            file.write(SLURM_CONF.format(top=bench.top, host=socket.gethostname().split('.')[0]))
        bench.environment['SLURM_CONF'] = conf

    def start(self, *command):
        log = open(self.bench.path('log/' + os.path.basename(command[0])), 'ab')
        self.daemons.append(subprocess.Popen(command, cwd=self.bench.top, stdout=log, stderr=log,
                                             env=self.bench.environment))
        log.close()
        return self.daemons[-1]

    def begin(self):
        key = self.bench.path('munge.key')
        with open(key, 'wb') as file:
            file.write(os.urandom(128))
        os.chmod(key, 0o400)
        names = (f'--{what}-file={self.bench.path("munge." + what)}' for what in ('pid', 'log',
                                                                                  'seed'))
        self.start('/usr/sbin/munged', '-F', '--force', f'--key-file={key}', *names,
                   f'--socket={self.bench.path("munge.socket")}')
        time.sleep(1)
        self.start('/usr/sbin/slurmctld', '-D', '-c')
        time.sleep(2)
        self.start('/usr/sbin/slurmd', '-D', '-N', 'localhost')
        self.wait_for('sinfo -h -o %T', lambda out: out.strip() == 'idle')

    def wait_for(self, command, is_good):
        out = ''
        for _ in range(SECONDS):
            done = subprocess.run(command, cwd=self.bench.top, shell=True, capture_output=True,
                                  text=True, check=False, env=self.bench.environment)
            out = done.stdout
            if is_good(out):
                return out
            time.sleep(0.5)
        raise Failure(f'{command}: {out}')

    def end(self):
        for daemon in reversed(self.daemons):
            daemon.terminate()
            try:
                daemon.wait(20)
            except subprocess.TimeoutExpired:
                daemon.kill()


def running_task(bench):
    """(job id of a task that runs, process of its textclean)"""
    tasks = bench.run('squeue -h -r -t R -o %i').split()
    for task in tasks:
        number = task.split('_')[1]
        found = subprocess.run(['pgrep', '-f', f'output part-{number}.jsonl dump.jsonl'],
                               capture_output=True, text=True, check=False).stdout.split()
        if found:
            return task, int(found[0])
    return None


def test_requeue(bench, cluster):
    """A task is killed in the middle, another put back in the queue: the parts are the same."""
    job = bench.run('sbatch --parsable clean.sbatch').strip()
    killed = requeued = None
    until = time.monotonic() + SECONDS / 4
    while time.monotonic() < until:
        found = running_task(bench)
        if found and not killed:
            os.kill(found[1], signal.SIGKILL)
            killed = found[0]
        elif found and found[0] != killed:
            bench.run(f'scontrol requeue {found[0]}')
            requeued = found[0]
            break
        time.sleep(0.05)
    need(killed and requeued, f'nothing to kill: {killed} {requeued}')
    number = killed.split('_')[1]
    need(not os.path.exists(bench.path(f'part-{number}.jsonl')), 'half a part')
    # A task that was put back waits two minutes: it is let go at once.
    cluster.wait_for(f'scontrol update job={requeued} StartTime=now; squeue -h -j {job}',
                     lambda out: not out.strip())
    bench.run(again(bench, number))
    bench.run('cat part-1.jsonl part-2.jsonl part-3.jsonl part-4.jsonl > clean.jsonl')
    return bench.need_whole()


def again(bench, number):
    """The command that does one task once more, of an array of four."""
    with open(bench.path('clean.sbatch'), encoding='utf-8') as file:
        text = file.read().replace('$SLURM_ARRAY_TASK_COUNT', '4')
    with open(bench.path('again.sbatch'), 'w', encoding='utf-8') as file:
        file.write(text)
    return f'sbatch --wait --array={number} again.sbatch'


def run_slurm(program):
    require('slurmctld', 'slurmd', 'munged')
    if os.geteuid() != 0:
        raise Missing('root')
    bench = Bench(program, 160 << 20)
    cluster = Cluster(bench)
    try:
        with open(bench.path('clean.sbatch'), 'w', encoding='utf-8') as file:
            file.write(block('slurm'))
        cluster.begin()
        bench.run(block('slurm-join'))
        need(bench.need_whole() == [], 'unfinished files')
        left = test_requeue(bench, cluster)
        print(f'# left by the task that was killed: {len(left)} unfinished files')
        os.rename(bench.path('dump.jsonl'), bench.path('away.jsonl'))
        bench.run('sbatch --wait clean.sbatch', status=2)
    finally:
        cluster.end()
        bench.close()


TESTS = {'parallel': run_parallel, 'duckdb': run_duckdb, 'slurm': run_slurm}


def main(program, *names):
    failed = 0
    names = names or tuple(TESTS)
    print(f'1..{len(names)}')
    for number, name in enumerate(names, 1):
        began = time.monotonic()
        try:
            TESTS[name](os.path.abspath(program))
            print(f'ok {number} - {name} # {time.monotonic() - began:.0f} s', flush=True)
        except Missing as missing:
            print(f'ok {number} - {name} # SKIP there is no {missing}')
        except (Failure, OSError, subprocess.SubprocessError) as error:
            failed = 1
            print(f'not ok {number} - {name}')
            print('# ' + str(error).replace('\n', '\n# '), flush=True)
    return failed


if __name__ == '__main__':
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
