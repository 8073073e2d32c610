import { useEffect, useId, useState } from "preact/hooks";
import { api } from "../api";
import { sound, toggleSound } from "../desk/chime";
import { navigate } from "../route";
import { atLeast, me, signOut } from "../session";
import { isDark, theme, toggleTheme } from "../theme";
import type { Presence } from "../types";
import { Brand } from "./Brand";
import { Icon } from "./Icon";
import { PresenceDot } from "./parts";
import { say, sayProblem } from "./toasts";

export function Header(props: { page: "desk" | "console"; reconnecting?: boolean }) {
  return (
    <header class="header">
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <Brand />
      <nav aria-label="Segue" class="header-nav">
        <PageLink href="/desk" current={props.page === "desk"}>
          Desk
        </PageLink>
        {atLeast("supervisor") && (
          <PageLink href="/console" current={props.page === "console"}>
            Console
          </PageLink>
        )}
      </nav>
      <span class="header-status" role="status" aria-label="Connection">
        {props.reconnecting && (
          <span class="chip chip-warn">
            <span class="pulse" aria-hidden="true" />
            Reconnecting…
          </span>
        )}
      </span>
      <PresenceSwitch />
      <div class="header-tools">
        <button
          type="button"
          class="icon-button"
          aria-label="Sound for new reservations"
          aria-pressed={sound.value === "on"}
          title={sound.value === "on" ? "Sound is on" : "Sound is off"}
          onClick={toggleSound}
        >
          <Icon name={sound.value === "on" ? "bell" : "bellOff"} />
        </button>
        <ThemeButton />
        <span class="header-name" title={me.value?.email}>
          {me.value?.name}
        </span>
        <button type="button" class="button button-quiet" aria-label="Sign out" onClick={() => void signOut().catch(sayProblem)}>
          <Icon name="exit" />
          <span class="wide-only">Sign out</span>
        </button>
      </div>
    </header>
  );
}

export function PageLink(props: { href: string; current: boolean; children: string }) {
  return (
    <a
      href={props.href}
      class="nav-link"
      aria-current={props.current ? "page" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        navigate(props.href);
      }}
    >
      {props.children}
    </a>
  );
}

function ThemeButton() {
  theme.value; // drawn again when it changes
  const dark = isDark();
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={dark ? "Switch to light" : "Switch to dark"}
      title={dark ? "Switch to light" : "Switch to dark"}
      onClick={toggleTheme}
    >
      <Icon name={dark ? "sun" : "moon"} />
    </button>
  );
}

const PRESENCES: readonly (readonly [Presence, string])[] = [
  ["online", "Online"],
  ["busy", "Busy"],
  ["away", "Away"],
  ["offline", "Offline"],
];

/** Online takes new work; busy keeps what there is; a reason tells colleagues why. */
function PresenceSwitch() {
  const id = useId();
  const presence = me.value?.presence ?? "offline";
  const kept = me.value?.presence_reason ?? "";
  const [reason, setReason] = useState(kept);
  useEffect(() => setReason(kept), [kept]);

  const change = async (next: Presence, why: string): Promise<void> => {
    try {
      me.value = (await api.setPresence(next, why)).me;
      if (next !== presence) say(next === "online" ? "You are online: new chats come to you." : `You are ${next}.`);
    } catch (error) {
      sayProblem(error);
    }
  };
  const saveReason = (): void => {
    if (reason.trim() !== kept) void change(presence, reason.trim());
  };

  return (
    <div class="presence-switch">
      <PresenceDot presence={presence} />
      <label for={id} class="hidden">
        Presence
      </label>
      <select
        id={id}
        class="presence-select"
        value={presence}
        onChange={(event) => void change(event.currentTarget.value as Presence, "")}
      >
        {PRESENCES.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
      {(presence === "busy" || presence === "away") && (
        <input
          class="presence-reason"
          aria-label="Reason for your presence"
          placeholder="Reason, e.g. lunch"
          maxLength={100}
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
          onBlur={saveReason}
          onKeyDown={(event) => event.key === "Enter" && saveReason()}
        />
      )}
    </div>
  );
}
