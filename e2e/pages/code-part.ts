/** The code panel: the generated files, and the project as a zip. */
import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { unzipSync } from 'fflate';

export interface ZippedProject {
  readonly name: string;
  /** By path inside the zip. */
  readonly files: Readonly<Record<string, Uint8Array>>;
}

export class CodePart {
  readonly root: Locator;
  readonly files: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    // The palette has a group of that name too.
    this.root = page.getByRole('region', { name: 'Code', exact: true }).filter({ has: page.getByLabel('Language') });
    this.files = this.root.getByRole('treeitem');
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Code', exact: true }).click();
    await expect(this.files.first()).toBeVisible({ timeout: 30_000 });
  }
  async close(): Promise<void> {
    await this.page.getByRole('button', { name: 'Code', exact: true }).click();
    await expect(this.root).toHaveCount(0);
  }
  /** The file of that name, in whatever folder. */
  file(name: string): Locator {
    return this.files.filter({ has: this.page.getByText(name, { exact: true }) });
  }
  /** The text of the editor that is in view; Monaco draws spaces as no-break spaces. */
  async text(): Promise<string> {
    const lines = this.root.locator('.view-lines');
    await expect(lines).toBeVisible({ timeout: 30_000 });
    return (await lines.innerText()).replaceAll('\u00a0', ' ');
  }
  async choose(language: string): Promise<void> {
    await this.root.getByLabel('Language').selectOption({ label: language });
  }
  async download(): Promise<ZippedProject> {
    const coming = this.page.waitForEvent('download');
    await this.root.getByRole('button', { name: 'Download' }).click();
    const download = await coming;
    return { name: download.suggestedFilename(), files: unzipSync(new Uint8Array(await readFile(await download.path()))) };
  }
}
