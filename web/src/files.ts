// Files on their way up, for widget and desk alike: what is told before a byte is sent, and one request with its progress.

/** What the server takes. `types`: MIME. `largest`: bytes of one file. */
export interface FileRules {
  readonly types: readonly string[];
  readonly extensions: readonly string[];
  readonly largest: number;
  readonly per_message: number;
}

/** A file that the server keeps. */
export interface KeptFile {
  readonly file: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

export type FileTrouble = "" | "large" | "type" | "many" | "empty" | "failed";

/** null when it is not what the server says. */
export function readRules(value: unknown): FileRules | null {
  const { types, extensions, largest, per_message } = (value ?? {}) as Record<string, unknown>;
  if (typeof largest !== "number" || typeof per_message !== "number") return null;
  return { types: texts(types), extensions: texts(extensions), largest, per_message };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

/** Attachments of a message that the server keeps. */
export function keptFiles(listed: unknown): KeptFile[] {
  if (!Array.isArray(listed)) return [];
  return listed.flatMap((one: unknown) => {
    const { file, name, type, size } = (one ?? {}) as Record<string, unknown>;
    if (typeof file !== "string" || !file || typeof name !== "string") return [];
    return [{ file, name, type: typeof type === "string" ? type : "", size: typeof size === "number" ? size : 0 }];
  });
}

/** What is wrong with a file before it is sent; the server looks into it and has the last word. */
export function troubleBefore(file: { readonly name: string; readonly size: number }, held: number, rules: FileRules): FileTrouble {
  if (held >= rules.per_message) return "many";
  if (!file.size) return "empty";
  return file.size > rules.largest ? "large" : "";
}

export function troubleOfStatus(status: number): FileTrouble {
  if (status === 413) return "large";
  return status === 415 ? "type" : status === 429 || status === 409 ? "many" : "failed";
}

/** Why an upload did not succeed; `status` is 0 when no answer came, -1 when it was cancelled. */
export class UploadError extends Error {
  constructor(
    readonly status: number,
    readonly detail = "",
  ) {
    super(detail || `the upload failed (${status})`);
  }
}

export const CANCELLED = -1;

/** One request, with its progress from 0 to 1. fetch() tells none, so this is the older way. */
export function upload(
  url: string,
  headers: Readonly<Record<string, string>>,
  file: Blob,
  told: (share: number) => void,
  signal: AbortSignal,
): Promise<KeptFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = (): void => request.abort();
    request.open("POST", url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", (event) => event.lengthComputable && told(event.loaded / event.total));
    request.addEventListener("load", () => {
      const answer = parsed(request.responseText);
      const [kept] = keptFiles([{ ...answer, file: answer["id"] }]);
      if (request.status === 201 && kept) resolve(kept);
      else reject(new UploadError(request.status, typeof answer["detail"] === "string" ? answer["detail"] : ""));
    });
    request.addEventListener("error", () => reject(new UploadError(0)));
    request.addEventListener("abort", () => reject(new UploadError(CANCELLED)));
    request.addEventListener("loadend", () => signal.removeEventListener("abort", stop));
    signal.addEventListener("abort", stop);
    if (signal.aborted) reject(new UploadError(CANCELLED));
    else request.send(file);
  });
}

function parsed(text: string): Record<string, unknown> {
  try {
    return (JSON.parse(text) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** "812 B", "1.4 MB": in the units of the limits, of 1,024. */
export function sizeWords(bytes: number, language = ""): string {
  const [kb, mb] = [bytes / 1024, bytes / 1024 / 1024];
  const [size, unit] = kb < 1 ? [bytes, "B"] : mb < 1 ? [kb, "KB"] : [mb, "MB"];
  try {
    return `${new Intl.NumberFormat(language || undefined, { maximumFractionDigits: size < 10 && unit !== "B" ? 1 : 0 }).format(size)} ${unit}`;
  } catch {
    return `${Math.round(size)} ${unit}`; // the page named a language nobody knows
  }
}

/** Hands bytes to the browser as a download. What they are is not said, so that nothing of it is shown or run. */
export function saveAs(bytes: Blob, name: string): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
