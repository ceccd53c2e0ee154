/** A text within HTML or SVG, also between quotation marks: nothing in it is taken for markup, and nothing turns the text around it. */
import { printable } from '../../diagnostics/printable';

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escaped = (text: string): string => printable(text, '\n').replace(/[&<>"']/g, (mark) => marks[mark]!);
