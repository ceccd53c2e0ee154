/** What a file or a text is that is no document of ours: named as what it is, so that the reader knows what was taken for what. */
import { describe } from './read-json';

type Fields = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
/** Lists and records alike, as far as they need be looked at. */
const members = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : []).slice(0, 50).filter(isRecord);
const every = (value: unknown, test: (member: Fields) => boolean): boolean => members(value).length > 0 && members(value).every(test);
const some = (value: unknown, test: (member: Fields) => boolean): boolean => members(value).some(test);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The more special before the more general; React Flow's shape is that of many programs built on it. */
const kinds: readonly { readonly name: string; is(value: Fields): boolean }[] = [
  { name: 'a TensorFlow.js model', is: (value) => 'modelTopology' in value || 'weightsManifest' in value },
  { name: 'a Keras model', is: (value) => 'class_name' in value && 'config' in value },
  { name: 'a Jupyter notebook', is: (value) => 'nbformat' in value && 'cells' in value },
  { name: 'a ComfyUI workflow', is: (value) => ('last_node_id' in value || 'last_link_id' in value) && Array.isArray(value['nodes']) },
  { name: 'a ComfyUI workflow', is: (value) => every(value, (node) => 'class_type' in node && 'inputs' in node) },
  { name: 'an n8n workflow', is: (value) => Array.isArray(value['nodes']) && (isRecord(value['connections']) || some(value['nodes'], ({ type }) => /n8n/i.test(text(type)))) },
  { name: 'a Langflow or Flowise flow', is: (value) => isRecord(value['data']) && Array.isArray(value['data']['nodes']) && Array.isArray(value['data']['edges']) },
  { name: 'a Dify app', is: (value) => isRecord(value['workflow']) && isRecord(value['workflow']['graph']) },
  { name: 'a React Flow graph', is: (value) => Array.isArray(value['nodes']) && Array.isArray(value['edges']) && list(value['nodes']).length > 0 && every(value['nodes'], (node) => 'position' in node) },
  { name: 'an Excalidraw drawing', is: (value) => text(value['type']).startsWith('excalidraw') },
  { name: 'a tldraw drawing', is: (value) => 'tldrawFileFormatVersion' in value || text(value['type']).startsWith('application/tldraw') },
  { name: 'a Blockly program', is: (value) => isRecord(value['blocks']) && 'languageVersion' in value['blocks'] },
  { name: 'a BaklavaJS graph', is: (value) => isRecord(value['graph']) && Array.isArray(value['graph']['nodes']) && Array.isArray(value['graph']['connections']) },
  { name: 'a Cytoscape graph', is: (value) => isRecord(value['elements']) && Array.isArray(value['elements']['nodes']) },
  { name: 'a GeoJSON map', is: (value) => value['type'] === 'FeatureCollection' },
  { name: 'a package.json', is: (value) => isRecord(value['dependencies']) && 'version' in value },
  { name: 'a copied part of a document; paste it onto the canvas instead', is: (value) => value['format'] === 'hourglass-fragment' },
  { name: 'a graph of another program', is: (value) => Array.isArray(value['nodes']) || (isRecord(value['nodes']) && ('edges' in value || 'links' in value || 'connections' in value)) },
];

/** A value that was read as JSON. */
export function foreignValue(value: unknown): string {
  if (Array.isArray(value) && every(value, (node) => 'wires' in node && 'z' in node)) return 'a Node-RED flow';
  if (!isRecord(value)) return describe(value);
  const known = kinds.find(({ is }) => is(value));
  if (known) return known.name;
  return 'format' in value ? `a file of the format ${describe(value['format'])}` : describe(value);
}

/** What a text begins with that is no JSON. */
const beginnings: readonly (readonly [beginning: RegExp, name: string])[] = [
  [/^<mxfile|^<mxGraphModel/, 'a draw.io diagram'],
  [/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)?(<!doctype svg[^>]*>\s*)?<svg[\s>]/i, 'an SVG picture'],
  [/^(<!doctype html|<html[\s>])/i, 'an HTML page'],
  [/^<\?xml|^<[A-Za-z][\w:.-]*[\s>/]/, 'an XML text'],
  [/^(strict\s+)?(di)?graph\b[^\n]*\{/i, 'a Graphviz graph'],
  [/^(%%[^\n]*\n\s*)*(graph|flowchart)\s+(TB|TD|BT|RL|LR)\b/, 'a Mermaid diagram'],
  [/^Begin Object Class=/, 'nodes of an Unreal Engine blueprint'],
  [/^(import|from)\s+[\w.]+(\s+import\b|\s+as\b|\s*\n)|^(def|class)\s+\w+.*:/m, 'Python code'],
  [/^(import\s[^\n]*from\s|export\s|const\s+\w+\s*=|function\s+\w+\s*\()/m, 'JavaScript code'],
  [/^https?:\/\/\S+\s*$/, 'an address of the web'],
];
const shown = 40;

/** Any text that is neither ours nor JSON. */
export function foreignText(source: string): string {
  const start = source.trimStart();
  const found = beginnings.find(([beginning]) => beginning.test(start.slice(0, 2_000)));
  if (found) return found[1];
  const [line = ''] = start.split('\n', 1);
  return `plain text, “${line.slice(0, shown).trimEnd()}${line.length > shown || start.length > line.length ? '…' : ''}”`;
}
