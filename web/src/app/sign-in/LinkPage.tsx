import { useEffect, useState } from "preact/hooks";
import { api, plainWords, Problem } from "../api";
import { navigate } from "../route";
import { ask, me } from "../session";
import type { LinkInfo } from "../types";
import { Field } from "../ui/Field";
import { ErrorLine } from "../ui/parts";
import { Card } from "./Card";

const TITLES: Record<LinkInfo["purpose"], [string, string]> = {
  setup: ["Set up Segue", "Make the first administrator. Everybody else is invited from the console."],
  invite: ["Welcome to Segue", "Choose a password to finish your account."],
  reset: ["Choose a new password", "Your old password stops working."],
  sign_in: ["Choose a new password", "The link works once."],
};

/** A one-time link: sets up the first administrator, answers an invitation, or resets a password. */
export function LinkPage({ token }: { token: string }) {
  const [info, setInfo] = useState<LinkInfo | null>(null);
  const [problem, setProblem] = useState("");
  const load = (): void => {
    setProblem("");
    api.linkInfo(token).then(setInfo, (error: unknown) => {
      const used = error instanceof Problem && [401, 404, 422].includes(error.status);
      setProblem(used ? "This link does not work (any more). It may have been used or be too old. Ask for a new one." : plainWords(error));
    });
  };
  useEffect(load, [token]);

  if (!info) {
    return (
      <Card title="One-time link">
        {problem ? <ErrorLine text={problem} onRetry={load} /> : <p class="quiet">Checking the link…</p>}
        <p>
          <button type="button" class="button" onClick={() => navigate("/desk", true)}>
            Go to sign-in
          </button>
        </p>
      </Card>
    );
  }
  return <LinkForm token={token} info={info} />;
}

function LinkForm({ token, info }: { token: string; info: LinkInfo }) {
  const setup = info.purpose === "setup";
  const [name, setName] = useState(info.name ?? "");
  const [email, setEmail] = useState(info.email ?? "");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ field: string; text: string } | null>(null);
  const [title, lead] = TITLES[info.purpose] ?? TITLES.invite;
  const errorOf = (field: string): string | undefined => (problem?.field === field ? problem.text : undefined);

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      const person = setup ? { name: name.trim(), email: email.trim() } : {};
      me.value = (await api.useLink({ token, password, ...person })).me;
      navigate("/desk", true);
      void ask();
    } catch (error) {
      const field = error instanceof Problem && typeof error.facts.field === "string" ? error.facts.field : "";
      setProblem({ field, text: plainWords(error) });
      setBusy(false);
    }
  };

  const known = ["name", "email", "password"].includes(problem?.field ?? "");
  return (
    <Card title={title} lead={lead}>
      <form onSubmit={submit}>
        {setup ? (
          <>
            <Field label="Your name" value={name} onInput={setName} autoComplete="name" required autoFocus error={errorOf("name")} />
            <Field
              label="E-mail"
              type="email"
              value={email}
              onInput={setEmail}
              autoComplete="username"
              required
              error={errorOf("email")}
            />
          </>
        ) : (
          <p class="quiet">
            {info.name} {info.email && `(${info.email})`}
          </p>
        )}
        <Field
          label="New password"
          type="password"
          value={password}
          onInput={setPassword}
          autoComplete="new-password"
          required
          autoFocus={!setup}
          hint="At least 10 characters. A few unusual words are better than one short puzzle."
          error={errorOf("password")}
        />
        {problem && !known && <ErrorLine text={problem.text} />}
        <button type="submit" class="button button-primary button-wide" disabled={busy}>
          {busy ? "One moment…" : setup ? "Create administrator" : "Save password"}
        </button>
      </form>
    </Card>
  );
}
