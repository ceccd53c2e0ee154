/** Cuts wires by a line that is drawn across them, with Ctrl and Shift held. Nothing is drawn by React: the line lives as long as the pointer is down. */
import { announce, dispatch } from '@/components/studio-state';
import { counted } from '@/graph-engine/diagnostics/counted';
import { cross, type Point } from './crossing';
import styles from './wire.module.css';

/** Points at which the course of a wire is looked at. */
const samples = 48;

function courseOf(path: SVGPathElement): readonly Point[] {
  const matrix = path.getScreenCTM();
  const length = path.getTotalLength();
  return Array.from({ length: samples + 1 }, (_, i) => {
    const point = path.getPointAtLength((length * i) / samples);
    return matrix ? point.matrixTransform(matrix) : point;
  });
}

function wiresAcross(canvas: HTMLElement, line: readonly Point[]): readonly string[] {
  return [...canvas.querySelectorAll<HTMLElement>('.react-flow__edge')].flatMap((edge) => {
    const path = edge.querySelector<SVGPathElement>('path[data-testid]');
    return edge.dataset.id !== undefined && path && cross(courseOf(path), line) ? [edge.dataset.id] : [];
  });
}

/** From the press of the pointer to its end; Escape gives it up. */
export function cutWires(canvas: HTMLElement, from: Point): void {
  const picture = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  picture.setAttribute('class', styles.knife!);
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'line');
  picture.append(line);
  canvas.append(picture);
  let to = from;
  const draw = (): void => {
    const { left, top } = canvas.getBoundingClientRect();
    for (const [name, value] of Object.entries({ x1: from.x - left, y1: from.y - top, x2: to.x - left, y2: to.y - top })) line.setAttribute(name, String(value));
  };
  const ended = new AbortController();
  const end = (): void => {
    ended.abort();
    picture.remove();
  };
  const move = ({ clientX, clientY, buttons }: PointerEvent): void => {
    // Let go while this file was fetched.
    if (buttons === 0) return end();
    to = { x: clientX, y: clientY };
    draw();
  };
  const cut = ({ clientX, clientY }: PointerEvent): void => {
    to = { x: clientX, y: clientY };
    end();
    const wires = wiresAcross(canvas, [from, to]);
    if (wires.length === 0) announce('No wire was cut.');
    else if (dispatch('disconnect', { wires: [...wires] }).ok) announce(`${counted(wires.length, 'wire')} cut.`);
  };
  const { signal } = ended;
  window.addEventListener('pointermove', move, { signal });
  window.addEventListener('pointerup', cut, { signal });
  window.addEventListener('pointercancel', end, { signal });
  window.addEventListener('keydown', (event) => event.key === 'Escape' && end(), { signal });
}
