// Account facts as people type them: a line each, "tier: enterprise".

export type FactValue = string | number | boolean | string[];

export interface Facts {
  values: Record<string, FactValue>;
  /** The first line that cannot be read, "" when all can. */
  wrong: string;
}

export function readFacts(text: string): Facts {
  const values: Record<string, FactValue> = {};
  let wrong = "";
  for (const line of text.split("\n").filter((one) => one.trim())) {
    const at = line.indexOf(":");
    const name = line.slice(0, at).trim().replace(/^customer\./, "");
    const written = line.slice(at + 1).trim();
    if (at < 0 || !/^\w+$/.test(name) || !written) wrong ||= line.trim();
    else values[name] = readValue(written);
  }
  return { values, wrong };
}

function readValue(written: string): FactValue {
  if (written === "true" || written === "false") return written === "true";
  if (/^-?\d+(\.\d+)?$/.test(written)) return Number(written);
  const list = /^\[(.*)\]$/.exec(written);
  if (list) return (list[1] ?? "").split(",").map((one) => one.trim()).filter(Boolean);
  return written.replace(/^"(.*)"$/, "$1");
}
