import { useEffect, useRef } from "preact/hooks";
import type { PolicyProblem } from "../types";
import { Icon } from "../ui/Icon";

/** What a check of a policy found; nothing while it was not checked. */
export function Problems({ errors, onGo }: { errors: PolicyProblem[] | null; onGo: (line: number) => void }) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors?.length) list.current?.scrollIntoView({ block: "nearest" });
  }, [errors]);
  return (
    <div ref={list} role="status" aria-label="Result of the check">
      {errors && errors.length === 0 && (
        <p class="notice notice-good">
          <Icon name="check" />
          No problems found.
        </p>
      )}
      {errors && errors.length > 0 && (
        <div class="problems">
          <p class="problems-title">
            <Icon name="alert" />
            {errors.length === 1 ? "1 problem" : `${errors.length} problems`}
          </p>
          <ul>
            {errors.map((one, index) => (
              <li key={index}>
                {one.line ? (
                  <button type="button" class="link-button" onClick={() => onGo(one.line ?? 1)}>
                    Line {one.line}
                  </button>
                ) : (
                  <span class="quiet">Whole file</span>
                )}
                <span>
                  {one.path && <code>{one.path}</code>} {one.message}
                  {one.suggestion && <em class="suggestion">{one.suggestion}</em>}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
