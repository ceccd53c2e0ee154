/** Finds the imports that go up, and files that run in circles: `checkSource` for one file, `checkTree` for the project. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'oxc-parser';
import { circlesOf } from './file-circles.mjs';
import { ignored, layers, packages } from './layers.mjs';

const isTest = (file) => /\.(test|arbitrary)\.tsx?$/.test(file);

/** The row of the table for a path, or null. */
export function layerOf(file) {
  const bare = file.replace(/(\.test)?\.tsx?$/, '');
  const rows = Object.keys(layers).filter((folder) => bare === folder || bare.startsWith(`${folder}/`));
  return rows.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

/** Every module a source asks for: `{ request, line, typeOnly }`. */
export function importsOf(file, source) {
  const { module, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be read: ${errors[0].message}`);
  const lineAt = (offset) => source.slice(0, offset).split('\n').length;
  const found = [];
  for (const entry of module.staticImports) {
    const typeOnly = entry.entries.length > 0 && entry.entries.every((name) => name.isType);
    found.push({ request: entry.moduleRequest.value, line: lineAt(entry.start), typeOnly });
  }
  for (const statement of module.staticExports) {
    const from = statement.entries.filter((entry) => entry.moduleRequest);
    if (from.length === 0) continue;
    const typeOnly = from.every((entry) => entry.isType);
    found.push({ request: from[0].moduleRequest.value, line: lineAt(statement.start), typeOnly });
  }
  for (const entry of module.dynamicImports) {
    const text = source.slice(entry.moduleRequest.start, entry.moduleRequest.end);
    const literal = /^(['"`])(.*)\1$/s.exec(text)?.[2];
    if (literal !== undefined && !literal.includes('${')) found.push({ request: literal, line: lineAt(entry.start), typeOnly: false });
  }
  return found;
}

/** The path from the root that a request means, or null for a package. */
function targetOf(file, request) {
  if (request.startsWith('@/')) return request.slice(2);
  if (request.startsWith('.')) return path.posix.join(path.posix.dirname(file), request);
  return null;
}

const engine = (layer) => layer.startsWith('graph-engine/') || layer === 'templates';

function packageProblem(file, layer, { request, typeOnly }) {
  for (const rule of packages) {
    if (!rule.name.test(request) || (typeOnly && rule.types) || rule.only.includes(layer)) continue;
    const userInterface = !rule.types;
    if (isTest(file) && !userInterface) continue;
    if (request.startsWith('node:') && (file.endsWith('.node.ts') || layer.startsWith('components/') && isTest(file))) continue;
    return `imports ${request}; only ${rule.only.join(', ')} may: ${rule.why}`;
  }
  return null;
}

function folderProblem(file, layer, target, typeOnly) {
  const other = layerOf(target);
  if (other === null) {
    if (/^(package\.json|next\.config)/.test(target) || /\.(css|json|svg|png)$/.test(target)) return null;
    return `imports ${target}, which stands in no layer (scripts/lib/layers.mjs)`;
  }
  if (other === layer || layers[layer].includes(other)) return null;
  if (file.endsWith('.worker.ts') && other === 'graph-engine/runtime') return null;
  if (engine(layer) && engine(other) && (typeOnly || isTest(file))) return null;
  if (isTest(file) && layer !== 'e2e' && !engine(layer)) return null;
  if (typeOnly && engine(other)) return null;
  if (layer.startsWith('components/') && other.startsWith('components/')) return `imports ${target}; ${other} is on no lower floor than ${layer} (floors in scripts/lib/layers.mjs)`;
  const allowed = layers[layer].join(', ') || 'nothing';
  return `imports ${target}; ${layer} may use ${allowed}`;
}

/** One message per import that is not allowed, as `file:line what and why`. `file` is a posix path from the root. */
export function checkSource(file, source) {
  const layer = layerOf(file);
  if (layer === null) return [`${file}:1 stands in no layer: give its folder a row in scripts/lib/layers.mjs`];
  const problems = [];
  for (const entry of importsOf(file, source)) {
    const target = targetOf(file, entry.request);
    const problem =
      target === null ? packageProblem(file, layer, entry) : folderProblem(file, layer, target, entry.typeOnly);
    if (problem) problems.push(`${file}:${entry.line} ${problem}`);
  }
  return problems;
}

/** Checks every TypeScript file below `root`; gives the messages and the number of files. */
export function checkTree(root) {
  const files = [];
  const walk = (folder) => {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const file = path.posix.join(folder, entry.name);
      if (entry.name.startsWith('.') || ignored.includes(file) || entry.name === 'node_modules') continue;
      if (entry.isDirectory()) walk(file);
      else if (/\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts')) files.push(file);
    }
  };
  walk('.');
  const inFolders = files.filter((file) => file.includes('/')); // the root holds configuration alone
  const sources = new Map(inFolders.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));
  const problems = [...sources].flatMap(([file, source]) => checkSource(file, source));
  return { problems: [...problems, ...checkCircles(sources)], files: inFolders.length };
}

const endings = ['', '.ts', '.tsx', '/index.ts', '/index.tsx'];

/** One message per circle of files that import each other's values. `sources`: by path from the root. */
export function checkCircles(sources) {
  const fileOf = (file, { request }) => {
    const target = targetOf(file, request);
    return target === null ? undefined : endings.map((ending) => target + ending).find((one) => sources.has(one));
  };
  const valuesOf = (file, source) => importsOf(file, source).filter(({ typeOnly }) => !typeOnly).map((entry) => fileOf(file, entry));
  const imports = new Map([...sources].map(([file, source]) => [file, valuesOf(file, source).filter((target) => target !== undefined)]));
  return circlesOf(imports).map((circle) => `${circle[0]}:1 is in a circle of imports, ${circle.join(' → ')}: move what two of them share into a file of its own, or hand it over`);
}
