import { useEffect } from "preact/hooks";
import { Console } from "./console/Console";
import { Desk } from "./desk/Desk";
import { reservations, watchInbox } from "./desk/inbox";
import { takeUp } from "./desk/sending";
import { tellOfTransfers } from "./desk/transfers";
import { type Route, route } from "./route";
import { ask, me, unreachable } from "./session";
import { LinkPage } from "./sign-in/LinkPage";
import { SignIn } from "./sign-in/SignIn";
import { ErrorLine } from "./ui/parts";
import { Toasts } from "./ui/toasts";

export function App() {
  return (
    <>
      <Screen />
      <Toasts />
    </>
  );
}

function Screen() {
  const where = route.value;
  if (where.page === "link") return <LinkPage key={where.token} token={where.token} />;
  if (me.value === undefined) {
    return (
      <main class="centred">
        {unreachable.value ? <ErrorLine text={unreachable.value} onRetry={() => void ask()} /> : <p class="quiet">Loading…</p>}
      </main>
    );
  }
  if (me.value === null) return <SignIn />;
  return <SignedIn where={where} />;
}

function SignedIn({ where }: { where: Exclude<Route, { page: "link" }> }) {
  useEffect(watchInbox, []); // in the console too: it keeps this person present
  useEffect(tellOfTransfers, []);
  useEffect(takeUp, []);
  const waiting = reservations.value.length;
  const title = where.page === "console" ? "Segue console" : "Segue desk";
  useEffect(() => {
    document.title = waiting ? `(${waiting}) ${title}` : title;
  }, [waiting, title]);
  return where.page === "console" ? <Console tab={where.tab} conversation={where.conversation ?? ""} hub={where.hub ?? ""} /> : <Desk conversation={where.conversation} />;
}
