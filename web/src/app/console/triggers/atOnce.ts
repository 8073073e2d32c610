// Draw before the next key comes: who types quickly must not write into the line they have left.

import { options } from "preact";

/** Run `act` and draw what it changed before returning. (`flushSync` of preact/compat would change how events work.) */
export function atOnce(act: () => void): void {
  const later = options.debounceRendering;
  let draw: (() => void) | undefined;
  options.debounceRendering = (render) => {
    draw = render;
  };
  try {
    act();
    draw?.();
  } finally {
    options.debounceRendering = later;
  }
}
