import { useState } from "preact/hooks";
import { api } from "../api";
import type { NewUser, StaffRole, User } from "../types";
import { Dialog } from "../ui/Dialog";
import { Field, Select } from "../ui/Field";
import { say } from "../ui/toasts";
import { useLoaded } from "./useLoaded";
import { WorkTimeFields } from "./WorkTimeFields";
import { amounts, levels, strangers, wordList } from "./wordlists";
import { mistakes, read, typed } from "./worktimes";

const ROLES: readonly (readonly [StaffRole, string])[] = [
  ["agent", "Agent: answers customers"],
  ["supervisor", "Supervisor: also sees decisions and queues"],
  ["operator", "Operator: also writes the policy"],
  ["admin", "Admin: also manages people and access"],
];

const SENIORITIES: readonly (readonly [string, string])[] = [
  ["0", "0: not said"],
  ["1", "1: new"],
  ["2", "2"],
  ["3", "3: experienced"],
  ["4", "4"],
  ["5", "5: the most senior"],
];
const MOST_UNITS = 50;

interface Props {
  user: User | null;
  onClose: () => void;
  onInvited: (user: User, link: string) => void;
  onSaved: () => void;
}

/** Invites somebody, or changes what an account says. */
export function PersonDialog({ user, onClose, onInvited, onSaved }: Props) {
  const [name, setName] = useState(user?.name ?? "");
  const [email, setEmail] = useState(user?.email ?? "");
  const [role, setRole] = useState<StaffRole>(user?.role ?? "agent");
  const [team, setTeam] = useState(user?.team ?? "");
  const [queues, setQueues] = useState(wordList.write(user?.queues ?? []));
  const [skills, setSkills] = useState(levels.write(user?.skills ?? {}));
  const [languages, setLanguages] = useState(wordList.write(user?.languages ?? []));
  const [capacity, setCapacity] = useState(String(user?.capacity ?? 3));
  const [channels, setChannels] = useState(amounts.write(user?.channels ?? {}));
  const [authority, setAuthority] = useState(amounts.write(user?.authority ?? {}));
  const [seniority, setSeniority] = useState(String(user?.seniority ?? 0));
  const [times, setTimes] = useState(typed(user?.works));
  const readSkills = levels.read(skills);
  const readChannels = amounts.read(channels, MOST_UNITS);
  const readAuthority = amounts.read(authority);
  const wrong = mistakes(times);
  const known = useLoaded(api.queues).data?.queues.map((queue) => queue.name);
  const unknown = known ? strangers(wordList.read(queues), known) : [];

  const submit = async (): Promise<void> => {
    const person: NewUser = {
      name: name.trim(),
      email: email.trim(),
      role,
      team: team.trim(),
      queues: wordList.read(queues),
      skills: readSkills ?? {},
      languages: wordList.read(languages),
      capacity: Number(capacity),
      channels: readChannels ?? {},
      authority: readAuthority ?? {},
      seniority: Number(seniority),
      works: read(times),
    };
    if (user) {
      await api.changeUser(user.id, person);
      say("Saved.");
    } else {
      const made = await api.invite(person);
      onInvited(made.user, made.link);
    }
    onSaved();
  };

  return (
    <Dialog
      title={user ? `Edit ${user.name}` : "Invite somebody"}
      submit={user ? "Save" : "Create invitation"}
      ready={Boolean(name.trim() && email.trim() && readSkills && readChannels && readAuthority) && !Object.keys(wrong).length}
      wide
      onClose={onClose}
      onSubmit={submit}
    >
      <Field label="Name" value={name} onInput={setName} required />
      <Field label="E-mail" type="email" value={email} onInput={setEmail} required />
      <Select label="Role" value={role} options={ROLES} onChange={(value) => setRole(value as StaffRole)} />
      <Field label="Team" value={team} onInput={setTeam} hint="As customers see it: “Maria from Billing”." />
      <div class="field-row">
        <Field
          label="Queues"
          value={queues}
          onInput={setQueues}
          hint="Names, with commas. Empty: all."
          error={unknown.length ? `The policy has no ${unknown.join(", ")}, only ${known?.join(", ")}.` : undefined}
        />
        <Field
          label="Skills"
          value={skills}
          onInput={setSkills}
          hint="With a level of 1 to 5: billing 3, legal 1"
          error={readSkills ? undefined : "Write each skill as a name and a level of 1 to 5."}
        />
      </div>
      <div class="field-row">
        <Field label="Languages" value={languages} onInput={setLanguages} hint="Codes: en, de. Empty: any." />
        <Field label="Capacity" type="number" min="1" max="50" value={capacity} onInput={setCapacity} hint="Chats at a time." />
      </div>
      <div class="field-row">
        <Field
          label="Channels"
          value={channels}
          onInput={setChannels}
          hint="At most so many at a time of one channel: widget 2, email 5. Empty: no limit."
          error={readChannels ? undefined : `Write each channel as a name and a number up to ${MOST_UNITS}.`}
        />
        <Field
          label="Authority"
          value={authority}
          onInput={setAuthority}
          hint="What they may do, up to how much: credit 500, contract"
          error={readAuthority ? undefined : "Write each as a name and an amount, such as credit 500."}
        />
        <Select label="Seniority" value={seniority} options={SENIORITIES} onChange={setSeniority} />
      </div>
      <WorkTimeFields times={times} wrong={wrong} onChange={setTimes} />
    </Dialog>
  );
}
