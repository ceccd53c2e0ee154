/** A Node that runs TypeScript as it stands (22.18 or newer): the one that runs the tests, or one that npm brings, once per machine. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { arch, execPath, platform, versions } from 'node:process';

const VERSION = '24.21.0';

/** @throws with the words of npm when it cannot be had. */
export function modernNode(): string {
  const [major, minor] = versions.node.split('.').map(Number) as [number, number];
  if (major > 22 || (major === 22 && minor >= 18)) return execPath;
  const windows = platform === 'win32';
  const name = `node-${windows ? 'win' : platform}-${arch}`;
  const folder = join(tmpdir(), `hourglass-node-${VERSION}`);
  const program = join(folder, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node');
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const { status, stderr } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', folder, `${name}@${VERSION}`], { encoding: 'utf8', shell: windows });
  if (status !== 0) throw new Error(`Node ${VERSION} could not be installed to run an exported project without tsx:\n${stderr}`);
  return program;
}
