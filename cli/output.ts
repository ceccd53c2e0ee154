/** Results on standard output, progress on standard error. */
export interface Output {
  /** Readable lines, unless a JSON object was asked for. */
  print(text: string): void;
  /** The one JSON object, as the last line of standard output, when asked for. */
  result(value: object): void;
  progress(text: string): void;
}

export function createOutput(json: boolean): Output {
  const live = process.stderr.isTTY;
  return {
    print: (text) => void (json || process.stdout.write(`${text}\n`)),
    result: (value) => void (json && process.stdout.write(`${JSON.stringify(value)}\n`)),
    progress: (text) => void process.stderr.write(live ? `\r\u001b[K${text}` : `${text}\n`),
  };
}
