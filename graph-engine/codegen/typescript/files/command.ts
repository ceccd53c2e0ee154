/** `command.ts`: what the two commands of a project share. */
import { Source } from '../../program/source';

export const commandFile = (): Source =>
  new Source('src/command.ts').add(`/** What the commands share: one line for what goes wrong, options that are checked, and files. */
import * as fs from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Runs a command. What goes wrong is told in one line with status 1; DEBUG=1 adds the stack. */
export async function run(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    console.error(process.env.DEBUG ? error : messageOf(error));
    process.exitCode = 1;
  }
}

const reasons: Partial<Record<string, string>> = {
  ENOENT: 'nothing there',
  ENOTDIR: 'part of the path is a file',
  EISDIR: 'is a folder',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EFBIG: 'larger than is allowed there',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its links lead in a circle',
  ERR_FS_FILE_TOO_LARGE: 'larger than 2 GiB',
};

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  const reason = code && reasons[code];
  if (reason) return path === undefined ? reason : \`\${path}: \${reason}\`;
  return error.message.split('\\n')[0] || error.name;
}

/** The whole number that an option gives. */
export function wholeNumber(option: string, text: string, least: number): number {
  const value = Number(text);
  if (/^\\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
  throw new Error(\`\${option} takes a whole number of at least \${least}, and got "\${text}"\`);
}

/** What the system refuses is told with the path. */
function about<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw Object.assign(error as Error, { path: path || '""' });
  }
}

export const readBytes = (path: string): Buffer => about(path, () => fs.readFileSync(path));

/** Before any work is done: the file can be written. */
export function expectWritable(path: string): void {
  if (path === '') throw new Error('--out takes a path, and got ""');
  if (fs.statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new Error(\`\${path}: is a folder\`);
  const folder = dirname(path);
  if (!fs.statSync(folder).isDirectory()) throw new Error(\`\${folder}: is no folder\`);
  fs.accessSync(folder, fs.constants.W_OK);
}

/**
 * Writes a file in one piece: what was there stays until the new one is complete. What is no file,
 * such as a pipe, is written to as it is.
 */
export function writeWhole(path: string, pieces: Iterable<string | Uint8Array>): void {
  const found = fs.statSync(path, { throwIfNoEntry: false });
  const target = found ? fs.realpathSync(path) : path;
  const name = \`.\${basename(target).slice(0, 200)}.\${process.pid}.part\`;
  const part = found?.isFile() === false ? target : join(dirname(target), name);
  about(path, () => {
    try {
      const file = fs.openSync(part, 'w');
      try {
        for (const piece of pieces) fs.writeFileSync(file, piece);
        if (part !== target) fs.fsyncSync(file);
      } finally {
        fs.closeSync(file);
      }
      if (part !== target) fs.renameSync(part, target);
    } catch (error) {
      if (part !== target) fs.rmSync(part, { force: true });
      throw error;
    }
  });
}`);
