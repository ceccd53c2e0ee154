/** The canvas: nodes by their names, ports by their labels, and the gestures of a hand. */
import { expect, type Locator, type Page } from '@playwright/test';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

export async function boxOf(locator: Locator): Promise<Box> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${String(locator)} is not to be seen`);
  return box;
}
export async function centreOf(locator: Locator): Promise<Point> {
  const { x, y, width, height } = await boxOf(locator);
  return { x: x + width / 2, y: y + height / 2 };
}

export class CanvasPart {
  readonly root: Locator;
  /** What a phone shows in place of the drawing. */
  readonly cards: Locator;
  readonly nodes: Locator;
  readonly wires: Locator;
  readonly selected: Locator;
  /** Lines along which a dragged node lines up. */
  readonly guides: Locator;
  /** At the pointer: why a wire may not end there, and what to take instead. */
  readonly refusal: Locator;
  /** Of a template, whatever its data name it. */
  readonly dataset: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.root = page.getByRole('application', { name: 'Graph' });
    this.cards = page.getByRole('group', { name: 'Cards of the graph' });
    this.nodes = this.root.locator('.react-flow__node-card');
    this.wires = this.root.locator('.react-flow__edge');
    this.guides = this.root.getByTestId('guides').locator('line');
    this.refusal = page.getByTestId('refused-wire');
    this.dataset = this.nodes.filter({ has: page.getByTestId('node-dataset') });
    this.selected = this.root.locator('.react-flow__node.selected');
  }

  /** By its name, whole; from afar the heading gives way to larger letters. */
  node(name: string): Locator {
    return this.nodes.filter({ has: this.page.getByRole('heading', { name, exact: true, includeHidden: true }) });
  }
  input(node: string, label: string): Locator {
    return this.node(node).getByRole('button', { name: new RegExp(`^Input ${label},`), includeHidden: true });
  }
  output(node: string, label: string): Locator {
    return this.node(node).getByRole('button', { name: new RegExp(`^Output ${label},`), includeHidden: true });
  }
  wire(from: string, to: string): Locator {
    return this.root.getByLabel(new RegExp(`^Wire from ${from}, .*, to ${to}, `));
  }
  /** The mark of a node that carries its messages. */
  messages(node: string): Locator {
    return this.node(node).getByRole('button', { name: /^\d+ messages?: / });
  }

  /** A point of the canvas, as shares of its width and height. */
  async at(x: number, y: number): Promise<Point> {
    const box = await this.root.boundingBox();
    if (!box) throw new Error('The canvas is not to be seen.');
    return { x: box.x + x * box.width, y: box.y + y * box.height };
  }
  /** Zooms out by the button until at most `percent` are shown. */
  async zoomTo(percent: number): Promise<void> {
    const shown = this.root.getByRole('button', { name: /^Zoom \d+ %/ });
    await expect(async () => {
      const now = Number(/\d+/.exec((await shown.getAttribute('aria-label')) ?? '')?.[0]);
      if (now > percent) await this.root.getByRole('button', { name: 'Zoom out', exact: true }).click();
      expect(now).toBeLessThanOrEqual(percent);
    }).toPass({ intervals: [400] });
    await this.still();
  }
  /** How the view lies, as the page writes it. */
  viewport = (): Promise<string | null> => this.root.locator('.react-flow__viewport').getAttribute('style');
  /** Waits until the view has stopped moving. */
  async still(): Promise<void> {
    const viewport = this.root.locator('.react-flow__viewport');
    let before = '';
    await expect(async () => {
      // A window that was made as narrow as a phone has them only after a while.
      if (await this.cards.isVisible()) return;
      const now = (await viewport.getAttribute('style', { timeout: 1000 })) ?? '';
      const moved = now !== before;
      before = now;
      expect(moved, 'the view moves').toBe(false);
    }).toPass({ intervals: [150] });
  }
  async fit(): Promise<void> {
    await this.root.getByRole('button', { name: 'Fit everything in view' }).click();
    await this.still();
  }
  /** Presses at `from`, moves in steps as a hand does, lets go at `to`. */
  async drag(from: Point, to: Point, { letGo = true }: { readonly letGo?: boolean } = {}): Promise<void> {
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    // A hand begins slowly: a dragged node follows from where the pointer is known to drag.
    await this.page.mouse.move(from.x + 3 * Math.sign(to.x - from.x), from.y + 3 * Math.sign(to.y - from.y));
    await this.page.mouse.move(from.x + (to.x - from.x) / 3, from.y + (to.y - from.y) / 3, { steps: 4 });
    await this.page.mouse.move(to.x, to.y, { steps: 8 });
    if (letGo) await this.page.mouse.up();
  }
  async dragWire(from: Locator, to: Locator): Promise<void> {
    await this.still();
    await this.drag(await centreOf(from), await centreOf(to));
  }
  /** Takes a kind of node from the palette to a place. */
  async dragFromPalette(kind: string, to: Point): Promise<void> {
    const entry = this.page.getByRole('navigation', { name: 'Palette' }).getByTestId(`palette-${kind}`);
    await entry.scrollIntoViewIfNeeded();
    await this.still();
    await this.drag(await centreOf(entry), to);
  }
  /** Clicks the node; with `add`, keeps what is selected already. */
  async select(name: string, { add = false }: { readonly add?: boolean } = {}): Promise<void> {
    const modifiers = add ? (['Shift'] as const) : [];
    const heading = this.node(name).getByRole('heading', { name, exact: true });
    // Out of sight, as under the code: the whole graph is fitted into what is left, where a node seen from afar has no heading.
    await heading.click({ modifiers: [...modifiers], timeout: 4000 }).catch(async () => {
      await this.fit();
      await this.node(name).click({ modifiers: [...modifiers] });
    });
    await expect(this.node(name)).toHaveClass(/\bselected\b/);
  }
  async selectDataset(): Promise<void> {
    await this.dataset.getByRole('heading').first().click();
    await expect(this.dataset).toHaveClass(/\bselected\b/);
  }
  /** Takes the end of a wire that lies at its target to another place. */
  async dragEnd(from: string, to: string, target: Locator | Point): Promise<void> {
    await this.still();
    const end = await centreOf(this.wire(from, to).locator('.react-flow__edgeupdater-target'));
    await this.drag(end, 'x' in target ? target : await centreOf(target));
  }
  /** Where the nodes lie on the screen. */
  async boxes(names: readonly string[]): Promise<readonly Box[]> {
    await this.still();
    return Promise.all(names.map((name) => boxOf(this.node(name))));
  }
  /** Clicks the wire at its middle, which selects it. */
  async selectWire(from: string, to: string): Promise<void> {
    const middle = await this.middleOf(from, to);
    await this.page.mouse.click(middle.x, middle.y);
  }
  async middleOf(from: string, to: string): Promise<Point> {
    return this.wire(from, to).locator('path').first().evaluate((path) => {
      if (!(path instanceof SVGPathElement)) throw new Error('A wire is a path.');
      const matrix = path.getScreenCTM();
      const point = path.getPointAtLength(path.getTotalLength() / 2);
      const { x, y } = matrix ? point.matrixTransform(matrix) : point;
      return { x, y };
    });
  }
}
