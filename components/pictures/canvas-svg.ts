/**
 * Draws what the canvas shows as an SVG of shapes, texts and pictures: boxes of elements that have a ground or a border, words where they stand, wires and icons as
 * they are, previews as pictures. No foreign HTML in it, so that every program that reads SVG shows it.
 */
interface Frame {
  /** Of the window: where the canvas coordinates begin, and how large one of them is. */
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (letter) => escapes[letter]!);
const round = (value: number): number => Math.round(value * 100) / 100;
const attributes = (of: Readonly<Record<string, string | number | null>>): string =>
  Object.entries(of).flatMap(([name, value]) => (value === null ? [] : [`${name}="${typeof value === 'number' ? round(value) : escape(value)}"`])).join(' ');
const isClear = (color: string): boolean => color === 'transparent' || color === 'none' || /,\s*0\)$|\/\s*0\)$/.test(color);

const placed = (rect: DOMRect, { x, y, zoom }: Frame): Area => ({ x: (rect.left - x) / zoom, y: (rect.top - y) / zoom, width: rect.width / zoom, height: rect.height / zoom });

const corners = ['borderTopLeftRadius', 'borderTopRightRadius', 'borderBottomRightRadius', 'borderBottomLeftRadius'] as const;
/** A rectangle whose corners have radii of their own, clockwise from the upper left one. */
function outline({ x, y, width, height }: Area, radii: readonly number[]): string {
  const [a, b, c, d] = radii.map((radius) => round(Math.min(radius, width / 2, height / 2))) as [number, number, number, number];
  const [right, bottom] = [x + width, y + height].map(round) as [number, number];
  const arc = (radius: number, toX: number, toY: number): string => (radius > 0 ? `A${radius} ${radius} 0 0 1 ${round(toX)} ${round(toY)}` : '');
  return `M${round(x + a)} ${round(y)}H${round(right - b)}${arc(b, right, y + b)}V${round(bottom - c)}${arc(c, right - c, bottom)}H${round(x + d)}${arc(d, x, bottom - d)}V${round(y + a)}${arc(a, x + a, y)}Z`;
}

/** A border at one side alone, as lines under rows and in legends are. */
function line(style: CSSStyleDeclaration, { x, y, width, height }: Area): string {
  return (['Top', 'Bottom'] as const)
    .map((side) => {
      const thick = Number.parseFloat(style[`border${side}Width`]) || 0;
      const kind = style[`border${side}Style`];
      const color = style[`border${side}Color`];
      if (thick === 0 || kind === 'none' || isClear(color)) return '';
      const at = side === 'Top' ? y + thick / 2 : y + height - thick / 2;
      return `<path ${attributes({ d: `M${round(x)} ${round(at)}H${round(x + width)}`, stroke: color, 'stroke-width': thick, 'stroke-dasharray': kind === 'dashed' ? `${2 * thick} ${thick}` : null })}/>`;
    })
    .join('');
}

/** Ground and border of an element; of borders the one at the left stands for all, or each for itself where there is none. */
function box(style: CSSStyleDeclaration, area: Area): string {
  const border = Number.parseFloat(style.borderLeftWidth) || 0;
  const shown = border > 0 && style.borderLeftStyle !== 'none' && !isClear(style.borderLeftColor);
  const lines = shown ? '' : line(style, area);
  if (isClear(style.backgroundColor) && !shown) return lines;
  const inset = shown ? border / 2 : 0;
  const inner = { x: area.x + inset, y: area.y + inset, width: Math.max(0, area.width - 2 * inset), height: Math.max(0, area.height - 2 * inset) };
  return `<path ${attributes({
    d: outline(inner, corners.map((corner) => Number.parseFloat(style[corner]) || 0)),
    fill: isClear(style.backgroundColor) ? 'none' : style.backgroundColor,
    stroke: shown ? style.borderLeftColor : null,
    'stroke-width': shown ? border : null,
  })}/>${lines}`;
}

/** Words of one line belong together; what is wider than its element was cut there, and is cut here. */
function words(node: Text, style: CSSStyleDeclaration, frame: Frame): string {
  const text = node.data;
  const clip = node.parentElement!.getBoundingClientRect();
  const cuts = style.overflowX !== 'visible';
  const lines: { text: string; area: Area }[] = [];
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    const range = document.createRange();
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const rect = range.getBoundingClientRect();
    if (rect.width === 0 || (cuts && (rect.left >= clip.right || rect.top >= clip.bottom - 1))) continue;
    const area = placed(rect, frame);
    const last = lines.at(-1);
    if (last && Math.abs(last.area.y - area.y) < 2) {
      last.text += ` ${word}`;
      last.area = { ...last.area, width: area.x + area.width - last.area.x };
    } else lines.push({ text: word, area });
  }
  const size = Number.parseFloat(style.fontSize);
  return lines
    .map(({ text: line, area }) => `<text ${attributes({ x: area.x, y: area.y + area.height / 2 + size * 0.35, 'font-size': size, 'font-weight': style.fontWeight, 'font-family': style.fontFamily.replaceAll('"', "'"), fill: style.color, textLength: area.width, lengthAdjust: 'spacingAndGlyphs' })}>${escape(line)}</text>`)
    .join('');
}

const drawn = ['font-size', 'font-family', 'font-weight', 'text-anchor', 'dominant-baseline', 'paint-order', 'fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'opacity'] as const;
const isOfText = /^(font|text|dominant|paint)-/;
/** Lines and icons with the colours that they have here, whatever gave them; of what moves, only that. */
function shapes(svg: SVGSVGElement, area: Area): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const copies = [...copy.querySelectorAll<SVGElement>('*')];
  [...svg.querySelectorAll<SVGElement>('*')].forEach((original, i) => {
    const [one, style] = [copies[i]!, getComputedStyle(original)];
    if (style.display === 'none' || style.visibility === 'hidden' || /^(script|foreignObject|animate.*|set|a|use)$/i.test(original.localName)) return one.remove();
    for (const { name } of [...one.attributes]) if (/^(class|style|id|on.*|data-.*|aria-.*|role|tabindex|marker-.*|href)$/i.test(name)) one.removeAttribute(name);
    for (const name of drawn) if (original.localName === 'text' || original.localName === 'tspan' || !isOfText.test(name)) one.setAttribute(name, style.getPropertyValue(name).replaceAll('"', "'"));
  });
  const view = svg.getAttribute('viewBox');
  // Wires lie in a drawing without a size of its own, in the coordinates of the canvas.
  return view ? `<svg ${attributes({ ...area, viewBox: view })}>${copy.innerHTML}</svg>` : `<g>${copy.innerHTML}</g>`;
}

function element(one: Element, frame: Frame): string {
  const style = getComputedStyle(one);
  if (style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0' || one.matches('[data-no-picture], .visually-hidden, .react-flow__minimap')) return '';
  const area = placed(one.getBoundingClientRect(), frame);
  if (one instanceof SVGSVGElement) return shapes(one, area);
  if (one instanceof HTMLCanvasElement) return one.width > 0 && one.height > 0 ? `<image ${attributes({ ...area, href: one.toDataURL(), preserveAspectRatio: 'none' })}/>` : '';
  const inside = [...one.childNodes].map((node) => (node instanceof Text ? words(node, style, frame) : node instanceof Element ? element(node, frame) : '')).join('');
  return box(style, area) + inside;
}

/** `viewport`: the element that holds what lies on the canvas; `area`: what of it is drawn, in canvas coordinates; `metadata`: stands in the SVG as it is. */
export function canvasSvg(viewport: HTMLElement, { area, zoom, ground, metadata }: { readonly area: Area; readonly zoom: number; readonly ground: string; readonly metadata: string }): string {
  const { left, top } = viewport.getBoundingClientRect();
  const inside = [...viewport.children].map((child) => element(child, { x: left, y: top, zoom })).join('');
  const size = attributes({ width: Math.ceil(area.width), height: Math.ceil(area.height), viewBox: `${round(area.x)} ${round(area.y)} ${round(area.width)} ${round(area.height)}` });
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${metadata}<rect ${attributes({ ...area, fill: ground })}/>${inside}</svg>\n`;
}
