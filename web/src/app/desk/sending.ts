// What this person has written and the log does not have yet; over all conversations, so that leaving one loses nothing.
import { signal } from "@preact/signals";
import { Outbox } from "../../outbox";
import { api, plainWords, Problem } from "../api";
import { kept } from "../kept";
import { me } from "../session";
import { leftBy, type Pending } from "./outbox";

const KEY = "outbox";

export const pending = signal<readonly Pending[]>([]);
/** The newest message that was stored. */
export const stored = signal<Pending | null>(null);

export const outbox = new Outbox<Pending>({
  send: async ({ id, text, draft, epoch, note, conversation, files }) => {
    const attachments = files?.map(({ file }) => ({ file })) ?? [];
    const reply = { id, text, ...(draft && { draft }), ...(epoch && { epoch }), ...(attachments.length && { attachments }) };
    const { seq } = await (note ? api.addNote(conversation, { id, text }) : api.send(conversation, reply));
    return { seq };
  },
  refusal: (error) => ({ trouble: plainWords(error), passing: passes(error), afterMs: asked(error) }),
  save: (items) => {
    const user = me.peek()?.id; // whose session has ended may come back
    if (user) kept.write(KEY, items.length ? JSON.stringify({ user, items }) : "");
  },
  changed: () => {
    pending.value = outbox.items;
    stored.value = outbox.items.filter((item) => item.status === "sent").at(-1) ?? null;
  },
});

/** Whether the same may succeed later: no line, a busy server, or whoever wrote it has to sign in again. */
function passes(error: unknown): boolean {
  return error instanceof Problem && ([0, 401, 408, 429].includes(error.status) || error.status >= 500);
}

function asked(error: unknown): number | null {
  const seconds = error instanceof Problem ? error.facts.retry_after_s : null;
  return typeof seconds === "number" ? seconds * 1000 : null;
}

/** Takes up what this person left in an earlier page of this tab, or before their session ended. What somebody else left goes. */
export function takeUp(): void {
  const left = leftBy(me.value?.id ?? "", kept.read(KEY));
  outbox.remove(...outbox.items.map((item) => item.id));
  outbox.add(...left);
}
