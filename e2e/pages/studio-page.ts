/** The studio as a user sees it: what is on the page, and what can be done there. Its rooms have pages of their own. */
import { readFile } from 'node:fs/promises';
import { expect, type Download, type Locator, type Page } from '@playwright/test';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { CanvasPart } from './canvas-part';
import { CodePart } from './code-part';
import { DrawerPart } from './drawer-part';
import { dropFiles, type NamedFile } from './drop-files';
import { InspectorPart } from './inspector-part';
import { TrainingPart } from './training-part';

export class StudioPage {
  readonly page: Page;
  readonly canvas: CanvasPart;
  readonly inspector: InspectorPart;
  readonly training: TrainingPart;
  readonly drawer: DrawerPart;
  readonly code: CodePart;
  readonly problems: Locator;
  readonly saveState: Locator;

  constructor(page: Page) {
    this.page = page;
    this.canvas = new CanvasPart(page);
    this.inspector = new InspectorPart(page);
    this.training = new TrainingPart(page);
    this.drawer = new DrawerPart(page);
    this.code = new CodePart(page);
    this.problems = page.getByRole('button', { name: /\d+ problems?$/ });
    this.saveState = page.getByTestId('save-state');
  }

  /** Opens the studio and waits until it can be used. */
  async open(path = '/'): Promise<void> {
    await this.page.goto(path);
    await this.ready();
  }
  /** A reload as a user does it, also while something is not saved yet. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }
  async ready(): Promise<void> {
    await expect(this.canvas.root.or(this.canvas.cards)).toBeVisible({ timeout: 60_000 });
  }

  /** Runs an action by its name, through the palette of commands. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+k');
    const search = this.page.getByRole('dialog', { name: 'Command palette' }).getByRole('combobox');
    await expect(search).toBeFocused();
    await search.fill(title);
    await this.page.keyboard.press('Enter');
  }
  /** Chooses an entry of the menu bar; until its menu is gone, keys are the menu's. */
  async menu(title: string, entry: RegExp): Promise<void> {
    await this.page.getByRole('menuitem', { name: title, exact: true }).click();
    await this.page.getByRole('menuitem', { name: entry }).click();
    await expect(this.page.getByRole('menu')).toHaveCount(0);
  }

  async openTemplate(id: string): Promise<void> {
    await this.menu('File', /^New from template/);
    await this.page.getByTestId(`template-${id}`).click();
    await expect(this.page.getByRole('dialog')).toHaveCount(0);
  }
  async newDocument(): Promise<void> {
    await this.menu('File', /^New document/);
    await expect(this.canvas.nodes).toHaveCount(0);
  }
  undo(): Promise<void> {
    return this.page.getByRole('button', { name: 'Undo', exact: true }).click();
  }
  redo(): Promise<void> {
    return this.page.getByRole('button', { name: 'Redo', exact: true }).click();
  }

  /** The document is in the browser's store. */
  async saved(): Promise<void> {
    await expect(this.saveState).toHaveText(/Saved|Downloaded/);
  }
  /** Saves the document as a file, by key, and gives its text. */
  async saveAsFile(): Promise<{ readonly name: string; readonly text: string }> {
    const coming = this.page.waitForEvent('download');
    await this.page.keyboard.press('ControlOrMeta+s');
    const download: Download = await coming;
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
  }
  /** The document as its file says it. */
  async document(): Promise<HourglassDocument> {
    return JSON.parse((await this.saveAsFile()).text) as HourglassDocument;
  }
  /** Opens a document by the file dialog, or puts it into the open one. */
  async openFile(name: string, text: string, entry = /^Open file/): Promise<void> {
    const coming = this.page.waitForEvent('filechooser');
    await this.menu('File', entry);
    await (await coming).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  }
  /** Drops files onto `target`, or onto the canvas. */
  async drop(files: readonly NamedFile[], target: Locator = this.canvas.root): Promise<void> {
    await dropFiles(target, files);
  }

  dialog(name: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name });
  }
  /** A short message, with its description. */
  notice(text: string | RegExp): Locator {
    return this.page.getByRole('listitem').filter({ hasText: text });
  }
}
