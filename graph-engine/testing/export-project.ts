/** Trains a document for some steps, exports it with its weights into a folder of its own, and runs what was exported. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execPath, platform } from 'node:process';
import { fileURLToPath } from 'node:url';
import { checkValues } from '../training/check-values';
import { plainWeights } from '../training/plain-weights';
import type { DataTable } from '../data/table';
import { loadDataset } from '../data/sources/load';
import { findDataset } from '../data/sources/registry';
import type { ExportedFile } from '../codegen/program/target';
import { generateTypeScript } from '../codegen/typescript';
import { readParams } from '../document/fields';
import type { HourglassDocument } from '../document/types';
import { findRoles } from '../inspect/roles';
import { nodeOf } from '../nodes/registry';
import { writeSafetensors } from '../runtime/safetensors';
import { dataNodes } from '../training/feed';
import { Session } from '../training/session';
import { asImages } from '../training/views/model';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Expected {
  readonly codes: readonly number[] | null;
  readonly outputs: readonly number[];
}

/** A folder for projects, with the packages of this repository instead of an installation. */
export function exportFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'hourglass-export-'));
  symlinkSync(join(root, 'node_modules'), join(path, 'node_modules'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export function writeFiles(folder: string, files: readonly ExportedFile[]): void {
  for (const file of files) {
    const path = join(folder, file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, 'text' in file ? file.text : file.bytes);
  }
}

export async function tablesFor(document: HourglassDocument, count: number): Promise<Record<string, DataTable>> {
  const tables: Record<string, DataTable> = {};
  for (const node of dataNodes(document)) {
    const { source } = readParams(nodeOf(node.kind)!.fields, node.params) as { source: string };
    tables[node.id] = await loadDataset(findDataset(source)!, { seed: 1, count });
  }
  return tables;
}

/** Trains, writes the project to `folder`, and tells what it should give for the first `items` items. */
export async function trainAndExport(document: HourglassDocument, folder: string, { steps, items, tableSize, data: given }: { steps: number; items: number; tableSize: number; data?: Record<string, DataTable> }): Promise<Expected | null> {
  const data = given ?? (await tablesFor(document, tableSize));
  const session = await Session.open({ document, data });
  for (let step = 0; step < steps; step++) session.stepBlind();
  const { parameters } = await session.snapshot();
  const weights = writeSafetensors(plainWeights(parameters));
  writeFiles(folder, generateTypeScript(document, session.analysis, { weights, data, check: await checkValues(session) }).files);
  const roles = findRoles(document, session.analysis);
  const rows = new Map(dataNodes(document).map(({ id }) => [id, Uint32Array.from({ length: items }, (_, i) => i)]));
  const expected = roles.output ? await valuesOf(session, rows, items) : null;
  session.dispose();
  return expected;
}

async function valuesOf(session: Session, rows: ReadonlyMap<string, Uint32Array>, items: number): Promise<Expected> {
  const { output, code } = findRoles(session.document, session.analysis);
  const [given, encoded] = await session.valuesOf([output!.tap, ...(code ? [code.tap] : [])], rows);
  return { outputs: [...asImages(given!, output!.type, items).values], codes: encoded ? [...encoded.values] : null };
}

export interface Outputs {
  readonly codes?: readonly (readonly number[])[];
  readonly outputs: readonly (readonly number[])[];
}
export const readOutputs = (folder: string): Outputs => JSON.parse(readFileSync(join(folder, 'outputs.json'), 'utf8')) as Outputs;

/** The greatest distance of two lists of numbers; infinite where they differ in length. */
export function distance(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return Infinity;
  return a.reduce((greatest, value, i) => (Number.isFinite(value) ? Math.max(greatest, Math.abs(value - b[i]!)) : Infinity), 0);
}

export interface Ran {
  readonly status: number | null;
  readonly output: string;
}
/** Runs a script of the repository's packages in `folder`. */
export const runScript = (folder: string, script: string, ...args: readonly string[]): Promise<Ran> => runNode(execPath, folder, join(root, 'node_modules', script), ...args);

export function runNode(node: string, folder: string, ...args: readonly string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], shell: node === 'npm' && platform === 'win32' });
    let output = '';
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    child.stderr.on('data', (text: Buffer) => (output += text.toString()));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, output }));
  });
}
export const tsx = 'tsx/dist/cli.mjs';

/** Type-checks every project of a folder in one run. */
export function typecheck(folder: string, first: string): Promise<Ran> {
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: `./${first}/tsconfig.json`, include: ['*/src'] }));
  return runScript(folder, 'typescript/bin/tsc', '--noEmit', '-p', '.');
}

/** Type-checks a text beside each of these modules, whose types are in a `.d.ts`. */
export function typecheckModules(folders: readonly string[], text: string): Promise<Ran> {
  const uses = folders.map((folder) => join(folder, 'uses.ts'));
  for (const path of uses) writeFileSync(path, text);
  return runScript(folders[0]!, 'typescript/bin/tsc', '--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--lib', 'es2022', ...uses);
}
