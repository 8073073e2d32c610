export interface Erasure {
  id: string;
  what: "erasure" | "export";
  at: string;
  by_name: string;
  counts: Record<string, number>;
  done_at: string | null;
  purged_at: string | null;
}

export interface Keeping {
  keeps: Record<"conversations" | "packages" | "files" | "visits", number | null>;
  due: { days: number; counts: Record<string, number>; complete: boolean };
  erasures: Erasure[];
  bytes_held: number;
  purges_by_itself: boolean;
}

export interface LookedUp {
  person: string;
  counts: Record<string, number>;
  told: string[];
}

/** conversations: named by hand, where who it is was only claimed. */
export interface Person {
  person: string;
  conversations: string[];
}
