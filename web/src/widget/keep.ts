// What the browser remembers for us: `local` for the visitor, `session` for this tab. Works without storage, only shorter.

class Kept {
  readonly #fallback = new Map<string, string>();

  readonly #area: () => Storage;
  readonly #prefix: string;

  constructor(area: () => Storage, prefix: string) {
    this.#area = area;
    this.#prefix = prefix;}

  get(name: string): string {
    try {
      return this.#area().getItem(this.#prefix + name) ?? this.#fallback.get(name) ?? "";
    } catch {
      return this.#fallback.get(name) ?? "";
    }
  }

  /** An empty value forgets it. */
  set(name: string, value: string): void {
    if (value) this.#fallback.set(name, value);
    else this.#fallback.delete(name);
    try {
      if (value) this.#area().setItem(this.#prefix + name, value);
      else this.#area().removeItem(this.#prefix + name);
    } catch {
      // no storage here, or it is full: the fallback holds it
    }
  }

  json(name: string): unknown {
    try {
      return JSON.parse(this.get(name) || "null");
    } catch {
      return null;
    }
  }
}

export interface Keep {
  readonly local: Kept;
  readonly session: Kept;
  readonly prefix: string;
}

export function keepFor(site: string): Keep {
  const prefix = `segue:${site}:`;
  return { local: new Kept(() => localStorage, prefix), session: new Kept(() => sessionStorage, prefix), prefix };
}
