/**
 * What nobody should have to see on a screen, read from the page as it stands: words too small, cut off, out of the window or faint, words and
 * controls under something else, wires and ports that the canvas swallows. Lengths are pixels of the window, contrasts those of WCAG 2 (1.4.3 and 1.4.11).
 */
import type { Page } from '@playwright/test';

export interface Asked {
  /** Only what lies in here; the whole page unless told. */
  readonly within?: string;
  /** No words smaller than this. */
  readonly least?: number;
  /** What lies over other things because it is meant to, for a while: what is under it is not asked for. */
  readonly over?: string;
}

/** A line for each fault; empty where all can be read and reached. */
export async function screenFaults(page: Page, { within = 'body', least = 11, over = '' }: Asked = {}): Promise<readonly string[]> {
  // Colours on their way to another theme are none of either.
  await page.waitForFunction(() => document.getAnimations().every((one) => !(one instanceof CSSTransition) || one.playState !== 'running'), undefined, { timeout: 5_000 }).catch(() => undefined);
  // Whatever lets clicks through lies over words all the same.
  const style = await page.addStyleTag({ content: '*, *::before, *::after { pointer-events: auto !important }' });
  try {
    return await page.evaluate(readFaults, { within, least, over });
  } finally {
    await style.evaluate((element) => element instanceof Element && element.remove());
  }
}

/** Runs in the page: it can use nothing from outside of itself. */
function readFaults({ within, least, over }: Required<Asked>): readonly string[] {
  type Color = readonly [number, number, number, number];
  interface Box {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  }
  const faults = new Set<string>();
  const brush = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
  const colors = new Map<string, Color>();
  const colorOf = (css: string): Color => {
    const known = colors.get(css);
    if (known) return known;
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = css;
    brush.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0, a = 0] = brush.getImageData(0, 0, 1, 1).data;
    const color: Color = [r, g, b, a / 255];
    colors.set(css, color);
    return color;
  };
  const mix = (top: Color, alpha: number, below: Color): Color => [0, 1, 2].map((i) => top[i]! * alpha + below[i]! * (1 - alpha)).concat(1) as unknown as Color;
  const luminance = (color: Color): number =>
    [0.2126, 0.7152, 0.0722].reduce((sum, share, i) => {
      const value = color[i]! / 255;
      return sum + share * (value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    }, 0);
  const contrast = (one: Color, other: Color): number => {
    const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  const parentsOf = (element: Element): Element[] => {
    const parents: Element[] = [];
    for (let at: Element | null = element; at; at = at.parentElement) parents.push(at);
    return parents;
  };
  const opacities = new Map<Element, number>();
  const opacityOf = (element: Element): number => {
    const known = opacities.get(element);
    if (known !== undefined) return known;
    const opacity = Number(getComputedStyle(element).opacity) * (element.parentElement ? opacityOf(element.parentElement) : 1);
    opacities.set(element, opacity);
    return opacity;
  };
  const viewport = document.querySelector('.react-flow__viewport');
  const zoom = viewport ? new DOMMatrix(getComputedStyle(viewport).transform).a : 1;
  const scaleOf = (element: Element): number => {
    const matrix = element instanceof SVGGraphicsElement ? element.getScreenCTM() : null;
    if (matrix) return Math.sqrt(Math.abs(matrix.a * matrix.d - matrix.b * matrix.c));
    return viewport?.contains(element) ? zoom : 1;
  };
  const nameOf = (element: Element): string => {
    const label = element.getAttribute('aria-label') ?? element.getAttribute('title') ?? element.textContent?.trim().replaceAll(/\s+/g, ' ') ?? '';
    const kind = element.getAttribute('role') ?? element.getAttribute('data-testid') ?? element.tagName.toLowerCase();
    const [firstClass = ''] = (element.getAttribute('class') ?? '').split(' ');
    return `${kind}${label ? ` “${label.slice(0, 40)}”` : ` .${firstClass}`}`;
  };
  const ownWords = (element: Element): Text[] => [...element.childNodes].filter((node): node is Text => node instanceof Text && node.data.trim() !== '');
  const boxesOf = (text: Text): DOMRect[] => {
    const range = document.createRange();
    range.selectNodeContents(text);
    return [...range.getClientRects()].filter(({ width, height }) => width > 0.5 && height > 0.5);
  };

  /** What is left of a box in the window and in all that clips it, and by what it is clipped without a way to scroll there. */
  const seenOf = (element: Element, box: Box): { readonly seen: Box | null; readonly cutBy: Element | null } => {
    let seen: Box = { left: Math.max(0, box.left), top: Math.max(0, box.top), right: Math.min(innerWidth, box.right), bottom: Math.min(innerHeight, box.bottom) };
    let cutBy: Element | null = null;
    let scrolls = false;
    for (const parent of parentsOf(element)) {
      const { overflowX, overflowY, position } = getComputedStyle(parent);
      if (overflowX === 'visible' && overflowY === 'visible') {
        if (position === 'fixed') break;
        continue;
      }
      const clip = parent.getBoundingClientRect();
      const before = seen;
      seen = { left: Math.max(seen.left, clip.left), top: Math.max(seen.top, clip.top), right: Math.min(seen.right, clip.right), bottom: Math.min(seen.bottom, clip.bottom) };
      const isCut = before.right - seen.right > 1.5 || seen.left - before.left > 1.5 || before.bottom - seen.bottom > 3 || seen.top - before.top > 3;
      // What lies beyond an edge that scrolls, or of the canvas, can be brought into sight.
      scrolls ||= /auto|scroll/.test(overflowX + overflowY) || parent.matches('.react-flow');
      if (isCut && !scrolls) cutBy ??= parent;
    }
    return { seen: seen.right - seen.left > 1 && seen.bottom - seen.top > 1 ? seen : null, cutBy };
  };
  const isPaint = (css: string): boolean => css !== 'none' && colorOf(css)[3] > 0.15;
  /** A gradient that begins or ends in nothing is a dot or a fade. */
  const isFilled = (image: string): boolean => image !== 'none' && !image.includes('rgba(0, 0, 0, 0)');
  const paintsAt = (element: Element, x: number, y: number): boolean => {
    const style = getComputedStyle(element);
    if (style.visibility !== 'visible' || opacityOf(element) < 0.15) return false;
    if (element instanceof SVGGeometryElement) return (isPaint(style.fill) && Number(style.fillOpacity) > 0.15) || (isPaint(style.stroke) && Number(style.strokeOpacity) > 0.15);
    if (element instanceof HTMLCanvasElement || element instanceof HTMLImageElement) return true;
    if (isPaint(style.backgroundColor) || isFilled(style.backgroundImage)) return true;
    return ownWords(element).some((text) => boxesOf(text).some((box) => box.left < x && x < box.right && box.top + 2 < y && y < box.bottom - 2));
  };
  /** Of a card that reaches out of the canvas, and of any where the graph does so below, whatever is under the toolbar or the map can be moved from under it; so can the shape on a wire. */
  const isPartOfCut = (element: Element): boolean => {
    const card = element.closest('.react-flow__node');
    const room = card?.closest('.react-flow')?.getBoundingClientRect();
    const box = card?.getBoundingClientRect();
    const goesOn = room && [...document.querySelectorAll('.react-flow__node-card')].some((one) => one.getBoundingClientRect().bottom > room.bottom);
    return Boolean(room && box && (goesOn || box.left < room.left || box.top < room.top || box.right > room.right || box.bottom > room.bottom));
  };
  /** What is painted over `element` at a point, if anything that does not belong to it. */
  const coverOf = (element: Element, x: number, y: number): Element | null => {
    for (const top of document.elementsFromPoint(x, y)) {
      if (top === element || element.contains(top) || top.contains(element)) return null;
      // The grip between two panels reaches over both.
      if ((over && top.closest(over)) || top.closest('[role="separator"]')) return null;
      // The map lets through what is under it, and goes when all is in sight: first-screen.spec.ts says over which cards it may lie.
      if (top.closest('.react-flow__minimap') || (top.closest('[data-canvas-overlay]') && (isPartOfCut(element) || element.closest('.react-flow__edges')))) continue;
      if (paintsAt(top, x, y)) return top;
    }
    return null;
  };
  /** The colour behind `element` at a point; none where pictures or gradients lie there. */
  const behind = (element: Element, x: number, y: number): Color | null => {
    const layers: Color[] = [];
    const stack = document.elementsFromPoint(x, y);
    const from = stack.findIndex((one) => one === element || one.contains(element));
    for (const one of stack.slice(Math.max(0, from))) {
      const style = getComputedStyle(one);
      if (one instanceof HTMLCanvasElement || one instanceof HTMLImageElement || isFilled(style.backgroundImage)) return null;
      const color = colorOf(one instanceof SVGGeometryElement ? style.fill : style.backgroundColor);
      const alpha = color[3] * opacityOf(one) * (one instanceof SVGGeometryElement ? Number(style.fillOpacity) : 1);
      if (alpha > 0) layers.push([color[0], color[1], color[2], alpha]);
      if (alpha > 0.99) break;
    }
    return layers.toReversed().reduce<Color>((below, layer) => mix(layer, layer[3], below), colorOf(getComputedStyle(document.body).backgroundColor));
  };

  const isAsked = (element: Element): boolean =>
    !element.closest('.visually-hidden, .monaco-editor, [aria-live].visually-hidden, script, style, option') && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const isOff = (element: Element): boolean => element.closest(':disabled, [aria-disabled="true"]') !== null;
  const hasTip = (element: Element): boolean => element.closest('[title], [data-state="closed"], [aria-hidden="true"] [title]') !== null;
  const root = document.querySelector(within);
  if (!root) throw new Error(`Nothing is ${within}.`);

  for (const element of root.querySelectorAll('*')) {
    const words = ownWords(element);
    if (words.length === 0 || !isAsked(element)) continue;
    const style = getComputedStyle(element);
    const size = Number.parseFloat(style.fontSize) * scaleOf(element);
    for (const text of words) {
      const said = `“${text.data.trim().slice(0, 40)}” (${nameOf(element.parentElement ?? element).slice(0, 60)})`;
      for (const box of boxesOf(text)) {
        const { seen, cutBy } = seenOf(element, box);
        if (!seen) continue;
        if (size < least - 0.05) faults.add(`small: ${size.toFixed(1)} px ${said}`);
        if (cutBy && !hasTip(element)) faults.add(`cut off: ${said} by ${nameOf(cutBy)}`);
        if (!cutBy && !element.closest('.react-flow') && (box.right > innerWidth + 1 || box.left < -1) && box.bottom > 0 && box.top < innerHeight && seenOf(element, box).seen) {
          const scroller = parentsOf(element).some((parent) => /auto|scroll/.test(getComputedStyle(parent).overflowX) && parent.scrollWidth > parent.clientWidth);
          if (!scroller) faults.add(`out of the window: ${said}`);
        }
        // Of a line that scrolls out, a sliver is no word.
        if (seen.bottom - seen.top < 0.6 * (box.bottom - box.top)) continue;
        const y = (seen.top + seen.bottom) / 2;
        for (const x of [seen.left + 2, (seen.left + seen.right) / 2, seen.right - 2]) {
          const cover = coverOf(element, x, y);
          if (cover) faults.add(`covered: ${said} by ${nameOf(cover)}`);
        }
        // The name of the library stands on whatever card comes under it.
        if (isOff(element) || element.closest('.react-flow__attribution')) continue;
        const ground = behind(element, (seen.left + seen.right) / 2, y);
        if (!ground) continue;
        const ink = colorOf(element instanceof SVGElement ? style.fill : style.color);
        const ratio = contrast(mix(ink, ink[3] * opacityOf(element), ground), ground);
        const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
        if (ratio < (isLarge ? 3 : 4.5) - 0.03) faults.add(`faint: ${ratio.toFixed(2)} ${said}`);
      }
    }
  }

  const controls = 'button, a[href], input:not([type="hidden"]), select, textarea, [role="slider"], [role="tab"], [role="menuitem"], [role="checkbox"]';
  for (const control of root.querySelectorAll(controls)) {
    if (!isAsked(control)) continue;
    const { seen } = seenOf(control, control.getBoundingClientRect());
    if (!seen) continue;
    for (const [across, down] of [[0.5, 0.5], [0.2, 0.3], [0.8, 0.7]] as const) {
      const cover = coverOf(control, seen.left + across * (seen.right - seen.left), seen.top + down * (seen.bottom - seen.top));
      if (cover) faults.add(`covered: ${nameOf(control)} by ${nameOf(cover)}`);
    }
    // A drawing has no ground of its own: one over the other is seen by where they lie.
    const icon = control.querySelector(':scope > svg:last-of-type')?.getBoundingClientRect();
    const after = control.nextElementSibling?.matches(controls) && isAsked(control.nextElementSibling) ? control.nextElementSibling.getBoundingClientRect() : null;
    if (icon && icon.width > 0 && after && icon.right > after.left + 2 && icon.left < after.right - 2 && icon.bottom > after.top + 2 && icon.top < after.bottom - 2) faults.add(`covered: the icon of ${nameOf(control)} by ${nameOf(control.nextElementSibling!)}`);
    if (control instanceof HTMLInputElement && /text|number|search/.test(control.type) && control.scrollWidth > control.clientWidth + 1 && !hasTip(control)) faults.add(`cut off: “${control.value}” in ${nameOf(control)}`);
  }

  const canvas = root.querySelector('.react-flow');
  if (canvas) {
    const room = canvas.getBoundingClientRect();
    const ground = [...parentsOf(canvas)].map((parent) => colorOf(getComputedStyle(parent).backgroundColor)).find((color) => color[3] > 0.99) ?? colorOf('white');
    for (const line of canvas.querySelectorAll('.react-flow__edge-path')) {
      const { stroke, strokeOpacity } = getComputedStyle(line);
      const ink = colorOf(stroke);
      const ratio = contrast(mix(ink, ink[3] * Number(strokeOpacity) * opacityOf(line), ground), ground);
      if (ratio < 2.97) faults.add(`faint: ${ratio.toFixed(2)} ${line.closest('.react-flow__edge')?.getAttribute('aria-label') ?? 'a wire'}`);
    }
    const cards = [...canvas.querySelectorAll('.react-flow__node-card')].map((card) => ({ name: nameOf(card.querySelector('h3') ?? card), box: card.getBoundingClientRect() })).filter(({ box }) => box.right > room.left && box.left < room.right);
    for (const [index, { name, box }] of cards.entries()) {
      for (const other of cards.slice(index + 1)) {
        if (box.left < other.box.right - 1 && other.box.left < box.right - 1 && box.top < other.box.bottom - 1 && other.box.top < box.bottom - 1) faults.add(`covered: ${name} by ${other.name}`);
      }
    }
    for (const port of canvas.querySelectorAll('.react-flow__handle')) {
      if (!port.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const inks = [port, ...port.querySelectorAll('*')].flatMap((part) => {
        const { fill, stroke } = getComputedStyle(part);
        const boxes = [getComputedStyle(part), getComputedStyle(part, '::before'), getComputedStyle(part, '::after')];
        return [...(part instanceof SVGGeometryElement ? [fill, stroke] : []), ...boxes.flatMap((box) => [box.backgroundColor, ...(Number.parseFloat(box.borderTopWidth) > 0 ? [box.borderTopColor] : [])])];
      });
      const seen = inks.filter((css) => css !== 'none').map(colorOf).filter((ink) => ink[3] > 0);
      const best = Math.max(0, ...seen.map((ink) => contrast(mix(ink, ink[3] * opacityOf(port), ground), ground)));
      if (best < 2.97) faults.add(`faint: ${best.toFixed(2)} ${nameOf(port)}`);
    }
  }
  return [...faults].toSorted();
}
