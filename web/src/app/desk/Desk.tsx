import { me } from "../session";
import { Header } from "../ui/Header";
import { Empty } from "../ui/parts";
import { Conversation } from "./Conversation";
import { Inbox } from "./Inbox";
import { deskStatus, reservations } from "./inbox";

function title(): string {
  if (reservations.value.length) return "A customer is waiting for your answer";
  return (me.value?.counts_as ?? me.value?.presence) === "online" ? "No conversation is open" : "You get no new chats until you are online";
}

export function Desk({ conversation }: { conversation: string }) {
  return (
    <div class={conversation ? "shell desk desk-open" : "shell desk"}>
      <Header page="desk" reconnecting={deskStatus.value === "reconnecting"} />
      <Inbox open={conversation} />
      <main id="content" class="desk-main" tabIndex={-1} aria-label="Conversation">
        {conversation ? (
          <Conversation key={conversation} id={conversation} />
        ) : (
          <Empty title={title()}>
            Choose one from the inbox. New chats appear there on top while you are online; press <kbd>A</kbd> to accept or{" "}
            <kbd>D</kbd> to decline the one that has the focus.
          </Empty>
        )}
      </main>
    </div>
  );
}
