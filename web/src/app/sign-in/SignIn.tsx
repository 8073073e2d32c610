import { useState } from "preact/hooks";
import { api, plainWords, Problem } from "../api";
import { me, sessionEnded } from "../session";
import { Field } from "../ui/Field";
import { ErrorLine } from "../ui/parts";
import { Card } from "./Card";

export function SignIn() {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setProblem("");
    try {
      me.value = (await api.signIn(email.trim(), password)).me;
    } catch (error) {
      const wrong = error instanceof Problem && error.status === 401;
      setProblem(wrong ? "That e-mail and password do not go together." : plainWords(error));
      setBusy(false);
    }
  };

  return (
    <Card
      title="Sign in"
      lead={sessionEnded.value ? "Your session has ended. Sign in to go on." : "The desk for people who take over from the bot."}
    >
      <form onSubmit={submit}>
        <Field
          label="E-mail"
          type="email"
          autoComplete="username"
          value={email}
          onInput={setEmail}
          required
          autoFocus
        />
        <Field
          label="Password"
          type="password"
          autoComplete="current-password"
          value={password}
          onInput={setPassword}
          required
        />
        {problem && <ErrorLine text={problem} />}
        <button type="submit" class="button button-primary button-wide" disabled={busy}>
          {busy ? "Signing in…" : "Sign in"}
        </button>
      </form>
      <p class="hint">Forgotten the password? An administrator can make a one-time link for you.</p>
    </Card>
  );
}
