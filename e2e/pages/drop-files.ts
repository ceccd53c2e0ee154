/** Drops files from outside the browser onto an element. */
import type { Locator } from '@playwright/test';

export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export async function dropFiles(target: Locator, files: readonly NamedFile[]): Promise<void> {
  const page = target.page();
  const given = files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') }));
  const dataTransfer = await page.evaluateHandle((list) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of list) {
      transfer.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name));
    }
    return transfer;
  }, given);
  for (const event of ['dragenter', 'dragover', 'drop']) await target.dispatchEvent(event, { dataTransfer });
  await dataTransfer.dispose();
}
