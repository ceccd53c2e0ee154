/** When the line that cuts is there, and when it ends; e2e/ draws it across wires. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cutWires } from './cut-wires';

let lines = 0;
const element = () => ({ setAttribute: () => undefined, append: () => undefined, remove: () => lines-- });
const canvas = { append: () => lines++, getBoundingClientRect: () => ({ left: 0, top: 0 }), querySelectorAll: () => [] } as unknown as HTMLElement;
const pointer = (type: string, buttons: number): void => void window.dispatchEvent(Object.assign(new Event(type), { clientX: 9, clientY: 9, buttons }));

beforeEach(() => {
  lines = 0;
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('document', { createElementNS: element });
});
afterEach(() => void vi.unstubAllGlobals());

test('it is drawn as long as the pointer is down', () => {
  cutWires(canvas, { x: 0, y: 0 });
  pointer('pointermove', 1);
  expect(lines).toBe(1);
  pointer('pointerup', 0);
  expect(lines).toBe(0);
});
test('it ends where the pointer was let go before it began, and the next click cuts nothing', () => {
  cutWires(canvas, { x: 0, y: 0 });
  pointer('pointermove', 0);
  expect(lines).toBe(0);
  pointer('pointerup', 0);
  expect(lines).toBe(0);
});
