/**
 * Moves items along the wires. Each journey is an animation of its own that the compositor plays: nothing of it runs per frame in the page, and nothing goes
 * through React. Items go in lanes, one after the other; an item that has set out keeps its number, and what is drawn of it is what the model gives for it now.
 */
import type { ImageStrip } from '@/graph-engine/training/image-strip';
import type { ViewResult } from '@/graph-engine/training/protocol';
import { drawValue } from './draw-value';
import type { Hop } from './hops';
import { journey, placesAlong, type Place } from './wire-places';

export type Values = Extract<ViewResult, { kind: 'follow' }>;
export interface Pace {
  /** What an item takes from node to node, in milliseconds. */
  readonly hopMs: number;
  /** Items on their way at once; each sets out when the one before has gone its share of the way. */
  readonly lanes: number;
}

interface Traveller {
  readonly hop: Hop;
  readonly element: HTMLCanvasElement;
  animation: Animation | null;
}
interface Lane {
  readonly travellers: readonly Traveller[];
  /** Among the items that are followed. */
  item: number;
  /** Numbers of the lane's item, as they were when it set out; null where it follows what comes. */
  values: Values | null;
}
/** What lies under the pointer. */
export interface Pointed {
  readonly hop: Hop;
  readonly values: Values;
  readonly item: number;
}

/** While a hand moves a wire nothing is seen on it: new points for every move would take longer than a frame. Then it goes on where it would be. */
const RESTED_MS = 100;
/** Of the canvas of an item, in its own pixels: two for each of the screen. */
const PIXELS = 88;

export class Travellers {
  private hops: readonly Hop[] = [];
  private pace: Pace = { hopMs: 1000, lanes: 1 };
  private lanes: readonly Lane[] = [];
  private places = new Map<string, readonly Place[]>();
  /** Wires that are being moved. */
  private readonly moving = new Map<string, ReturnType<typeof setTimeout>>();
  private values: Values | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;
  private turn = 0;
  private readonly watcher: MutationObserver;
  private held = false;

  constructor(
    private readonly room: HTMLElement,
    private readonly root: HTMLElement,
    private readonly className: string,
    /** Nothing moves: each item stands in the middle of its wire. */
    private readonly still: boolean,
  ) {
    // A wire is drawn anew when one of its ends moves.
    this.watcher = new MutationObserver((changes) => {
      const wires = new Set(changes.flatMap(({ target }) => (target instanceof Element ? (target.getAttribute('data-testid')?.replace(/^wire-/, '') ?? []) : [])));
      for (const wire of wires) this.follow(wire);
    });
    const edges = root.querySelector('.react-flow__edges');
    if (edges) this.watcher.observe(edges, { subtree: true, attributes: true, attributeFilter: ['d'] });
    document.addEventListener('visibilitychange', this.onVisibility);
  }

  /** New wires, or another pace: all sets out again. */
  go(hops: readonly Hop[], pace: Pace): void {
    this.clear();
    [this.hops, this.pace] = [hops, pace];
    this.lanes = Array.from({ length: this.still ? 1 : pace.lanes }, (_, item) => ({ item, values: null, travellers: hops.map((hop) => this.make(hop)) }));
    if (this.values) this.start();
  }
  /** `values` null: there is nothing to show yet, or any more. */
  show(values: Values | null): void {
    const first = this.values === null;
    this.values = values;
    if (!values) return this.halt();
    if (first) return this.start();
    // One item is followed live; those of a batch keep what they set out with, as the next answer is of another batch.
    for (const lane of this.lanes) if (countOf(values) === 1) this.draw(lane, values);
  }
  /** While something at the pointer is read, all waits. */
  hold(held: boolean): void {
    if (held === this.held) return;
    this.held = held;
    for (const { animation } of this.all()) {
      if (held && animation?.playState === 'running') animation.pause();
      else if (!held && animation?.playState === 'paused') animation.play();
    }
    if (held) clearInterval(this.timer);
    else this.tick();
  }
  at(x: number, y: number): Pointed | null {
    for (const lane of this.lanes) {
      const values = lane.values ?? this.values;
      if (!values) continue;
      for (const { hop, element, animation } of lane.travellers) {
        // Before it leaves and after it has arrived it is nowhere.
        if (!this.still && (animation?.effect?.getComputedTiming().progress ?? null) === null) continue;
        const box = element.getBoundingClientRect();
        if (box.width > 4 && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) return { hop, values, item: lane.item % countOf(values) };
      }
    }
    return null;
  }
  dispose(): void {
    this.watcher.disconnect();
    document.removeEventListener('visibilitychange', this.onVisibility);
    this.clear();
  }

  private all(): readonly Traveller[] {
    return this.lanes.flatMap(({ travellers }) => travellers);
  }
  private get length(): number {
    return Math.max(1, ...this.hops.map(({ to }) => to)) * this.pace.hopMs;
  }
  private make(hop: Hop): Traveller {
    const element = document.createElement('canvas');
    element.width = PIXELS;
    element.height = PIXELS;
    element.className = this.className;
    element.dataset.wire = hop.wire;
    element.dataset.tag = hop.type.tag;
    this.room.append(element);
    return { hop, element, animation: null };
  }
  private clear(): void {
    this.halt();
    for (const { element } of this.all()) element.remove();
    this.lanes = [];
    this.places.clear();
    for (const timer of this.moving.values()) clearTimeout(timer);
    this.moving.clear();
  }
  private halt(): void {
    clearInterval(this.timer);
    for (const traveller of this.all()) {
      traveller.animation?.cancel();
      traveller.element.style.opacity = '';
    }
  }
  private start(): void {
    this.halt();
    this.turn = 0;
    if (document.hidden || this.lanes.length === 0) return;
    if (this.still) this.park();
    else {
      this.launch();
      this.tick();
    }
  }
  private tick(): void {
    clearInterval(this.timer);
    if (this.still || this.held || document.hidden || !this.values || this.lanes.length === 0) return;
    this.timer = setInterval(() => this.launch(), this.length / this.lanes.length + this.pace.hopMs / 2 / this.lanes.length);
  }
  /** The next lane sets out. */
  private launch(): void {
    const lane = this.lanes[this.turn % this.lanes.length];
    if (!lane || !this.values) return;
    lane.item = this.turn++;
    this.draw(lane, this.values);
    for (const traveller of lane.travellers) {
      const { hop } = traveller;
      traveller.animation?.cancel();
      traveller.animation = null;
      const places = this.placesOf(hop.wire);
      if (places.length > 0) traveller.animation = traveller.element.animate(journey(places), { duration: (hop.to - hop.from) * this.pace.hopMs, delay: hop.from * this.pace.hopMs });
    }
  }
  private park(): void {
    for (const lane of this.lanes) {
      if (this.values) this.draw(lane, this.values);
      for (const { hop, element } of lane.travellers) {
        const places = this.placesOf(hop.wire);
        const middle = places[Math.floor(places.length / 2)];
        element.style.opacity = middle ? '1' : '0';
        if (middle) element.style.transform = `translate(${middle.x}px, ${middle.y}px)`;
      }
    }
  }
  private draw(lane: Lane, values: Values): void {
    lane.values = values;
    const colors = new Map<string, string>();
    for (const { hop, element } of lane.travellers) {
      const strip: ImageStrip | undefined = values.ports[hop.tap];
      if (!strip) continue;
      const color = colors.get(hop.type.tag) ?? getComputedStyle(element).borderTopColor;
      colors.set(hop.type.tag, color);
      drawValue(element, strip, lane.item % strip.count, hop.type, color);
    }
  }

  private path(wire: string): SVGPathElement | null {
    return this.root.querySelector<SVGPathElement>(`path[data-testid="wire-${CSS.escape(wire)}"]`);
  }
  private placesOf(wire: string): readonly Place[] {
    const known = this.places.get(wire);
    if (known && known.length > 0) return known;
    const places = placesAlong(this.path(wire));
    this.places.set(wire, places);
    return places;
  }
  private follow(wire: string): void {
    const before = this.moving.get(wire);
    if (before === undefined && !this.places.has(wire)) return;
    clearTimeout(before);
    if (before === undefined) for (const { element } of this.on(wire)) element.style.visibility = 'hidden';
    this.moving.set(wire, setTimeout(() => this.rested(wire), RESTED_MS));
  }
  private rested(wire: string): void {
    this.moving.delete(wire);
    this.places.delete(wire);
    const places = this.placesOf(wire);
    const frames = places.length > 0 ? journey(places) : null;
    for (const { element, animation } of this.on(wire)) {
      if (frames && animation?.effect instanceof KeyframeEffect) animation.effect.setKeyframes(frames);
      element.style.visibility = '';
    }
    if (this.still) this.park();
  }
  private on(wire: string): readonly Traveller[] {
    return this.all().filter(({ hop }) => hop.wire === wire);
  }
  private readonly onVisibility = (): void => {
    if (document.hidden) this.halt();
    else if (this.values) this.start();
  };
}
const countOf = ({ ports }: Values): number => Object.values(ports)[0]?.count ?? 1;
