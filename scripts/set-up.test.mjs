import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { addressOf, plainHost } from './lib/address.mjs';
import { playwrightCounts, vitestCounts } from './lib/counts.mjs';
import { exportPackages } from './lib/export-lock.mjs';
import { freePort } from './lib/free-port.mjs';
import { matchesLock } from './lib/install.mjs';
import { completeLock, missingPlatforms } from './lib/lock-platforms.mjs';
import { inRoot } from './lib/root.mjs';

const script = (name) => fileURLToPath(new URL(name, import.meta.url));
const node = (args, env = {}) => spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, ...env } });

test('a port in use is passed over', async () => {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  expect(await freePort(port)).toBeGreaterThan(port);
  await new Promise((resolve) => server.close(resolve));
  expect(await freePort(port)).toBe(port);
});

test('an address is one that a browser opens, with brackets around what has colons', () => {
  const address = (host) => addressOf(plainHost(host), 3000);
  expect(address('127.0.0.1')).toEqual({ url: 'http://localhost:3000', ask: '127.0.0.1' });
  expect(address('::1')).toEqual({ url: 'http://[::1]:3000', ask: '::1' });
  expect(address('[::1]')).toEqual(address('::1'));
  expect(address('0.0.0.0')).toEqual({ url: 'http://localhost:3000', ask: '127.0.0.1' });
  expect(address('::')).toEqual({ url: 'http://localhost:3000', ask: '::1' });
  expect(address('192.168.1.5')).toEqual({ url: 'http://192.168.1.5:3000', ask: '192.168.1.5' });
  expect(address('fe80::1%eth0').url).toBe('http://[fe80::1%25eth0]:3000');
  for (const host of ['::1', 'fe80::2', 'studio.local']) expect(new URL(address(host).url).port).toBe('3000');
});

test('a host that this machine does not have is told in one line', async () => {
  await expect(freePort(0x3ef1, '203.0.113.7')).rejects.toThrow(/^203\.0\.113\.7 is no address of this machine/);
});

test('packages of another version, or missing ones, mean that an install is needed', () => {
  const locked = { packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } } };
  expect(matchesLock(locked, { packages: { 'node_modules/a': { version: '1.0.0' } } })).toBe(true);
  expect(matchesLock(locked, { packages: { 'node_modules/a': { version: '1.0.1' } } })).toBe(false);
  expect(matchesLock(locked, { packages: {} })).toBe(false);
});

test('wrong options are told with the usage and status 2', () => {
  for (const [name, args] of [
    ['start.mjs', ['--port', 'many']],
    ['start.mjs', ['--nonsense']],
    ['test.mjs', ['--only', 'nonsense']],
    ['bench.mjs', ['nonsense']],
  ]) {
    const run = node([script(name), ...args]);
    expect(run.status, `${name} ${args.join(' ')}`).toBe(2);
    expect(run.stderr).not.toContain('    at ');
  }
});

test('a browser variable that names no program is refused', () => {
  const run = node([script('find-browser.mjs')], { HOURGLASS_BROWSER: '/no/such/browser' });
  expect(run.status).toBe(1);
  expect(run.stderr).toContain('/no/such/browser');
});

test('the lock file names no host', () => {
  const lock = JSON.parse(readFileSync(script('../package-lock.json'), 'utf8'));
  const resolved = Object.entries(lock.packages).filter(([, entry]) => entry.resolved !== undefined);
  expect(resolved.map(([place]) => place)).toEqual([]);
});

test('the lock file has the packages of every platform, without which a clean install is refused', () => {
  const lock = JSON.parse(readFileSync(script('../package-lock.json'), 'utf8'));
  expect(missingPlatforms(lock), 'run: npm run lock').toEqual([]);
});

test('a package of another platform is added with what its name says', () => {
  const lock = { packages: { '': {}, 'node_modules/a': { version: '1.2.3', dev: true, optionalDependencies: { '@a/b-linux-arm64-musl': '1.2.3' } } } };
  expect(completeLock(lock)).toEqual(['@a/b-linux-arm64-musl 1.2.3']);
  expect(lock.packages['node_modules/@a/b-linux-arm64-musl']).toEqual({
    version: '1.2.3',
    cpu: ['arm64'],
    dev: true,
    libc: ['musl'],
    optional: true,
    os: ['linux'],
  });
  expect(missingPlatforms(lock)).toEqual([]);
});

test('exported projects take the part of the lock file that they need', () => {
  const cut = JSON.parse(readFileSync(inRoot('graph-engine', 'codegen', 'typescript', 'files', 'lock.json'), 'utf8'));
  const ours = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'));
  expect(cut, 'run `npm run lock`').toEqual(exportPackages(ours));
  expect(JSON.stringify(cut)).not.toMatch(/https?:/);
});

test('a test file that cannot be loaded counts as a failure', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'hourglass-')), 'report.json');
  const base = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 1, numTodoTests: 0 };
  const suites = [
    { status: 'failed', assertionResults: [{ status: 'failed' }] },
    { status: 'failed', assertionResults: [] },
  ];
  writeFileSync(file, JSON.stringify({ ...base, testResults: suites }));
  expect(vitestCounts(file)).toEqual({ passed: 3, failed: 2, skipped: 1 });
  writeFileSync(file, JSON.stringify({ stats: { expected: 2, unexpected: 0, flaky: 1, skipped: 0 } }));
  expect(playwrightCounts(file)).toEqual({ passed: 2, failed: 1, skipped: 0 });
  expect(vitestCounts('/no/such/file')).toBeNull();
});
