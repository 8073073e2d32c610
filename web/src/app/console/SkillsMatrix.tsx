import { useRef, useState } from "preact/hooks";
import { api } from "../api";
import type { User } from "../types";
import { sayProblem } from "../ui/toasts";

const LEVELS = [1, 2, 3, 4, 5] as const;

/** Everybody's level in every skill; a change is saved at once. */
export function SkillsMatrix({ users, onSaved }: { users: User[]; onSaved: () => Promise<void> }) {
  const [added, setAdded] = useState<string[]>([]);
  const [name, setName] = useState("");
  /** What was chosen and is being saved: the next choice must not undo it. */
  const chosen = useRef<Record<string, Record<string, number>>>({});
  const working = users.filter((user) => !user.disabled_at);
  const skills = [...new Set([...working.flatMap((user) => Object.keys(user.skills ?? {})), ...added])].sort();
  const fresh = name.trim();

  const change = async (user: User, skill: string, level: number): Promise<void> => {
    const { [skill]: _, ...others } = chosen.current[user.id] ?? user.skills ?? {};
    chosen.current[user.id] = level ? { ...others, [skill]: level } : others;
    try {
      await api.changeUser(user.id, { skills: chosen.current[user.id] });
    } catch (error) {
      sayProblem(error);
    }
    await onSaved();
    delete chosen.current[user.id];
  };

  return (
    <section aria-labelledby="skills-title">
      <div class="page-head">
        <h2 id="skills-title">Skills</h2>
        <p class="hint">Levels from 1 (can help) to 5 (expert). A change counts at once.</p>
      </div>
      {skills.length > 0 && (
        <div class="table-frame" tabIndex={0} role="region" aria-label="Skills of everybody">
          <table class="skills">
            <thead>
              <tr>
                <th scope="col">Name</th>
                {skills.map((skill) => (
                  <th key={skill} scope="col">
                    {skill}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {working.map((user) => (
                <tr key={user.id}>
                  <th scope="row">{user.name}</th>
                  {skills.map((skill) => (
                    <td key={skill}>
                      <select
                        class="input"
                        aria-label={`Level of ${user.name} in ${skill}`}
                        value={String(user.skills?.[skill] ?? 0)}
                        onChange={(event) => void change(user, skill, Number(event.currentTarget.value))}
                      >
                        <option value="0">none</option>
                        {LEVELS.map((level) => (
                          <option key={level} value={String(level)}>
                            {level}
                          </option>
                        ))}
                      </select>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <form
        class="toolbar"
        onSubmit={(event) => {
          event.preventDefault();
          if (fresh) setAdded([...added, fresh]);
          setName("");
        }}
      >
        <input
          class="input skill-name"
          aria-label="Name of a new skill"
          placeholder="Another skill"
          maxLength={80}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <button type="submit" class="button" disabled={!fresh}>
          Add a column
        </button>
      </form>
    </section>
  );
}
