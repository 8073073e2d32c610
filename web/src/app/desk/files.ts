import type { Entry } from "../types";

export interface File {
  name: string;
  url: string;
  type?: string;
  size?: number;
}

/** Those of a message that lead to an https address. */
export function filesOf(entry: Entry): File[] {
  const listed = entry.data?.attachments;
  return Array.isArray(listed) ? listed.filter(leadsSomewhere) : [];
}

function leadsSomewhere(file: unknown): file is File {
  const { name, url } = (file ?? {}) as Partial<File>;
  return typeof name === "string" && typeof url === "string" && url.startsWith("https://");
}
