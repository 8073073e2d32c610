// Where in a message something was seen, cut into pieces that can be shown one after the other.
import type { Span } from "./types";

export interface Piece {
  text: string;
  /** The signals seen in it; none for plain text. */
  signals: string[];
}

const LONGEST_PLAIN = 400;

/** A long stretch in which nothing was seen, by its beginning and its end. */
export function brief(piece: Piece): string {
  const chars = Array.from(piece.text);
  if (piece.signals.length || chars.length <= LONGEST_PLAIN) return piece.text;
  const half = LONGEST_PLAIN / 2;
  return `${chars.slice(0, half).join("")} … ${chars.slice(-half).join("")}`;
}

/** All of `text`, in order. Spans may overlap; they count code points. */
export function pieces(text: string, spans: readonly Span[]): Piece[] {
  const chars = Array.from(text);
  const inside = spans
    .map((span) => ({ ...span, start: Math.max(0, span.start), end: Math.min(chars.length, span.end) }))
    .filter((span) => span.start < span.end);
  const cuts = [...new Set([0, chars.length, ...inside.flatMap((span) => [span.start, span.end])])].sort((a, b) => a - b);
  const found: Piece[] = [];
  for (const [index, start] of cuts.entries()) {
    const end = cuts[index + 1];
    if (end === undefined) break;
    const signals = inside.filter((span) => span.start <= start && span.end >= end).map((span) => span.signal);
    found.push({ text: chars.slice(start, end).join(""), signals: [...new Set(signals)] });
  }
  return found;
}
