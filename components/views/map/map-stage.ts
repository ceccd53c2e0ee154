/** The map as it is moved: holds what part is shown, follows wheel, pinch, drag and keys, and paints at most once a frame. Knows no React, so that a pan renders nothing else. */
import type { ThemeColors } from '@/components/pictures/use-theme-colors';
import type { Size } from '../use-size';
import { MapPainter, type Scene } from './painter';
import { fitViewport, nearestItem, panned, toPlane, zoomed, type Place, type Viewport } from './viewport';

export interface StageEvents {
  /** The item under the pointer, and where the pointer is, in CSS pixels; null where there is none. */
  onHover(item: number | null, at: Place): void;
  /** A click on a place of the map. */
  onPick(place: Place): void;
  /** Another part is shown. */
  onView(view: Viewport): void;
}
/** Pixels that a pointer may move for it to be a click. */
const CLICK = 4;
const KEY_PAN = 48;
const KEY_ZOOM = 1.3;

export class MapStage {
  private readonly painter: MapPainter;
  private readonly pointers = new Map<number, Place>();
  private scene: Scene | null = null;
  private theme: ThemeColors | null = null;
  private size: Size = { width: 0, height: 0 };
  private whole: Viewport = { scale: 1, left: 0, top: 0 };
  private view: Viewport = this.whole;
  /** Nobody has moved the map: it shows all, whatever comes. */
  private fits = true;
  private frame = 0;
  private pressed: { readonly at: Place; moved: boolean } | null = null;
  private readonly release = new AbortController();

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly events: StageEvents,
  ) {
    this.painter = new MapPainter(canvas);
    const { signal } = this.release;
    canvas.addEventListener('pointerdown', this.onDown, { signal });
    canvas.addEventListener('pointermove', this.onMove, { signal });
    canvas.addEventListener('pointerup', this.onUp, { signal });
    canvas.addEventListener('pointercancel', this.onUp, { signal });
    canvas.addEventListener('pointerleave', () => this.events.onHover(null, [0, 0]), { signal });
    // Also over what lies upon the map, such as the ring of a place.
    (canvas.parentElement ?? canvas).addEventListener('wheel', this.onWheel, { signal, passive: false });
  }
  dispose(): void {
    this.release.abort();
    cancelAnimationFrame(this.frame);
  }

  show(scene: Scene, theme: ThemeColors): void {
    const moved = scene.points !== this.scene?.points;
    [this.scene, this.theme] = [scene, theme];
    if (moved) this.measure();
    this.paint();
  }
  resize(size: Size): void {
    this.size = size;
    this.measure();
    this.paint();
  }
  /** Shows all points. */
  fit(): void {
    this.fits = true;
    this.move(this.whole);
  }
  zoom(factor: number, at: Place = [this.size.width / 2, this.size.height / 2]): void {
    this.fits = false;
    this.move(zoomed(this.view, this.whole, factor, at));
  }
  pan(by: Place): void {
    if (!this.scene) return;
    this.fits = false;
    this.move(panned(this.view, this.scene.points, this.size, by));
  }
  /** The place at a pixel. */
  at([x, y]: Place): Place {
    return toPlane(this.view, x, y);
  }
  /** Whether the key moves the map; then it has. */
  key(key: string): boolean {
    const act = {
      ArrowLeft: () => this.pan([KEY_PAN, 0]),
      ArrowRight: () => this.pan([-KEY_PAN, 0]),
      ArrowUp: () => this.pan([0, KEY_PAN]),
      ArrowDown: () => this.pan([0, -KEY_PAN]),
      '+': () => this.zoom(KEY_ZOOM),
      '=': () => this.zoom(KEY_ZOOM),
      '-': () => this.zoom(1 / KEY_ZOOM),
      '0': () => this.fit(),
    }[key];
    act?.();
    return act !== undefined;
  }

  private measure(): void {
    if (!this.scene || this.size.width === 0) return;
    this.whole = fitViewport(this.scene.points, this.size);
    if (this.fits) this.move(this.whole);
  }
  private move(view: Viewport): void {
    this.view = view;
    this.events.onView(view);
    this.paint();
  }
  private paint(): void {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      if (this.scene && this.theme && this.size.width > 0) this.painter.paint(this.scene, this.view, this.size, this.theme);
    });
  }

  private placeOf({ clientX, clientY }: MouseEvent): Place {
    const { left, top } = this.canvas.getBoundingClientRect();
    return [clientX - left, clientY - top];
  }
  private readonly onDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const at = this.placeOf(event);
    this.canvas.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, at);
    this.pressed = { at, moved: this.pointers.size > 1 };
    this.events.onHover(null, at);
  };
  private readonly onMove = (event: PointerEvent): void => {
    const at = this.placeOf(event);
    const before = this.pointers.get(event.pointerId);
    if (!before || !this.pressed) {
      if (this.scene) this.events.onHover(nearestItem(this.scene.points, this.view, at, 12, (item) => this.scene!.colors[item] !== 0), at);
      return;
    }
    if (!this.pressed.moved && Math.hypot(at[0] - this.pressed.at[0], at[1] - this.pressed.at[1]) < CLICK) return;
    this.pressed.moved = true;
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.pointers.set(event.pointerId, at);
    if (!other) return this.pan([at[0] - before[0], at[1] - before[1]]);
    // Two fingers: what lies between them stays between them.
    const apart = (place: Place): number => Math.max(1, Math.hypot(place[0] - other[0], place[1] - other[1]));
    this.pan([(at[0] - before[0]) / 2, (at[1] - before[1]) / 2]);
    this.zoom(apart(at) / apart(before), [(at[0] + other[0]) / 2, (at[1] + other[1]) / 2]);
  };
  private readonly onUp = (event: PointerEvent): void => {
    if (!this.pointers.delete(event.pointerId) || this.pointers.size > 0) return;
    if (this.pressed && !this.pressed.moved && event.type === 'pointerup') this.events.onPick(this.at(this.placeOf(event)));
    this.pressed = null;
  };
  private readonly onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    this.zoom(Math.exp((-event.deltaY * lines * (event.ctrlKey ? 4 : 1)) / 400), this.placeOf(event));
  };
}
