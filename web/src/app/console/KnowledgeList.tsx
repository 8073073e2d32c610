import { api } from "../api";
import { dateTime } from "../format";
import type { AssistedHelpdesk, KnowledgeSource } from "../types";
import { Copy } from "../ui/Copy";
import { Chip, ErrorLine } from "../ui/parts";
import { useLoaded } from "./useLoaded";

const EVERY_MS = 10_000;

/** Where articles come from and which helpdesks get notes, and how that has been going. Nothing when there is neither. */
export function KnowledgeList() {
  const { data, problem, reload } = useLoaded(api.knowledge, EVERY_MS);
  if (problem) return <ErrorLine text={problem} onRetry={() => void reload()} />;
  if (!data || !(data.sources.length || data.helpdesks.length)) return null;
  return (
    <>
      {data.sources.length > 0 && <h2>Knowledge</h2>}
      <ul class="versions" aria-label="Knowledge">
        {data.sources.map((source) => (
          <Source key={source.name} source={source} />
        ))}
      </ul>
      {data.helpdesks.length > 0 && <h2>Assisted helpdesks</h2>}
      <ul class="versions" aria-label="Assisted helpdesks">
        {data.helpdesks.map((helpdesk) => (
          <Helpdesk key={helpdesk.name} helpdesk={helpdesk} />
        ))}
      </ul>
    </>
  );
}

function Source({ source }: { source: KnowledgeSource }) {
  return (
    <li>
      <strong>{source.name}</strong>
      <span class="quiet">{source.kind}</span>
      <span>{source.articles === null ? "not read yet" : counted(source.articles, "article")}</span>
      {source.read_at && <span class="quiet">read {dateTime(source.read_at)}</span>}
      {source.remark && <Chip tone="warn">{source.remark}</Chip>}
      {source.error && <Chip tone="bad">{source.error}</Chip>}
      {source.error && source.due_at && <span class="quiet">tried again {dateTime(source.due_at)}</span>}
    </li>
  );
}

function Helpdesk({ helpdesk }: { helpdesk: AssistedHelpdesk }) {
  return (
    <li>
      <strong>{helpdesk.name}</strong>
      <span class="quiet">{helpdesk.kind}</span>
      <span>{helpdesk.heard_at ? counted(helpdesk.notes, "note") : "nothing heard yet"}</span>
      {helpdesk.heard_at && <span class="quiet">heard {dateTime(helpdesk.heard_at)}</span>}
      {helpdesk.caught_up_at && <span class="quiet">asked what was missed {dateTime(helpdesk.caught_up_at)}</span>}
      {helpdesk.error && <Chip tone="bad">{helpdesk.error}</Chip>}
      {helpdesk.error && helpdesk.failed_at && <span class="quiet">{dateTime(helpdesk.failed_at)}</span>}
      <Copy text={helpdesk.webhook} label="Copy webhook address" />
    </li>
  );
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
