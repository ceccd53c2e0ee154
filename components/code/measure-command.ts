/** Runs the check that an exported TypeScript project brings, in a worker of its own, and reads how far the project is from the studio. */
import { commandScript, type CommandOutput } from '@/graph-engine/codegen/typescript/command-script';
import { askScript } from './ask-script';
import type { ExportedFile } from './project';

/** In plain JavaScript a model with many convolutions takes a while. */
const SECONDS = 120;

/** What the worker does behind the text of the command. */
const asked = `
onmessage = async ({ data: { files } }) => {
  try {
    postMessage(await command(tf, files));
  } catch (error) {
    postMessage({ fault: error.message });
  }
};`;

/** The greatest difference that a check printed. @throws where it printed none, in its own words. */
export function greatestDifference({ lines, faults }: CommandOutput): number {
  const figures = lines.map((line) => Number(/: greatest difference (\S+)$/.exec(line)?.[1] ?? NaN));
  const unclear = lines.find((_, i) => Number.isNaN(figures[i]));
  if (figures.length > 0 && unclear === undefined) return Math.max(...figures);
  throw new Error(unclear ?? faults[0] ?? 'its check printed nothing.');
}

/** `main`: the path of the check. @throws what went wrong, in words. */
export async function measureCommand(files: readonly ExportedFile[], main: string, signal: AbortSignal): Promise<number> {
  const command = commandScript(files, main);
  const library = new URL('/tfjs/tf.min.js', location.origin).href;
  const bytes = Object.fromEntries(files.flatMap((file) => ('bytes' in file && file.path.endsWith('.safetensors') ? [[file.path, file.bytes]] : [])));
  return greatestDifference(
    await askScript<CommandOutput>({ text: [`importScripts(${JSON.stringify(library)});\nconst command = `, command, ';', asked], type: 'classic', message: { files: bytes }, seconds: SECONDS, signal }),
  );
}
