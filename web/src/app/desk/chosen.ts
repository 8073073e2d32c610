// Files beside the composer before they are sent, by conversation: leaving one loses nothing.
import { signal } from "@preact/signals";
import {
  CANCELLED, sizeWords, troubleBefore, troubleOfStatus, upload, UploadError,
  type FileRules, type FileTrouble, type KeptFile,
} from "../../files";

export interface Chosen {
  readonly id: string;
  readonly conversation: string;
  readonly name: string;
  readonly size: number;
  readonly share: number;
  readonly kept: KeptFile | null;
  /** In words; "" while all is well. */
  readonly trouble: string;
}

export const chosen = signal<readonly Chosen[]>([]);
const under_way = new Map<string, AbortController>();

export const chosenIn = (conversation: string): Chosen[] => chosen.value.filter((one) => one.conversation === conversation);
export const readyIn = (conversation: string): KeptFile[] => chosenIn(conversation).flatMap((one) => one.kept ?? []);
export const busyIn = (conversation: string): boolean => chosenIn(conversation).some((one) => !one.kept && !one.trouble);

function change(id: string, to: Partial<Chosen>): void {
  chosen.value = chosen.value.map((one) => (one.id === id ? { ...one, ...to } : one));
}

export function choose(conversation: string, files: readonly File[], rules: FileRules): void {
  for (const file of files) {
    const held = chosenIn(conversation).filter((one) => !one.trouble).length;
    const trouble = words(troubleBefore(file, held, rules), rules);
    const one = { id: crypto.randomUUID(), conversation, name: file.name, size: file.size, share: 0, kept: null, trouble };
    chosen.value = [...chosen.value, one];
    if (!trouble) void send(one, file, rules);
  }
}

async function send(one: Chosen, file: File, rules: FileRules): Promise<void> {
  const stop = new AbortController();
  under_way.set(one.id, stop);
  const path = `/v1/conversations/${encodeURIComponent(one.conversation)}/files?name=${encodeURIComponent(file.name.slice(-200))}`;
  try {
    const kept = await upload(path, { "x-segue": "desk" }, file, (share) => change(one.id, { share }), stop.signal);
    change(one.id, { kept });
  } catch (error) {
    const { status, detail } = error instanceof UploadError ? error : new UploadError(0);
    if (status !== CANCELLED) change(one.id, { trouble: detail || words(troubleOfStatus(status), rules) });
  } finally {
    under_way.delete(one.id);
  }
}

export function remove(id: string): void {
  under_way.get(id)?.abort();
  chosen.value = chosen.value.filter((one) => one.id !== id);
}

/** They go with the message that is sent now. */
export function take(conversation: string): KeptFile[] {
  const files = readyIn(conversation);
  chosen.value = chosen.value.filter((one) => one.conversation !== conversation);
  return files;
}

export function words(trouble: FileTrouble, rules: FileRules): string {
  const said: Record<FileTrouble, string> = {
    "": "",
    large: `It is larger than ${sizeWords(rules.largest, "en")}.`,
    type: `This kind of file is not taken; send ${rules.extensions.join(", ")}.`,
    many: `At most ${rules.per_message} files go with one message.`,
    empty: "It is empty.",
    failed: "It could not be uploaded. Remove it and try again.",
  };
  return said[trouble];
}
