import { useState } from "preact/hooks";
import { api } from "../api";
import { me } from "../session";
import type { User } from "../types";
import { ShownOnce } from "../ui/Copy";
import { Icon } from "../ui/Icon";
import { Chip, ErrorLine } from "../ui/parts";
import { say, sayProblem } from "../ui/toasts";
import { Keys } from "./Keys";
import { Sites } from "./Sites";
import { PersonDialog } from "./PersonDialog";
import { SkillsMatrix } from "./SkillsMatrix";
import { useLoaded } from "./useLoaded";
import { levels } from "./wordlists";
import { weekInWords } from "./worktimes";

/** A server may answer with the token, a path or a whole address. */
export function wholeLink(link: string): string {
  if (/^https?:\/\//.test(link)) return link;
  return location.origin + (link.startsWith("/") ? link : `/desk/link?token=${encodeURIComponent(link)}`);
}

export function People() {
  const { data, problem, reload } = useLoaded(api.users);
  const [dialog, setDialog] = useState<User | "new" | null>(null);
  const [link, setLink] = useState<{ name: string; link: string } | null>(null);

  const act = async (work: () => Promise<unknown>, done: string): Promise<void> => {
    try {
      await work();
      say(done);
      await reload();
    } catch (error) {
      sayProblem(error);
    }
  };
  const reset = async (user: User): Promise<void> => {
    try {
      setLink({ name: user.name, link: wholeLink((await api.resetLink(user.id)).link) });
    } catch (error) {
      sayProblem(error);
    }
  };

  return (
    <>
      <section aria-labelledby="people-title">
        <div class="page-head">
          <h1 id="people-title">People</h1>
          <button type="button" class="button button-primary" onClick={() => setDialog("new")}>
            <Icon name="plus" />
            Invite
          </button>
        </div>
        {problem && <ErrorLine text={problem} onRetry={() => void reload()} />}
        {link && (
          <ShownOnce
            title={`One-time link for ${link.name}`}
            value={link.link}
            hint="Send it to them over a safe channel. It works once and is not shown again."
            onDone={() => setLink(null)}
          />
        )}
        <PeopleTable
          users={data?.users ?? []}
          onEdit={setDialog}
          onReset={(user) => void reset(user)}
          onDisable={(user) => void act(() => api.disableUser(user.id), `${user.name} can no longer sign in.`)}
          onEnable={(user) => void act(() => api.enableUser(user.id), `${user.name} can sign in again.`)}
        />
      </section>
      <SkillsMatrix users={data?.users ?? []} onSaved={reload} />
      <Keys />
      <Sites />
      {dialog && (
        <PersonDialog
          user={dialog === "new" ? null : dialog}
          onClose={() => setDialog(null)}
          onInvited={(user, made) => setLink({ name: user.name, link: wholeLink(made) })}
          onSaved={() => void reload()}
        />
      )}
    </>
  );
}

interface TableProps {
  users: User[];
  onEdit: (user: User) => void;
  onReset: (user: User) => void;
  onDisable: (user: User) => void;
  onEnable: (user: User) => void;
}

function PeopleTable(props: TableProps) {
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label="People">
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Role</th>
            <th scope="col">Team</th>
            <th scope="col">Queues</th>
            <th scope="col">Skills</th>
            <th scope="col">Work time</th>
            <th scope="col" class="number">
              Capacity
            </th>
            <th scope="col">
              <span class="hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {props.users.map((user) => (
            <PersonLine key={user.id} user={user} {...props} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PersonLine({ user, ...props }: TableProps & { user: User }) {
  return (
    <tr>
      <th scope="row">
        {user.name} {user.disabled_at && <Chip tone="warn">Disabled</Chip>}
        {user.invited && !user.disabled_at && <Chip>Invited</Chip>}
        <span class="under">{user.email}</span>
      </th>
      <td>{user.role}</td>
      <td>{user.team || <span class="quiet">none</span>}</td>
      <td>{user.queues?.length ? user.queues.join(", ") : "all"}</td>
      <td>{levels.write(user.skills ?? {}) || <span class="quiet">none</span>}</td>
      <td>
        {weekInWords(user.works?.shifts ?? {}) || <span class="quiet">when online</span>}
        {user.works?.timezone && <span class="under">{user.works.timezone}</span>}
      </td>
      <td class="number">{user.capacity}</td>
      <td class="row-actions">
        <button type="button" class="button button-small" aria-label={`Edit ${user.name}`} onClick={() => props.onEdit(user)}>
          Edit
        </button>
        <button
          type="button"
          class="button button-small"
          aria-label={`Reset password of ${user.name}`}
          onClick={() => props.onReset(user)}
        >
          Reset password
        </button>
        {user.disabled_at ? (
          <button type="button" class="button button-small" aria-label={`Enable ${user.name}`} onClick={() => props.onEnable(user)}>
            Enable
          </button>
        ) : (
          <button
            type="button"
            class="button button-small"
            aria-label={`Disable ${user.name}`}
            disabled={user.id === me.value?.id}
            onClick={() => props.onDisable(user)}
          >
            Disable
          </button>
        )}
      </td>
    </tr>
  );
}
