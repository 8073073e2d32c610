// Small parts that every screen uses.
import type { ComponentChildren } from "preact";
import { duration, fullTime, sentence } from "../format";
import { now } from "../now";
import type { Outcome, Presence, Urgency } from "../types";
import { Icon, type IconName } from "./Icon";

type Tone = "plain" | "good" | "warn" | "bad" | "accent";

export function Chip(props: { tone?: Tone; icon?: IconName; title?: string; children: ComponentChildren }) {
  return (
    <span class={`chip chip-${props.tone ?? "plain"}`} title={props.title}>
      {props.icon && <Icon name={props.icon} />}
      {props.children}
    </span>
  );
}

const URGENCY: Record<"immediate" | "high", [string, Tone]> = {
  immediate: ["Immediate", "bad"],
  high: ["High", "warn"],
};

/** Normal urgency is not worth a chip. */
export function UrgencyChip({ urgency }: { urgency?: Urgency }) {
  if (!urgency || (urgency !== "immediate" && urgency !== "high")) return null;
  const [words, tone] = URGENCY[urgency];
  return (
    <Chip tone={tone} icon="alert">
      {words}
      <span class="hidden"> urgency</span>
    </Chip>
  );
}

const OUTCOME: Record<Outcome, Tone> = { handoff: "accent", offer: "warn", stay: "plain" };

export function OutcomeChip({ outcome }: { outcome: Outcome }) {
  return <Chip tone={OUTCOME[outcome] ?? "plain"}>{sentence(outcome)}</Chip>;
}

/** Presence is told by shape and words, not by colour alone. */
export function PresenceDot({ presence }: { presence: Presence }) {
  return <span class={`presence presence-${presence}`} aria-hidden="true" />;
}

export function Time({ at, children }: { at: string; children: ComponentChildren }) {
  return (
    <time dateTime={at} title={fullTime(at)}>
      {children}
    </time>
  );
}

/** How long ago, counting on. */
export function Waited({ since }: { since: string }) {
  return <>{duration((now.value - Date.parse(since)) / 1000)}</>;
}

export function Avatar({ name, kind }: { name: string; kind: "customer" | "bot" | "human" }) {
  const initials = name
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => Array.from(word)[0]?.toUpperCase() ?? "")
    .join("");
  return (
    <span class={`avatar avatar-${kind}`} aria-hidden="true">
      {kind === "bot" ? <Icon name="bot" /> : initials || <Icon name="person" />}
    </span>
  );
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children && <p>{children}</p>}
    </div>
  );
}

export function ErrorLine({ text, onRetry }: { text: string; onRetry?: () => void }) {
  return (
    <div class="error-line" role="alert">
      <Icon name="alert" />
      <span>{text}</span>
      {onRetry && (
        <button type="button" class="button button-small" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}
