import { expect, test } from "vitest";
import { parseRoute } from "./route";

test.each([
  ["/desk", "", { page: "desk", conversation: "" }],
  ["/desk/", "", { page: "desk", conversation: "" }],
  ["/desk/c/abc%2Fd", "", { page: "desk", conversation: "abc/d" }],
  ["/desk/c/%E0%A4%A", "", { page: "desk", conversation: "%E0%A4%A" }],
  ["/desk/link", "?token=t0k", { page: "link", token: "t0k" }],
  ["/console/waiting", "", { page: "console", tab: "waiting" }],
  ["/console/waiting/c%2F1", "", { page: "console", tab: "waiting", conversation: "c/1" }],
  ["/console/hubs", "", { page: "console", tab: "hubs" }],
  ["/console/hubs/sup%2Fport", "", { page: "console", tab: "hubs", hub: "sup/port" }],
  ["/console/simulator", "", { page: "console", tab: "simulator" }],
  ["/console", "", { page: "console", tab: "decisions" }],
  ["/console/policy", "", { page: "console", tab: "policy" }],
  ["/console/triggers", "", { page: "console", tab: "triggers" }],
  ["/console/nothing", "", { page: "console", tab: "decisions" }],
])("%s%s", (path, query, route) => {
  expect(parseRoute(path, query)).toEqual(route);
});
