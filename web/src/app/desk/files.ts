import { keptFiles } from "../../files";
import type { Entry } from "../types";

export interface File {
  name: string;
  url: string;
  type?: string;
  size?: number;
  /** The server has it: the address is a path of its own. */
  kept?: boolean;
}

/** Those of a message: at an https address, or kept by the server and downloaded from there. */
export function filesOf(entry: Entry, conversation = ""): File[] {
  const listed = entry.data?.attachments;
  const kept = keptFiles(listed).map((one) => ({ ...one, url: pathOf(conversation, one.file), kept: true }));
  return [...(Array.isArray(listed) ? listed.filter(leadsSomewhere) : []), ...kept];
}

export function pathOf(conversation: string, file: string): string {
  return `/v1/conversations/${encodeURIComponent(conversation)}/files/${encodeURIComponent(file)}`;
}

function leadsSomewhere(file: unknown): file is File {
  const { name, url } = (file ?? {}) as Partial<File>;
  return typeof name === "string" && typeof url === "string" && url.startsWith("https://");
}
