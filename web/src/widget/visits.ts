// Which pages the customer looks at: path and query, never the fragment, which pages use for their own secrets.

import { fields, words, type Page } from "./wire";

const SETTLE_MS = 400; // pages set their title after they navigate

export function currentPage(): Page {
  return { url: location.pathname + location.search, title: document.title.slice(0, 300) };
}

/** A page the site names itself. What it leaves out is taken from the address bar. */
export function namedPage(value: unknown): Page {
  const { url, title } = fields(value);
  const here = currentPage();
  const named = URL.canParse(words(url), location.href) ? new URL(words(url), location.href) : location;
  return { url: named.pathname + named.search, title: (words(title) || here.title).slice(0, 300) };
}

/** Calls `visited` after each change of path or query. */
export function watchVisits(visited: (page: Page) => void): void {
  let last = currentPage().url;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const check = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const page = currentPage();
      if (page.url === last) return;
      last = page.url;
      visited(page);
    }, SETTLE_MS);
  };
  const navigation = (window as { navigation?: EventTarget }).navigation;
  if (navigation) {
    navigation.addEventListener("currententrychange", check);
    return;
  }
  for (const name of ["pushState", "replaceState"] as const) {
    const before = history[name].bind(history);
    history[name] = (...args: Parameters<History["pushState"]>): void => {
      before(...args);
      check();
    };
  }
  addEventListener("popstate", check);
}
