import { signal } from "@preact/signals";
import { plainWords } from "../api";
import { Icon } from "./Icon";

interface Toast {
  id: number;
  text: string;
  bad: boolean;
}

const toasts = signal<Toast[]>([]);
let nextId = 1;
const SHOWN_MS = 6000;

export function say(text: string, bad = false): void {
  const toast = { id: nextId++, text, bad };
  toasts.value = [...toasts.value.slice(-2), toast];
  window.setTimeout(() => dismiss(toast.id), bad ? SHOWN_MS * 1.5 : SHOWN_MS);
}

export function sayProblem(error: unknown): void {
  say(plainWords(error), true);
}

function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite" aria-label="Messages of the desk">
      {toasts.value.map((toast) => (
        <div key={toast.id} class={toast.bad ? "toast toast-bad" : "toast"}>
          <Icon name={toast.bad ? "alert" : "check"} />
          <span>{toast.text}</span>
          <button type="button" class="icon-button" aria-label="Dismiss" onClick={() => dismiss(toast.id)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
