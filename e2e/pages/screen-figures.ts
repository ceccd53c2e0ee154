/** What the canvas shows, in pixels of the window: sizes of its words, what lies over what, and whether all is in sight. */
import type { Page } from '@playwright/test';

export interface ScreenFigures {
  readonly zoom: number;
  /** The smallest words on cards and wires, and which they are. */
  readonly smallest: { readonly size: number; readonly text: string };
  /** Cards over cards, the toolbar over cards that are whole in sight, and the map over those that are more than half. */
  readonly overlaps: readonly string[];
  readonly isWhole: boolean;
  readonly hasMap: boolean;
}

export function screenFigures(page: Page): Promise<ScreenFigures> {
  return page.evaluate(() => {
    const canvas = document.querySelector('[data-canvas]')!;
    const room = canvas.getBoundingClientRect();
    const zoom = new DOMMatrix(getComputedStyle(canvas.querySelector('.react-flow__viewport')!).transform).a;
    const cards = [...canvas.querySelectorAll('.react-flow__node-card, .react-flow__node-group')].map((card) => ({ card, name: card.querySelector('h3')?.textContent ?? '?', box: card.getBoundingClientRect() }));
    const lies = (a: DOMRect, b: DOMRect): boolean => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    const within = (box: DOMRect): boolean => box.left >= room.left && box.top >= room.top && box.right <= room.right && box.bottom <= room.bottom;

    let smallest = { size: Infinity, text: '' };
    const words = [...cards.filter(({ box }) => lies(box, room)).flatMap(({ card }) => [...card.querySelectorAll('*')]), ...canvas.querySelectorAll('.react-flow__edge text')];
    for (const element of words) {
      const text = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent?.trim()).join('');
      const style = getComputedStyle(element);
      const isSeen = element.getClientRects().length > 0 && style.visibility === 'visible' && !element.closest('.visually-hidden');
      const size = Number.parseFloat(style.fontSize) * zoom;
      if (text && isSeen && size > 0 && size < smallest.size) smallest = { size, text };
    }

    const overlaps = cards.flatMap((one, index) => cards.slice(index + 1).filter(({ box }) => lies(one.box, box)).map(({ name }) => `${one.name} over ${name}`));
    const map = canvas.querySelector('.react-flow__minimap');
    const toolbar = document.querySelector('[role="toolbar"][data-canvas-overlay]');
    const part = (from: number, to: number, start: number, end: number): number => Math.max(0, Math.min(to, end) - Math.max(from, start)) / (to - from);
    const isMostlyWithin = (box: DOMRect): boolean => part(box.left, box.right, room.left, room.right) * part(box.top, box.bottom, room.top, room.bottom) > 0.5;
    for (const [title, over, counts] of [['the map', map, isMostlyWithin], ['the toolbar', toolbar, within]] as const) {
      if (!over) continue;
      for (const { name, box } of cards) if (counts(box) && lies(box, over.getBoundingClientRect())) overlaps.push(`${title} over ${name}`);
    }
    return { zoom, smallest, overlaps, isWhole: cards.every(({ box }) => within(box)), hasMap: map !== null };
  });
}
