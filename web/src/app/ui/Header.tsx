import type { ComponentChildren } from "preact";
import { sound, toggleSound } from "../desk/chime";
import { navigate } from "../route";
import { atLeast, me, signOut } from "../session";
import { isDark, theme, toggleTheme } from "../theme";
import { Brand } from "./Brand";
import { Icon } from "./Icon";
import { NotRespondingBanner, PresenceSwitch } from "./PresenceSwitch";
import { sayProblem } from "./toasts";

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
      <NotRespondingBanner />
    </header>
  );
}

export function PageLink(props: { href: string; current: boolean; children: ComponentChildren }) {
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
