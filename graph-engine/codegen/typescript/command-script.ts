/**
 * A command of an exported project as one script that runs in a worker, on the texts of the project as they stand: types are taken out of each source,
 * and what Node gives to a command is stood in for. TensorFlow.js is handed over, and computes in plain JavaScript.
 */
import { transform } from 'sucrase';
import type { ExportedFile } from '../program/target';

/** What the script gives: a function of TensorFlow.js and of the project's files that are no text, by path. */
export type RunCommand = (tf: unknown, files: Readonly<Record<string, Uint8Array>>) => Promise<CommandOutput>;
export interface CommandOutput {
  readonly lines: readonly string[];
  /** What the command wrote as errors. */
  readonly faults: readonly string[];
}

/** Around the sources: of Node there is what a command needs that reads files and prints; options have their defaults. */
const surroundings = `
  const [lines, faults] = [[], []];
  const console = { log: (line) => lines.push(String(line)), error: (line) => faults.push(String(line)) };
  const process = { env: { TFJS_BACKEND: 'cpu' } };
  class Buffer extends Uint8Array {
    readBigUInt64LE(at) {
      return new DataView(this.buffer, this.byteOffset).getBigUint64(at, true);
    }
    toString(encoding, from, to) {
      return new TextDecoder(encoding).decode(this.slice(from, to));
    }
  }
  const packages = {
    '@tensorflow/tfjs': tf,
    '@tensorflow/tfjs-backend-wasm': {},
    'node:fs': { existsSync: (path) => Object.hasOwn(files, path), readFileSync: (path) => new Buffer(files[path]) },
    'node:path': {},
    'node:util': { parseArgs: ({ options }) => ({ values: Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option.default])) }) },
  };
  const made = {};
  function require(name) {
    if (Object.hasOwn(packages, name)) return packages[name];
    if (!Object.hasOwn(sources, name)) throw new Error('The project needs ' + name + ', which is not there in a page');
    if (made[name]) return made[name];
    sources[name](made[name] = {});
    return made[name];
  }`;

const folder = 'src/';

/** What a source imports of the others as a value; type imports leave nothing behind. */
const imported = (code: string): readonly string[] => [...code.matchAll(/\brequire\('\.\/([^']+)'\)/g)].map(([, name]) => `${folder}${name}`);

/** The sources that the command reaches, without types, by path. They lie in one folder and import each other as `./name.ts`. */
function reached(files: readonly ExportedFile[], main: string): ReadonlyMap<string, string> {
  const texts = new Map(files.flatMap((file) => ('text' in file ? [[file.path, file.text] as const] : [])));
  const codes = new Map<string, string>();
  const follow = (path: string, from: string): void => {
    if (codes.has(path)) return;
    const text = texts.get(path);
    if (text === undefined) throw new Error(`${from} asks for ${path}, which is not in the project`);
    const { code } = transform(text, { transforms: ['typescript', 'imports'], disableESTransforms: true, filePath: path });
    codes.set(path, code);
    for (const other of imported(code)) follow(other, path);
  };
  follow(main, 'The check');
  return codes;
}

/** The text of a `RunCommand`. `main`: the path of the command. @throws where a text is no TypeScript, or a file is missing, in words. */
export function commandScript(files: readonly ExportedFile[], main: string): string {
  const nameOf = (path: string): string => JSON.stringify(`./${path.slice(folder.length)}`);
  // A command waits for what it runs.
  const functions = [...reached(files, main)].map(([path, code]) => `${nameOf(path)}: ${path === main ? 'async ' : ''}(exports) => {\n${code}\n},`);
  return `(async (tf, files) => {${surroundings}
  const sources = {
${functions.join('\n')}
  };
  await sources[${nameOf(main)}]({});
  return { lines, faults };
})`;
}
