import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { plainWords } from "../api";
import { ErrorLine } from "./parts";

interface DialogProps {
  title: string;
  submit: string;
  danger?: boolean;
  ready?: boolean;
  wide?: boolean;
  onSubmit: () => Promise<unknown>;
  onClose: () => void;
  children: ComponentChildren;
}

/** A modal form on the browser's own dialog, which keeps the focus inside and gives it back. */
export function Dialog(props: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setProblem("");
    try {
      await props.onSubmit();
      props.onClose();
    } catch (error) {
      setProblem(plainWords(error));
      setBusy(false);
    }
  };

  return (
    <dialog
      ref={ref}
      class={props.wide ? "dialog dialog-wide" : "dialog"}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <form onSubmit={submit}>
        <h2 id={id}>{props.title}</h2>
        <div class="dialog-body">{props.children}</div>
        {problem && <ErrorLine text={problem} />}
        <div class="dialog-actions">
          <button type="button" class="button" onClick={props.onClose}>
            Cancel
          </button>
          <button
            type="submit"
            class={props.danger ? "button button-danger" : "button button-primary"}
            disabled={busy || props.ready === false}
          >
            {busy ? "One moment…" : props.submit}
          </button>
        </div>
      </form>
    </dialog>
  );
}
