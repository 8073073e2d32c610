export function Brand() {
  return (
    <span class="brand">
      <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false">
        <path class="brand-a" d="M4 7h8a4 4 0 0 1 0 8" />
        <path class="brand-b" d="M20 17h-8a4 4 0 0 1 0-8" />
      </svg>
      Segue
    </span>
  );
}
