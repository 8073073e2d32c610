import type { ComponentChildren } from "preact";
import { Brand } from "../ui/Brand";

/** The one card of a page without navigation. */
export function Card(props: { title: string; lead?: string; children: ComponentChildren }) {
  return (
    <main class="centred">
      <div class="card">
        <Brand />
        <h1>{props.title}</h1>
        {props.lead && <p class="lead">{props.lead}</p>}
        {props.children}
      </div>
    </main>
  );
}
