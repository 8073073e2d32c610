// A conversation as it is typed: lines of the customer, and of the bot.

export type Side = "customer" | "bot";

export interface Turn {
  id: number;
  side: Side;
  text: string;
  /** What the bot reported of its own answer, as typed. */
  confidence: string;
  error: string;
  noMatch: boolean;
}

let last = 0;

export function newTurn(side: Side = "customer", text = ""): Turn {
  return { id: ++last, side, text, confidence: "", error: "", noMatch: false };
}

const PREFIX = /^\s*(customer|user|bot|assistant)\s*:\s*/i;
const BOT = new Set(["bot", "assistant"]);

/** "bot: Hello" -> the bot's "Hello"; null where no prefix is. */
export function prefixed(text: string): { side: Side; text: string } | null {
  const match = PREFIX.exec(text);
  if (!match?.[1]) return null;
  return { side: BOT.has(match[1].toLowerCase()) ? "bot" : "customer", text: text.slice(match[0].length) };
}

/** Several lines at once, each a turn: the customer's where it does not say. */
export function readLines(text: string): Turn[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim())
    .map((line) => {
      const said = prefixed(line);
      return said ? newTurn(said.side, said.text) : newTurn("customer", line.trim());
    });
}

/** A number from 0 to 1, null when nothing is written, undefined when it is something else. */
export function share(text: string): number | null | undefined {
  if (!text.trim()) return null;
  const value = Number(text.replace(",", "."));
  return value >= 0 && value <= 1 ? value : undefined;
}

/** Whether there is something to weigh: the bot may also have reported an error alone. */
export function said(turn: Turn): boolean {
  return Boolean(turn.text.trim() || (turn.side === "bot" && turn.error.trim()));
}

/** A turn as the server takes it. */
export function body(turn: Turn): Record<string, unknown> {
  if (turn.side === "customer") return { role: "customer", text: turn.text };
  return { role: "bot", text: turn.text, ...reported(turn) };
}

function reported(turn: Turn): Record<string, unknown> {
  const confidence = share(turn.confidence);
  return {
    ...(typeof confidence === "number" ? { confidence } : {}),
    ...(turn.error.trim() ? { error: turn.error.trim() } : {}),
    ...(turn.noMatch ? { no_match: true } : {}),
  };
}

/** A turn as a step of a scenario. */
export function step(turn: Turn): Record<string, unknown> {
  if (turn.side === "customer") return { customer: turn.text };
  return { bot: { ...(turn.text.trim() ? { text: turn.text } : {}), ...reported(turn) } };
}

/** The list with `drop` turns at a place replaced by others. */
export function spliced(turns: readonly Turn[], at: number, drop: number, ...others: Turn[]): Turn[] {
  return [...turns.slice(0, at), ...others, ...turns.slice(at + drop)];
}
