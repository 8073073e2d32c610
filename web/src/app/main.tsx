import { render } from "preact";
import { App } from "./App";
import { startClock } from "./now";
import { startRouting } from "./route";
import { startSession } from "./session";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/parts.css";
import "./styles/shell.css";
import "./styles/inbox.css";
import "./styles/conversation.css";
import "./styles/drafts.css";
import "./styles/console.css";
import "./styles/triggers.css";
import "./styles/readout.css";
import "./styles/run.css";
import "./styles/simulator.css";
import "./styles/waiting.css";
import "./styles/hubs.css";
import { startTheme } from "./theme";

startTheme();
startRouting();
startClock();
startSession();

const root = document.getElementById("app");
if (root) render(<App />, root);
