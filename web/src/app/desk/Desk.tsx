import { Header } from "../ui/Header";
import { Empty } from "../ui/parts";
import { Conversation } from "./Conversation";
import { Inbox } from "./Inbox";
import { deskStatus, reservations } from "./inbox";

export function Desk({ conversation }: { conversation: string }) {
  return (
    <div class={conversation ? "shell desk desk-open" : "shell desk"}>
      <Header page="desk" reconnecting={deskStatus.value === "reconnecting"} />
      <Inbox open={conversation} />
      <main id="content" class="desk-main" tabIndex={-1} aria-label="Conversation">
        {conversation ? (
          <Conversation key={conversation} id={conversation} />
        ) : (
          <Empty title={reservations.value.length ? "A customer is waiting for your answer" : "No conversation is open"}>
            Choose one from the inbox. New chats appear there on top while you are online; press <kbd>A</kbd> to accept or{" "}
            <kbd>D</kbd> to decline the one that has the focus.
          </Empty>
        )}
      </main>
    </div>
  );
}
