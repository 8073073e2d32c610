import { deskStatus } from "../desk/inbox";
import type { ConsoleTab } from "../route";
import { atLeast } from "../session";
import type { StaffRole } from "../types";
import { Header, PageLink } from "../ui/Header";
import { Empty } from "../ui/parts";
import { DataPage } from "./data/DataPage";
import { Decisions } from "./Decisions";
import { DeliveriesHint } from "./DeliveriesHint";
import { DeliveriesPage } from "./DeliveriesPage";
import { HubPage } from "./hubs/HubPage";
import { HubsPage } from "./hubs/HubsPage";
import { People } from "./People";
import { PolicyPage } from "./PolicyPage";
import { QueuesPage } from "./QueuesPage";
import { SimulatorPage } from "./simulator/SimulatorPage";
import { TriggersPage } from "./triggers/TriggersPage";
import { WaitingPage } from "./waiting/WaitingPage";
import { WhyPage } from "./waiting/WhyPage";

const TABS: readonly { tab: ConsoleTab; title: string; href: string; least: StaffRole }[] = [
  { tab: "decisions", title: "Decisions", href: "/console", least: "supervisor" },
  { tab: "queues", title: "Queues", href: "/console/queues", least: "supervisor" },
  { tab: "waiting", title: "Waiting", href: "/console/waiting", least: "supervisor" },
  { tab: "simulator", title: "Simulator", href: "/console/simulator", least: "supervisor" },
  { tab: "policy", title: "Policy", href: "/console/policy", least: "operator" },
  { tab: "triggers", title: "Triggers", href: "/console/triggers", least: "operator" },
  { tab: "deliveries", title: "Deliveries", href: "/console/deliveries", least: "operator" },
  { tab: "hubs", title: "Hubs", href: "/console/hubs", least: "operator" },
  { tab: "people", title: "People and access", href: "/console/people", least: "admin" },
  { tab: "data", title: "Data", href: "/console/data", least: "admin" },
];

interface Where {
  tab: ConsoleTab;
  conversation: string;
  hub: string;
}

export function Console({ tab, conversation, hub }: Where) {
  const current = TABS.find((one) => one.tab === tab);
  return (
    <div class="shell console">
      <Header page="console" reconnecting={deskStatus.value === "reconnecting"} />
      <nav class="tabs" aria-label="Console">
        {TABS.filter((one) => atLeast(one.least)).map((one) => (
          <PageLink key={one.tab} href={one.href} current={one.tab === tab}>
            {one.title}
            {one.tab === "deliveries" && <DeliveriesHint />}
          </PageLink>
        ))}
      </nav>
      <main id="content" class="console-main" tabIndex={-1}>
        {current && atLeast(current.least) ? <Page tab={tab} conversation={conversation} hub={hub} /> : <Empty title="Not for your role">{roleWords(current?.least)}</Empty>}
      </main>
    </div>
  );
}

function Page({ tab, conversation, hub }: Where) {
  if (tab === "queues") return <QueuesPage />;
  if (tab === "waiting") return conversation ? <WhyPage key={conversation} conversation={conversation} /> : <WaitingPage />;
  if (tab === "simulator") return <SimulatorPage />;
  if (tab === "policy") return <PolicyPage />;
  if (tab === "triggers") return <TriggersPage />;
  if (tab === "deliveries") return <DeliveriesPage />;
  if (tab === "hubs") return hub ? <HubPage key={hub} name={hub} /> : <HubsPage />;
  if (tab === "people") return <People />;
  if (tab === "data") return <DataPage />;
  return <Decisions />;
}

const roleWords = (least: StaffRole = "supervisor"): string => `This page needs the role ${least}. An administrator can change yours.`;
