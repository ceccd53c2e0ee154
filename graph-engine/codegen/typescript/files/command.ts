/** `command.ts`: what the two commands of a project share. */
import { Source } from '../source';

export const commandFile = (): Source =>
  new Source('src/command.ts').add(`/** What the commands share: one line for what goes wrong, and options that are checked. */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

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
};

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  const reason = code && reasons[code];
  if (reason) return path ? \`\${path}: \${reason}\` : reason;
  return error.message.split('\\n')[0] || error.name;
}

/** The whole number that an option gives. */
export function wholeNumber(option: string, text: string, least: number): number {
  const value = Number(text);
  if (/^\\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
  throw new Error(\`\${option} takes a whole number of at least \${least}, and got "\${text}"\`);
}

/** Before any work is done: the file can be written. */
export function expectWritable(path: string): void {
  if (existsSync(path) && statSync(path).isDirectory()) throw new Error(\`\${path}: is a folder\`);
  const folder = dirname(path);
  if (!statSync(folder).isDirectory()) throw new Error(\`\${folder}: is no folder\`);
  accessSync(existsSync(path) ? path : folder, constants.W_OK);
}`);
