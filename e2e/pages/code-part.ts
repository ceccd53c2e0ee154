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
  /** How far the project is from the studio, where the studio measured it and found it near. */
  readonly measured: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    // The palette has a group of that name too.
    this.root = page.getByRole('region', { name: 'Code', exact: true }).filter({ has: page.getByLabel('Language') });
    this.files = this.root.getByRole('treeitem');
    this.measured = this.root.getByText(/^Greatest difference \d(e-\d+)? from the studio’s outputs, measured here$/);
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
  /** The figure that it measured. */
  async difference(): Promise<number> {
    return Number(/difference (\S+) from/.exec(await this.measured.innerText())![1]);
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
