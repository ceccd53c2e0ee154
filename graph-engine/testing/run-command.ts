/** Runs a command of an exported TypeScript project as the studio does, in this process. */
import * as tf from '@tensorflow/tfjs';
import { runInThisContext } from 'node:vm';
import type { ExportedFile } from '../codegen/program/target';
import { commandScript, type CommandOutput, type RunCommand } from '../codegen/typescript/command-script';

export function runCommand(files: readonly ExportedFile[], main: string): Promise<CommandOutput> {
  const command = runInThisContext(commandScript(files, main)) as RunCommand;
  return command(tf, Object.fromEntries(files.flatMap((file) => ('bytes' in file ? [[file.path, file.bytes]] : []))));
}
